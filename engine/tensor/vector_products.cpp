#include "engine/tensor/vector_products.h"

#include "engine/tensor/simd.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine {
namespace {

using simd::Vector;

// productAlongRows(): a tile of sums [rows, vectors], with registers left for what is multiplied.
constexpr std::size_t tileRows = simd::registers == 32 ? 8 : 4;
constexpr std::size_t tileVectors = 3;
/// So many rows of b at a time stay in the second-level cache.
constexpr std::size_t depthAtOnce = 128;

template<std::size_t R, std::size_t V>
void alongRows(const Strided& a, const float* b, float* c, std::size_t k, std::size_t n, bool add)
{
    Vector total[R][V];
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 3
        for (std::size_t v = 0; v < V; ++v)
            total[r][v] = add ? simd::load(c + r * n + v * simd::width) : Vector{};
    const float* column = a.data;
    for (std::size_t i = 0; i < k; ++i, column += a.column, b += n) {
        Vector row[V];
#pragma GCC unroll 3
        for (std::size_t v = 0; v < V; ++v)
            row[v] = simd::load(b + v * simd::width);
#pragma GCC unroll 8
        for (std::size_t r = 0; r < R; ++r) {
            const Vector factor = simd::broadcast(column[r * a.row]);
#pragma GCC unroll 3
            for (std::size_t v = 0; v < V; ++v)
                total[r][v] += factor * row[v];
        }
    }
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 3
        for (std::size_t v = 0; v < V; ++v)
            simd::store(c + r * n + v * simd::width, total[r][v]);
}

using AlongRows = void (*)(const Strided&, const float*, float*, std::size_t, std::size_t, bool);

template<std::size_t... Index>
constexpr std::array<AlongRows, sizeof...(Index)> makeTiles(std::index_sequence<Index...>)
{
    return {alongRows<Index / tileVectors + 1, Index % tileVectors + 1>...};
}

// productOfRows(): one vector's worth of sums of products, each a vector until the end.
constexpr std::size_t dotRows = 4;
constexpr std::size_t dotColumns = simd::width / dotRows;
/// So many rows of b at a time stay in the first-level cache, for all rows of a.
constexpr std::size_t columnsAtOnce = 2 * dotColumns;

/// Lane i of the result is the sum of the lanes of sums[i].
template<std::size_t Distance = simd::width / 2>
[[gnu::always_inline]] inline Vector sumsOfLanes(std::array<Vector, simd::width>& sums)
{
#pragma GCC unroll 8
    for (std::size_t i = 0; i < Distance; ++i)
        sums[i] = simd::firstOfSwap<Distance>(sums[i], sums[i + Distance])
            + simd::secondOfSwap<Distance>(sums[i], sums[i + Distance]);
    if constexpr (Distance > 1)
        return sumsOfLanes<Distance / 2>(sums);
    else
        return sums[0];
}

/// The R × dotColumns products of rows of a and rows of b.
template<std::size_t R>
void ofRows(const float* a, const float* b, float* products, std::size_t k)
{
    std::array<Vector, simd::width> sums{};
    for (std::size_t i = 0; i < k; i += simd::width) {
        Vector column[dotColumns];
#pragma GCC unroll 4
        for (std::size_t u = 0; u < dotColumns; ++u)
            column[u] = simd::load(b + u * k + i);
#pragma GCC unroll 4
        for (std::size_t r = 0; r < R; ++r) {
            const Vector row = simd::load(a + r * k + i);
#pragma GCC unroll 4
            for (std::size_t u = 0; u < dotColumns; ++u)
                sums[r * dotColumns + u] += row * column[u];
        }
    }
    simd::store(products, sumsOfLanes(sums));
}

using OfRows = void (*)(const float*, const float*, float*, std::size_t);
constexpr std::array<OfRows, dotRows> ofRowsOf{ofRows<1>, ofRows<2>, ofRows<3>, ofRows<4>};

} // namespace

void productAlongRows(const Strided& a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n,
                      bool add)
{
    static constexpr auto tiles = makeTiles(std::make_index_sequence<tileRows * tileVectors>{});
    for (std::size_t depth = 0; depth == 0 || depth < k; depth += depthAtOnce) {
        const std::size_t depths = std::min(depthAtOnce, k - depth);
        for (std::size_t row = 0; row < m; row += tileRows) {
            const std::size_t rows = std::min(tileRows, m - row);
            const Strided own{
                .data = a.data + row * a.row + depth * a.column, .row = a.row, .column = a.column};
            for (std::size_t column = 0; column < n; column += tileVectors * simd::width) {
                const std::size_t vectors = std::min(tileVectors, (n - column) / simd::width);
                tiles[(rows - 1) * tileVectors + vectors - 1](
                    own, b + depth * n + column, c + row * n + column, depths, n, add || depth > 0);
            }
        }
    }
}

void productOfRows(const float* a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n,
                   bool add)
{
    for (std::size_t first = 0; first < n; first += columnsAtOnce) {
        const std::size_t end = std::min(n, first + columnsAtOnce);
        for (std::size_t row = 0; row < m; row += dotRows) {
            const std::size_t rows = std::min(dotRows, m - row);
            for (std::size_t column = first; column < end; column += dotColumns) {
                // The last columns' tile reaches back over some that are done.
                const std::size_t begin = std::min(column, n - dotColumns);
                float products[simd::width];
                ofRowsOf[rows - 1](a + row * k, b + begin * k, products, k);
                for (std::size_t r = 0; r < rows; ++r)
                    for (std::size_t u = column - begin; u < dotColumns; ++u) {
                        float& target = c[(row + r) * n + begin + u];
                        target = products[r * dotColumns + u] + (add ? target : 0.0f);
                    }
            }
        }
    }
}

} // namespace engine
