#pragma once

#include "engine/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace engine {

/// For each picture, by how much its label is likelier than the likeliest of the others; below 0: it is read wrong.
using MarginOf = std::function<std::vector<float>(const Dataset&)>;

/// Old digits that show whether something is forgotten, and that keep it from being.
struct Replay
{
    Dataset practised; ///< to be learnt again along with what is new
    Dataset guard; ///< never learnt from: those nearest to being read otherwise, right or wrong as they are
    std::size_t guardedFrom = 0; ///< how many they were chosen among
};

/// What is replayed of data: count digits that the network reads right, as many of each class as there are, half of them
/// those that it was least sure of. Those are the ones that it would forget first, and the only ones whose gradient is not
/// nearly 0 (Aljundi et al. 2019, "maximally interfered retrieval", with the margin in the interference's place).
/// Half of those practised and all of the guard are distorted a little, so that they stand for digits that the network has
/// not learnt. Depends on the seed alone. Throws ShapeError where they are no pictures.
Replay replayOf(const Dataset& data, std::size_t count, const MarginOf& marginOf, std::uint64_t seed);

/// The rows, in their order.
Dataset taken(const Dataset& data, std::span<const std::uint32_t> rows);

} // namespace engine
