#include "engine/layers/correlation.h"

#include "engine/tensor/simd.h"
#include "engine/tensor/transpose.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace engine {
namespace {

using simd::Vector;

// A tile of sums, [cells, vectors of filters], fills the registers that what is multiplied leaves free.
constexpr std::size_t tileSums = simd::registers == 32 ? 24 : 12;
constexpr std::size_t mostVectors = simd::registers == 32 ? 4 : 2;
constexpr std::size_t cellsOf(std::size_t vectors)
{
    return std::min<std::size_t>(tileSums / vectors, 9); // kernels of 3×3 fill them
}
constexpr std::size_t mostCells = 9;
constexpr std::size_t multipleOfCells = 18; ///< of every cellsOf()

/// Numbers of the transposed gradient that stay in the first-level cache while all tiles pass over them.
constexpr std::size_t blockNumbers = 6'144;

std::size_t paddedFilters(const Correlation& shape)
{
    return simd::roundUp(shape.filters);
}

/// Some rows of places, and what lies there.
struct Block
{
    const float* padded = nullptr; ///< where the kernels' first cell meets the first place
    const float* gradient = nullptr;
    std::size_t rows = 0;
};

/// Adds to sums [K, V vectors] what the block gives.
template<std::size_t V>
void addTile(const Correlation& shape, const Block& block, const std::array<std::size_t, mostCells>& shifts, float* sums)
{
    constexpr std::size_t K = cellsOf(V);
    const std::size_t stride = paddedFilters(shape);
    Vector total[K][V];
#pragma GCC unroll 9
    for (std::size_t k = 0; k < K; ++k)
#pragma GCC unroll 4
        for (std::size_t v = 0; v < V; ++v)
            total[k][v] = simd::load(sums + k * stride + v * simd::width);

    const float* gradient = block.gradient;
    for (std::size_t y = 0; y < block.rows; ++y) {
        const float* row = block.padded + y * shape.paddedWidth();
        for (std::size_t x = 0; x < shape.outWidth; ++x, gradient += stride) {
            Vector place[V];
#pragma GCC unroll 4
            for (std::size_t v = 0; v < V; ++v)
                place[v] = simd::load(gradient + v * simd::width);
#pragma GCC unroll 9
            for (std::size_t k = 0; k < K; ++k) {
                const Vector factor = simd::broadcast(row[shifts[k] + x]);
#pragma GCC unroll 4
                for (std::size_t v = 0; v < V; ++v)
                    total[k][v] += factor * place[v];
            }
        }
    }
#pragma GCC unroll 9
    for (std::size_t k = 0; k < K; ++k)
#pragma GCC unroll 4
        for (std::size_t v = 0; v < V; ++v)
            simd::store(sums + k * stride + v * simd::width, total[k][v]);
}

/// All cells, V vectors of filters from the block's first on.
template<std::size_t V>
void addTiles(const Correlation& shape, const Block& block, float* sums)
{
    constexpr std::size_t K = cellsOf(V);
    const std::size_t area = shape.kernel * shape.kernel;
    for (std::size_t first = 0; first < shape.cells(); first += K) {
        std::array<std::size_t, mostCells> shifts{}; // cells beyond the last sum up what nobody reads
        for (std::size_t k = 0; k < K && first + k < shape.cells(); ++k) {
            const std::size_t cell = first + k;
            shifts[k] = cell / area * shape.plane() + cell % area / shape.kernel * shape.paddedWidth() + cell % shape.kernel;
        }
        addTile<V>(shape, block, shifts, sums + first * paddedFilters(shape));
    }
}

} // namespace

std::size_t Correlation::transposedSize() const
{
    return places() * paddedFilters(*this);
}

std::size_t Correlation::weightSumsSize() const
{
    return simd::roundUp(cells(), multipleOfCells) * paddedFilters(*this);
}

void transpose(const Correlation& shape, std::span<const float> gradient, std::span<float> transposed)
{
    assert(transposed.size() >= shape.transposedSize());
    transpose(gradient.data(), transposed.data(), shape.filters, shape.places(),
              {.from = shape.places(), .to = paddedFilters(shape)});
}

void addWeightGradient(const Correlation& shape, std::span<const float> padded, std::span<const float> transposed,
                       std::span<float> sums)
{
    assert(sums.size() >= shape.weightSumsSize());
    const std::size_t stride = paddedFilters(shape);
    const std::size_t rowsAtOnce = std::max<std::size_t>(1, blockNumbers / (stride * shape.outWidth));
    for (std::size_t y = 0; y < shape.outHeight; y += rowsAtOnce) {
        Block block{.padded = padded.data() + y * shape.paddedWidth(),
                    .gradient = transposed.data() + y * shape.outWidth * stride,
                    .rows = std::min(rowsAtOnce, shape.outHeight - y)};
        std::size_t vectors = 0;
        for (std::size_t filter = 0; filter < stride; filter += vectors * simd::width, block.gradient += vectors * simd::width) {
            const std::size_t left = (stride - filter) / simd::width;
            vectors = std::min(mostVectors, left >= 4 ? std::size_t{4} : left >= 2 ? std::size_t{2} : std::size_t{1});
            float* column = sums.data() + filter;
            if constexpr (mostVectors == 4)
                if (vectors == 4)
                    addTiles<4>(shape, block, column);
            if (vectors == 2)
                addTiles<2>(shape, block, column);
            if (vectors == 1)
                addTiles<1>(shape, block, column);
        }
    }
}

void storeWeightGradient(const Correlation& shape, std::span<const float> sums, std::span<float> weight)
{
    const std::size_t stride = paddedFilters(shape);
    for (std::size_t filter = 0; filter < shape.filters; ++filter)
        for (std::size_t cell = 0; cell < shape.cells(); ++cell)
            weight[filter * shape.cells() + cell] = sums[cell * stride + filter];
}

void addBiasGradient(const Correlation& shape, std::span<const float> transposed, std::span<float> sums)
{
    const std::size_t stride = paddedFilters(shape);
    for (std::size_t first = 0; first < shape.filters; first += simd::width) {
        Vector total{};
        for (std::size_t place = 0; place < shape.places(); ++place)
            total += simd::load(transposed.data() + place * stride + first);
        for (std::size_t i = 0; i < simd::width && first + i < shape.filters; ++i)
            sums[first + i] += total[i];
    }
}

} // namespace engine
