#pragma once

#include "engine/data/dataset.h"
#include "engine/inspect/units.h"
#include "engine/model/model.h"
#include "engine/progress.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// What a unit gives that is switched off.
enum class SwitchedOff {
    Zero,
    Mean, ///< what it gives on average over the data that are read
};

/// How well a network does without some of its units. What others make up for does not show: that a unit can be missed
/// does not say that it does nothing.
struct Ablation
{
    std::vector<Unit> units; ///< that were off, in the layers that were asked for
    double accuracy = 0; ///< [0, 1], of the whole network; not-a-number where no sample is of a class
    double accuracyWithout = 0;
    std::vector<double> byClass; ///< accuracy without, for each of the data's classes; not-a-number: no sample is of it
};

/// All of the units off at once. Each is held behind the activation that follows, see activationOf(). Nothing once stop
/// is requested. Throws Error for a unit that is not there, data that the network cannot read, and one that names no
/// class.
std::optional<Ablation> ablated(const Model& model, const Dataset& data, std::span<const Unit> units, SwitchedOff as,
                                const std::stop_token& stop, const Progress& progress);

/// Each unit of the layer off by itself; most needed first, equals by their number. What lies before the layer is run
/// once.
std::vector<Ablation> ablatedOneByOne(const Model& model, const Dataset& data, std::size_t layer, SwitchedOff as,
                                      const std::stop_token& stop, const Progress& progress);

} // namespace engine
