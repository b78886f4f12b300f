#pragma once

#include "engine/data/dataset.h"
#include "engine/data/strokes.h"
#include "engine/layers/sequential.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// How many pictures a network practises with, once each.
struct PracticePlan
{
    std::size_t mine = 0; ///< a person's drawings, each many times and every time a little otherwise
    std::size_t replayed = 0; ///< of the data that it learnt from, so that nothing is forgotten

    std::size_t samples() const { return mine + replayed; }
};

/// As many as fit into some three seconds on two cores, by the network's size and not by the clock, so that the result
/// is the same everywhere.
PracticePlan practicePlan(const Sequential& network, std::size_t drawings);

/// Those of the drawings that say which digit they are, and have ink.
std::vector<StrokeSample> learnable(std::span<const StrokeSample> drawings);

/// As the pad hands them to the network. drawings: learnable.
Dataset asDrawn(std::span<const StrokeSample> drawings);

/// The pictures to practise with, in no particular order. drawings: learnable. Half of the replayed ones are data's, as
/// many of each class as there are, and half are synthetic: other hands than those of one data set.
Dataset practiceDigits(std::span<const StrokeSample> drawings, const Dataset& old, const PracticePlan& plan, std::uint64_t seed);

/// The recipe by which a network that has learnt by recipe learns a little more: one epoch at a small rate, its statistics
/// frozen, nothing dropped out.
Recipe practiceRecipe(const Recipe& recipe, std::uint64_t seed);

} // namespace engine
