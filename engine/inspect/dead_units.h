#pragma once

#include "engine/data/dataset.h"
#include "engine/model/model.h"
#include "engine/progress.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace engine {

/// Units of one layer through which nothing is learnt, whatever comes in: each says the same of all samples, and lets
/// no gradient through, or hardly any.
struct DeadUnits
{
    std::size_t layer = 0; ///< index in the network: of the activation
    std::size_t units = 0; ///< of the layer
    std::vector<std::size_t> dead; ///< of ReLUs: 0 for every sample, a channel at all places
    std::vector<std::size_t> saturated; ///< of sigmoids: below 0.02 or above 0.98 for every sample; of tanh, ± 0.96

    double deadShare() const { return double(dead.size()) / double(units); }
    double saturatedShare() const { return double(saturated.size()) / double(units); }
};

/// One for each layer of ReLUs, sigmoids, tanh or hidden units of a Boltzmann machine, in the network's order. A batch
/// is not the data: a unit that is dead for a few samples may live for others. Empty once stop is requested. Throws
/// Error when the network cannot read the data, see requireCompatible().
std::vector<DeadUnits> deadUnits(const Model& model, const Dataset& data, const std::stop_token& stop,
                                 const Progress& progress);

} // namespace engine
