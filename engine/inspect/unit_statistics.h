#pragma once

#include "engine/data/dataset.h"
#include "engine/model/model.h"
#include "engine/progress.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace engine {

/// What a unit gives for the samples of a data set: as a neuron its number, as a channel the mean of its map.
struct UnitStatistics
{
    struct Sample
    {
        std::size_t index = 0; ///< in the data set
        float activation = 0;
    };

    std::vector<double> meanByClass; ///< one for each of the data's classes; not-a-number where no sample is of it
    std::vector<Sample> top; ///< those that excite it most, in falling order; of equals the first of the data
    double deadShare = 0; ///< [0, 1]: of the samples for which it is 0
};

/// One for each unit of the layer, looked at behind the activation that follows: see activationOf(). top: so many
/// samples. Samples of no class count in top and deadShare alone. Empty once stop is requested. Throws Error when the
/// network cannot read the data, see requireCompatible().
std::vector<UnitStatistics> unitStatistics(const Model& model, const Dataset& data, std::size_t layer, std::size_t top,
                                           const std::stop_token& stop, const Progress& progress);

} // namespace engine
