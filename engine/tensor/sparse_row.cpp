#include "engine/tensor/sparse_row.h"

#include "engine/tensor/simd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <utility>

namespace engine {
namespace {

using simd::Vector;

/// Vectors of sums at once: what the registers hold.
constexpr std::size_t tileVectors = simd::registers / 2;
/// Numbers of x whose places are listed at a time.
constexpr std::size_t listed = 1024;

/// The places of x that are not 0.
class Places
{
public:
    explicit Places(std::span<const float> x)
    {
        for (std::size_t i = 0; i < x.size(); ++i) {
            m_places[m_count] = std::uint16_t(i);
            m_count += x[i] != 0; // a NaN is none
        }
    }

    std::span<const std::uint16_t> all() const { return std::span(m_places).first(m_count); }

private:
    std::array<std::uint16_t, listed> m_places;
    std::size_t m_count = 0;
};

template<std::size_t V>
void addTile(std::span<const std::uint16_t> places, const float* x, const float* rows, std::size_t stride, float* sums)
{
    Vector total[V];
#pragma GCC unroll 16
    for (std::size_t v = 0; v < V; ++v)
        total[v] = simd::load(sums + v * simd::width);
    for (const std::size_t place : places) {
        const Vector factor = simd::broadcast(x[place]);
        const float* row = rows + place * stride;
#pragma GCC unroll 16
        for (std::size_t v = 0; v < V; ++v)
            total[v] += factor * simd::load(row + v * simd::width);
    }
#pragma GCC unroll 16
    for (std::size_t v = 0; v < V; ++v)
        simd::store(sums + v * simd::width, total[v]);
}

using AddTile = void (*)(std::span<const std::uint16_t>, const float*, const float*, std::size_t, float*);

template<std::size_t... Index>
constexpr std::array<AddTile, sizeof...(Index)> makeTiles(std::index_sequence<Index...>)
{
    return {addTile<Index + 1>...};
}

} // namespace

std::size_t sparseRowStride(std::size_t n)
{
    return simd::roundUp(n);
}

void addSparseRow(std::span<const float> x, std::span<const float> rows, std::span<float> sums)
{
    static constexpr auto tiles = makeTiles(std::make_index_sequence<tileVectors>{});
    constexpr std::size_t tileSums = tileVectors * simd::width;
    const std::size_t stride = sparseRowStride(sums.size());
    assert(rows.size() >= x.size() * stride);
    for (std::size_t first = 0; first < x.size(); first += listed) {
        const auto piece = x.subspan(first, std::min(listed, x.size() - first));
        const Places places(piece);
        for (std::size_t column = 0; column < sums.size(); column += tileSums) {
            const std::size_t count = std::min(tileSums, sums.size() - column);
            const float* corner = rows.data() + first * stride + column;
            const auto tile = tiles[(count + simd::width - 1) / simd::width - 1];
            if (count % simd::width == 0) {
                tile(places.all(), piece.data(), corner, stride, sums.data() + column);
            } else { // the last vector reaches past the sums
                std::array<float, tileSums> whole{};
                std::copy_n(sums.data() + column, count, whole.begin());
                tile(places.all(), piece.data(), corner, stride, whole.data());
                std::copy_n(whole.begin(), count, sums.data() + column);
            }
        }
    }
}

} // namespace engine
