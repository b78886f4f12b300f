#include "engine/tensor/sparse_columns.h"

#include "engine/tensor/simd.h"
#include "engine/tensor/sparse_rows.h"
#include "engine/tensor/transpose.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace engine {
namespace {

using simd::Vector;

/// Two sums of so many vectors hide the time that a multiplication takes.
constexpr std::size_t vectors = 4;
constexpr std::size_t units = vectors * simd::width;
/// Pieces of rows at once: their G stays in the first-level cache.
constexpr std::size_t piecesAtOnce = 4;
constexpr std::size_t rowsAtOnce = piecesAtOnce * SparseColumns::rowsOfPiece;
/// Columns whose sums are turned together.
constexpr std::size_t columnsAtOnce = 64;

/// Some rows of G, one beside the other, filled up with zeros.
using Gradient = std::array<float, rowsAtOnce * units>;

/// One column's numbers over several pieces. Whole pieces are copied, as that takes no decisions; what is too
/// much of one is overwritten by the next.
struct Column
{
    std::array<float, rowsAtOnce> values;
    std::array<std::uint16_t, rowsAtOnce> rows;
    std::size_t count = 0;
};

/// sums[units] += the column's numbers times the rows of G that they belong to.
void addColumn(const Column& column, const Gradient& g, float* sums)
{
    Vector even[vectors];
    Vector odd[vectors]{};
#pragma GCC unroll 4
    for (std::size_t v = 0; v < vectors; ++v)
        even[v] = simd::load(sums + v * simd::width);
    std::size_t i = 0;
    for (; i + 1 < column.count; i += 2) {
        const Vector first = simd::broadcast(column.values[i]);
        const Vector second = simd::broadcast(column.values[i + 1]);
        const float* firstRow = g.data() + column.rows[i] * units;
        const float* secondRow = g.data() + column.rows[i + 1] * units;
#pragma GCC unroll 4
        for (std::size_t v = 0; v < vectors; ++v) {
            even[v] += first * simd::load(firstRow + v * simd::width);
            odd[v] += second * simd::load(secondRow + v * simd::width);
        }
    }
    if (i < column.count) {
        const Vector last = simd::broadcast(column.values[i]);
        const float* row = g.data() + column.rows[i] * units;
#pragma GCC unroll 4
        for (std::size_t v = 0; v < vectors; ++v)
            even[v] += last * simd::load(row + v * simd::width);
    }
#pragma GCC unroll 4
    for (std::size_t v = 0; v < vectors; ++v)
        simd::store(sums + v * simd::width, even[v] + odd[v]);
}

} // namespace

SparseColumns::SparseColumns(std::size_t maxRows, std::size_t columns)
    : m_columns(columns)
    , m_pieces((maxRows + rowsOfPiece - 1) / rowsOfPiece)
{
    for (Piece& piece : m_pieces) {
        piece.counts.resize(columns);
        piece.rows.resize(columns * rowsOfPiece);
        piece.values.resize(columns * rowsOfPiece);
    }
}

std::size_t SparseColumns::unitsAtOnce()
{
    return units;
}

void SparseColumns::write(std::size_t firstRow, std::span<const float> x)
{
    assert(firstRow % rowsOfPiece == 0 && x.size() <= rowsOfPiece * m_columns && x.size() % m_columns == 0);
    Piece& piece = m_pieces[firstRow / rowsOfPiece];
    std::ranges::fill(piece.counts, std::uint8_t{0});
    for (std::size_t row = 0; row * m_columns < x.size(); ++row) {
        const float* numbers = x.data() + row * m_columns;
        for (std::size_t first = 0; first < m_columns; first += sparsePiece) {
            auto bits = nonZeroBits({numbers + first, std::min(sparsePiece, m_columns - first)});
            for (; bits; bits &= bits - 1) {
                const std::size_t column = first + std::size_t(std::countr_zero(bits));
                const std::size_t place = column * rowsOfPiece + piece.counts[column]++;
                piece.values[place] = numbers[column];
                piece.rows[place] = std::uint16_t(firstRow % rowsAtOnce + row);
            }
        }
    }
}

void SparseColumns::gradient(std::size_t rows, const float* g, std::size_t stride, std::size_t unitCount,
                             std::span<float> result, std::span<float> unitSums) const
{
    assert(unitCount <= units && result.size() >= unitCount * m_columns);
    alignas(64) Gradient own;
    alignas(64) std::array<float, columnsAtOnce * units> sums;
    std::ranges::fill(unitSums, 0.0f);
    for (std::size_t begin = 0; begin < rows; begin += rowsAtOnce) {
        const std::size_t here = std::min(rowsAtOnce, rows - begin);
        for (std::size_t row = 0; row < here; ++row) {
            float* to = own.data() + row * units;
            std::copy_n(g + (begin + row) * stride, unitCount, to);
            std::fill(to + unitCount, to + units, 0.0f);
            for (std::size_t unit = 0; unit < unitCount; ++unit)
                unitSums[unit] += to[unit];
        }
        const std::size_t firstPiece = begin / rowsOfPiece;
        const std::size_t pieces = (here + rowsOfPiece - 1) / rowsOfPiece;
        for (std::size_t first = 0; first < m_columns; first += columnsAtOnce) {
            const std::size_t columns = std::min(columnsAtOnce, m_columns - first);
            if (begin == 0)
                sums.fill(0.0f);
            else
                transpose(result.data() + first, sums.data(), unitCount, columns,
                          {.from = m_columns, .to = units});
            for (std::size_t c = 0; c < columns; ++c) {
                Column column;
                for (std::size_t p = 0; p < pieces; ++p) {
                    const Piece& piece = m_pieces[firstPiece + p];
                    const std::size_t place = (first + c) * rowsOfPiece;
                    std::copy_n(piece.rows.data() + place, rowsOfPiece, column.rows.data() + column.count);
                    std::copy_n(piece.values.data() + place, rowsOfPiece,
                                column.values.data() + column.count);
                    column.count += piece.counts[first + c];
                }
                addColumn(column, own, sums.data() + c * units);
            }
            transposeInto(sums.data(), result.data() + first, columns, unitCount,
                          {.from = units, .to = m_columns});
        }
    }
}

} // namespace engine
