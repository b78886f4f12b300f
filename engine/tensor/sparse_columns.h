#pragma once

#include "engine/tensor/buffer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// A matrix of which most numbers are 0, kept column by column: where each column's other numbers lie, and
/// what they are. It is written in pieces of some rows, which may be written at the same time.
class SparseColumns
{
public:
    static constexpr std::size_t rowsOfPiece = 32;

    SparseColumns(std::size_t maxRows, std::size_t columns);

    /// x: [rows, columns], rows <= rowsOfPiece. firstRow: a multiple of rowsOfPiece.
    void write(std::size_t firstRow, std::span<const float> x);

    /// Of the first rows of it, say X: result[units, columns] = Gᵀ · X, with G [rows, units] a part of a
    /// wider matrix whose rows begin stride apart. units <= unitsAtOnce(). The columns' sums of G go to
    /// unitSums[units].
    void gradient(std::size_t rows, const float* g, std::size_t stride, std::size_t units,
                  std::span<float> result, std::span<float> unitSums) const;
    static std::size_t unitsAtOnce();

private:
    struct Piece
    {
        std::vector<std::uint8_t> counts; ///< one a column
        std::vector<std::uint16_t>
            rows; ///< [columns, rowsOfPiece], counted as gradient() wants; of each column the first counts
        Buffer values; ///< likewise
    };

    std::size_t m_columns;
    std::vector<Piece> m_pieces;
};

} // namespace engine
