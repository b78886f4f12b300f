#pragma once

#include "engine/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace engine {

/// For each picture, by how much its label is likelier than the likeliest of the others, as a natural logarithm; below 0: it is
/// read wrong.
using MarginOf = std::function<std::vector<float>(const Dataset&)>;

/// Old digits that are not trained on, by which forgetting is estimated.
struct Guard
{
    Dataset pictures; ///< those nearest to another prediction, right or wrong as they are; the others tell little
    std::vector<float> margins; ///< theirs before fine-tuning
    std::size_t chosenAmong = 0;
};

/// By how much the share of digits that are read wrong is expected to grow, [-1, 1], when the guard's margins are now these.
double expectedLoss(const Guard& guard, std::span<const float> margins);

/// Old digits that are trained on again, so that they are not forgotten, and others that show whether they are.
struct Rehearsal
{
    Dataset samples; ///< to be trained on along with what is new
    Guard guard;
};

/// What is rehearsed of data: count digits that the network predicts right, as many of each class as there are, half of
/// them those that it was least sure of. Those are the ones that it would forget first, and the only ones whose
/// gradient is not nearly 0 (Aljundi et al. 2019, "maximally interfered retrieval", with the margin in the
/// interference's place). guards: digits that the guard is chosen among. Half of those rehearsed and half of the guard
/// are distorted a little, so that they stand for digits that the network has not learnt. Depends on the seed alone.
/// Throws ShapeError where they are no pictures.
Rehearsal rehearsalOf(const Dataset& data, std::size_t count, std::size_t guards, const MarginOf& marginOf, std::uint64_t seed);

/// The rows, in their order.
Dataset taken(const Dataset& data, std::span<const std::uint32_t> rows);

} // namespace engine
