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
    std::size_t guards = 0; ///< of the same, but not practised with: what they lose is what the lesson costs
    std::size_t synthetic = 0; ///< and of synthetic digits: other hands than those of one data set
    std::size_t nonDigits = 0; ///< looked at, of which those are practised that it knows to be none

    std::size_t samples() const { return mine + replayed + synthetic + nonDigits; }
};

/// As many as fit into some three seconds on two cores, by the network's size and not by the clock, so that the result
/// is the same everywhere.
PracticePlan practicePlan(const Sequential& network, std::size_t drawings);

/// So many drawings are looked at to see how they are best straightened: fewer by a large network.
std::size_t drawingsToStraighten(const Sequential& network);

/// Of so many test samples every how-manieth is read before and after: with a large network not all of them, so that both
/// together take about as long as the practice.
std::size_t readingStep(const Sequential& network, std::size_t samples);

/// Those of the drawings that say which digit they are, or that they are none, and have ink.
std::vector<StrokeSample> learnable(std::span<const StrokeSample> drawings);

/// As the pad hands them to the network; what is no digit is noClass. drawings: learnable.
Dataset asDrawn(std::span<const StrokeSample> drawings);

/// The drawings as they are, then again and again, every time a little otherwise: count pictures. drawings: learnable.
Dataset variedDigits(std::span<const StrokeSample> drawings, std::size_t count, std::uint64_t seed);

/// The recipe by which a network that has learnt by recipe learns a little more: one epoch at a small rate, its statistics
/// frozen, nothing dropped out.
Recipe practiceRecipe(const Recipe& recipe, std::uint64_t seed);

} // namespace engine
