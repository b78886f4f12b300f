#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace engine {

/// Inputs that are looked at together: one bit of a word each.
inline constexpr std::size_t sparsePiece = 64;

/// Bit i is set where numbers[i] is not 0. At most sparsePiece numbers.
std::uint64_t nonZeroBits(std::span<const float> numbers);

/// weights[n, k] for addSparseRows(): in panels of some outputs each, filled up with zeros to whole vectors,
/// the outputs of one input side by side.
std::size_t sparsePanelsSize(std::size_t n, std::size_t k);
/// Outputs that a panel holds; the last may hold fewer.
std::size_t sparsePanelWidth();
/// Writes the panels from firstPanel on, so many that they hold the outputs up to end.
void makeSparsePanels(std::span<const float> weights, std::span<float> panels, std::size_t n, std::size_t k,
                      std::size_t firstPanel, std::size_t endPanel);

/// sums[m, n] += x[m, k] · weightsᵀ, skipping every x that is 0, as most of a picture's pixels and many a
/// ReLU's outputs are.
void addSparseRows(std::span<const float> x, std::span<const float> panels, std::span<float> sums,
                   std::size_t m, std::size_t k, std::size_t n);

} // namespace engine
