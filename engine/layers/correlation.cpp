#include "engine/layers/correlation.h"

#include "engine/tensor/simd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace engine {
namespace {

using simd::Vector;

// A tile of sums that fits the registers, with some left for what is multiplied.
constexpr std::size_t tileVectors = 3;
constexpr std::size_t tileFilters = simd::registers == 32 ? 8 : 4;

/// Vectors of sums of one filter; those that fall between two rows are computed with the others.
std::size_t vectorsOfSums(const Correlation& shape)
{
    const std::size_t sums = (shape.outHeight - 1) * shape.paddedWidth() + shape.outWidth;
    return simd::roundUp(sums) / simd::width;
}

/// Whole vectors where there is room for them: what they write past the row's end, the caller writes again.
void copyRow(const float* from, const float* fromEnd, float* to, const float* toEnd, std::size_t count)
{
    const auto whole = std::ptrdiff_t(simd::roundUp(count));
    if (fromEnd - from < whole || toEnd - to < whole) {
        std::copy_n(from, count, to);
        return;
    }
    for (std::size_t i = 0; i < count; i += simd::width)
        simd::store(to + i, simd::load(from + i));
}

/// sums [F, vectors] at V vectors of places. padded: where the first of them meets the kernels' first cell.
template<std::size_t F, std::size_t V>
void sumTile(const Correlation& shape, const float* padded, const float* weight, const float* bias, float* sums)
{
    Vector total[F][V];
#pragma GCC unroll 8
    for (std::size_t f = 0; f < F; ++f)
#pragma GCC unroll 3
        for (std::size_t v = 0; v < V; ++v)
            total[f][v] = simd::broadcast(bias ? bias[f] : 0.0f);

    const std::size_t cells = shape.cells();
    const std::size_t kernel = shape.kernel;
    for (std::size_t channel = 0; channel < shape.channels; ++channel) {
        for (std::size_t y = 0; y < kernel; ++y) {
            const float* row = padded + channel * shape.plane() + y * shape.paddedWidth();
            for (std::size_t x = 0; x < kernel; ++x, ++weight) {
                Vector input[V];
#pragma GCC unroll 3
                for (std::size_t v = 0; v < V; ++v)
                    input[v] = simd::load(row + x + v * simd::width);
#pragma GCC unroll 8
                for (std::size_t f = 0; f < F; ++f) {
                    const Vector factor = simd::broadcast(weight[f * cells]);
#pragma GCC unroll 3
                    for (std::size_t v = 0; v < V; ++v)
                        total[f][v] += factor * input[v];
                }
            }
        }
    }
    const std::size_t stride = vectorsOfSums(shape) * simd::width;
#pragma GCC unroll 8
    for (std::size_t f = 0; f < F; ++f)
#pragma GCC unroll 3
        for (std::size_t v = 0; v < V; ++v)
            simd::store(sums + f * stride + v * simd::width, total[f][v]);
}

using SumTile = void (*)(const Correlation&, const float*, const float*, const float*, float*);

template<std::size_t... Index>
constexpr std::array<SumTile, sizeof...(Index)> makeSumTiles(std::index_sequence<Index...>)
{
    return {sumTile<Index / tileVectors + 1, Index % tileVectors + 1>...};
}

/// For every number of filters and vectors up to a whole tile.
SumTile sumTileOf(std::size_t filters, std::size_t vectors)
{
    static constexpr auto tiles = makeSumTiles(std::make_index_sequence<tileFilters * tileVectors>{});
    return tiles[(filters - 1) * tileVectors + vectors - 1];
}

} // namespace

Correlation Correlation::backward() const
{
    return {.channels = filters,
            .filters = channels,
            .height = outHeight,
            .width = outWidth,
            .kernel = kernel,
            .before = kernel - 1 - before,
            .outHeight = height,
            .outWidth = width};
}

std::size_t Correlation::paddedSize() const
{
    return simd::roundUp(channels * plane()) + simd::width; // the last vector may read past the last plane
}

std::size_t Correlation::sumsSize() const
{
    return tileFilters * vectorsOfSums(*this) * simd::width;
}

void pad(const Correlation& shape, std::span<const float> maps, std::span<float> padded)
{
    assert(padded.size() >= shape.paddedSize());
    const std::size_t rowLength = shape.paddedWidth();
    const std::size_t gap = rowLength - shape.width;
    const float* from = maps.data();
    const float* fromEnd = from + shape.inputs();
    // Rows of the maps that lie beyond what any kernel reaches do not exist at a stride of one.
    for (std::size_t channel = 0; channel < shape.channels; ++channel) {
        float* to = padded.data() + channel * shape.plane() + shape.before * rowLength + shape.before;
        const float* toEnd = to + (shape.height - 1) * rowLength + shape.width;
        for (std::size_t y = 0; y < shape.height; ++y, from += shape.width, to += rowLength) {
            copyRow(from, fromEnd, to, toEnd, shape.width);
            if (y + 1 < shape.height)
                for (std::size_t i = 0; i < gap; ++i)
                    to[shape.width + i] = 0;
        }
    }
}

void correlate(const Correlation& shape, std::span<const float> padded, std::span<const float> weight,
               std::span<const float> bias, std::span<float> outputs, std::span<float> sums)
{
    assert(weight.size() >= shape.filters * shape.cells() && sums.size() >= shape.sumsSize());
    const std::size_t vectors = vectorsOfSums(shape);
    const std::size_t tiles = (vectors + tileVectors - 1) / tileVectors;
    const std::size_t stride = vectors * simd::width;
    float* to = outputs.data();
    const float* toEnd = to + shape.outputs();
    for (std::size_t first = 0; first < shape.filters; first += tileFilters) {
        const std::size_t filters = std::min(tileFilters, shape.filters - first);
        for (std::size_t tile = 0; tile < tiles; ++tile) {
            const std::size_t v = tile * vectors / tiles; // four vectors are two and two: one alone would be slow
            sumTileOf(filters, (tile + 1) * vectors / tiles - v)(
                shape, padded.data() + v * simd::width, weight.data() + first * shape.cells(),
                bias.empty() ? nullptr : bias.data() + first, sums.data() + v * simd::width);
        }
        for (std::size_t f = 0; f < filters; ++f)
            for (std::size_t y = 0; y < shape.outHeight; ++y, to += shape.outWidth)
                copyRow(sums.data() + f * stride + y * shape.paddedWidth(), sums.data() + sums.size(), to, toEnd,
                        shape.outWidth);
    }
}

void turnWeights(const Correlation& shape, std::span<const float> weight, std::span<float> turned)
{
    const std::size_t area = shape.kernel * shape.kernel;
    for (std::size_t filter = 0; filter < shape.filters; ++filter)
        for (std::size_t channel = 0; channel < shape.channels; ++channel)
            std::ranges::reverse_copy(weight.subspan((filter * shape.channels + channel) * area, area),
                                      turned.begin() + std::ptrdiff_t((channel * shape.filters + filter) * area));
}

} // namespace engine
