#include "engine/tensor/sparse_rows.h"

#include "engine/tensor/simd.h"
#include "engine/tensor/transpose.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <utility>

namespace engine {
namespace {

using simd::Vector;

/// Vectors of sums at once: as many as hide the time that a multiplication takes. A piece of a panel,
/// sparsePiece × these, stays in the first-level cache while all rows pass over it.
constexpr std::size_t panelVectors = 8;
constexpr std::size_t panelSums = panelVectors * simd::width;

/// Rows whose bits are kept at a time.
constexpr std::size_t rowsAtOnce = 32;

/// How far apart the inputs' numbers lie in a panel of so many outputs.
std::size_t strideOf(std::size_t outputs)
{
    return simd::roundUp(std::min(outputs, panelSums));
}

template<std::size_t V>
void addTile(std::uint64_t places, const float* x, const float* panel, float* sums)
{
    Vector total[V];
#pragma GCC unroll 8
    for (std::size_t v = 0; v < V; ++v)
        total[v] = simd::load(sums + v * simd::width);
    for (; places; places &= places - 1) {
        const auto place = std::size_t(std::countr_zero(places));
        const Vector factor = simd::broadcast(x[place]);
        const float* row = panel + place * V * simd::width;
#pragma GCC unroll 8
        for (std::size_t v = 0; v < V; ++v)
            total[v] += factor * simd::load(row + v * simd::width);
    }
#pragma GCC unroll 8
    for (std::size_t v = 0; v < V; ++v)
        simd::store(sums + v * simd::width, total[v]);
}

using AddTile = void (*)(std::uint64_t, const float*, const float*, float*);

template<std::size_t... Index>
constexpr std::array<AddTile, sizeof...(Index)> makeTiles(std::index_sequence<Index...>)
{
    return {addTile<Index + 1>...};
}

/// One panel, whose outputs are the first of sums, for some rows and one piece of their inputs.
struct Piece
{
    std::span<const std::uint64_t> places; ///< one word a row
    const float* x = nullptr; ///< the first row's first input of the piece
    std::size_t xStride = 0;
    const float* panel = nullptr;
    std::size_t outputs = 0;
    float* sums = nullptr;
    std::size_t sumsStride = 0;
};

void addPiece(const Piece& piece)
{
    static constexpr auto tiles = makeTiles(std::make_index_sequence<panelVectors>{});
    const auto tile = tiles[strideOf(piece.outputs) / simd::width - 1];
    for (std::size_t row = 0; row < piece.places.size(); ++row) {
        if (!piece.places[row])
            continue;
        const float* x = piece.x + row * piece.xStride;
        float* sums = piece.sums + row * piece.sumsStride;
        if (piece.outputs % simd::width == 0) {
            tile(piece.places[row], x, piece.panel, sums);
        } else { // the last vector reaches past the sums
            std::array<float, panelSums> whole{};
            std::copy_n(sums, piece.outputs, whole.begin());
            tile(piece.places[row], x, piece.panel, whole.data());
            std::copy_n(whole.begin(), piece.outputs, sums);
        }
    }
}

} // namespace

std::uint64_t nonZeroBits(std::span<const float> numbers)
{
    assert(numbers.size() <= sparsePiece);
    std::uint64_t bits = 0;
    std::size_t i = 0;
    for (; i + simd::width <= numbers.size(); i += simd::width)
        bits |= std::uint64_t(simd::nonZeroLanes(simd::load(&numbers[i]))) << i;
    for (; i < numbers.size(); ++i)
        bits |= std::uint64_t(numbers[i] != 0) << i;
    return bits;
}

std::size_t sparsePanelWidth()
{
    return panelSums;
}

std::size_t sparsePanelsSize(std::size_t n, std::size_t k)
{
    return simd::roundUp(n) * k;
}

void makeSparsePanels(std::span<const float> weights, std::span<float> panels, std::size_t n, std::size_t k,
                      std::size_t firstPanel, std::size_t endPanel)
{
    assert(panels.size() >= sparsePanelsSize(n, k));
    for (std::size_t first = firstPanel * panelSums; first < std::min(n, endPanel * panelSums);
         first += panelSums) {
        const std::size_t outputs = std::min(panelSums, n - first);
        transpose(weights.data() + first * k, panels.data() + first * k, outputs, k,
                  {.from = k, .to = strideOf(outputs)});
    }
}

void addSparseRows(std::span<const float> x, std::span<const float> panels, std::span<float> sums,
                   std::size_t m, std::size_t k, std::size_t n)
{
    assert(x.size() >= m * k && sums.size() >= m * n && panels.size() >= sparsePanelsSize(n, k));
    std::array<std::uint64_t, rowsAtOnce> places;
    for (std::size_t row = 0; row < m; row += rowsAtOnce) {
        const std::size_t rows = std::min(rowsAtOnce, m - row);
        for (std::size_t place = 0; place < k; place += sparsePiece) {
            const float* corner = x.data() + row * k + place;
            for (std::size_t r = 0; r < rows; ++r)
                places[r] = nonZeroBits({corner + r * k, std::min(sparsePiece, k - place)});
            for (std::size_t first = 0; first < n; first += panelSums) {
                const std::size_t outputs = std::min(panelSums, n - first);
                addPiece({.places = std::span(places).first(rows),
                          .x = corner,
                          .xStride = k,
                          .panel = panels.data() + first * k + place * strideOf(outputs),
                          .outputs = outputs,
                          .sums = sums.data() + row * n + first,
                          .sumsStride = n});
            }
        }
    }
}

} // namespace engine
