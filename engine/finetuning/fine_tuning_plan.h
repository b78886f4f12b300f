#pragma once

#include "engine/data/dataset.h"
#include "engine/drawing/strokes.h"
#include "engine/layers/sequential.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// How many pictures a network is fine-tuned on, once each.
struct FineTuningPlan
{
    std::size_t mine = 0; ///< a person's drawings, each many times and every time a little otherwise
    std::size_t rehearsed = 0; ///< of the data that it learnt from, so that nothing is forgotten
    std::size_t guards = 0; ///< of the same, but not trained on: what they lose is what fine-tuning costs
    std::size_t synthetic = 0; ///< and of synthetic digits: other writers than those of one data set
    std::size_t nonDigits = 0; ///< evaluated, of which those that it knows to be no digits are trained on

    std::size_t samples() const { return mine + rehearsed + synthetic + nonDigits; }
};

/// As many as fit into some three seconds on two cores, by the network's size and not by the clock, so that the result
/// is the same everywhere.
FineTuningPlan fineTuningPlan(const Sequential& network, std::size_t drawings);

/// How many drawings the writer's transform is fitted to: fewer with a large network.
std::size_t drawingsForWriterFit(const Sequential& network);

/// The stride at which test samples are evaluated before and after: with a large network not all of them, so that both
/// together take about as long as training.
std::size_t evaluationStride(const Sequential& network, std::size_t samples);

/// Those of the drawings that say which digit they are, or that they are none, and have ink.
std::vector<StrokeSample> learnable(std::span<const StrokeSample> drawings);

/// As the pad gives them to the network; what is no digit is noClass. drawings: learnable.
Dataset asDrawn(std::span<const StrokeSample> drawings);

/// The drawings as they are, then again and again, every time a little otherwise: count pictures. drawings: learnable.
Dataset variedDigits(std::span<const StrokeSample> drawings, std::size_t count, std::uint64_t seed);

/// The recipe by which a network that was trained by recipe is fine-tuned: one epoch at a small rate, its statistics
/// frozen, nothing dropped out.
Recipe fineTuningRecipe(const Recipe& recipe, std::uint64_t seed);

} // namespace engine
