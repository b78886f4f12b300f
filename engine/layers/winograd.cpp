#include "engine/layers/winograd.h"

#include "engine/tensor/simd.h"

#include <array>
#include <utility>

namespace engine::winograd {
namespace {

using simd::Vector;

template<std::size_t R, std::size_t C>
using Matrix = std::array<std::array<float, C>, R>;

template<std::size_t R, std::size_t C>
constexpr Matrix<C, R> turned(const Matrix<R, C>& matrix)
{
    Matrix<C, R> result{};
    for (std::size_t r = 0; r < R; ++r)
        for (std::size_t c = 0; c < C; ++c)
            result[c][r] = matrix[r][c];
    return result;
}

// The paper's Bᵀ, G and Aᵀ.
constexpr Matrix<6, 6> ofInputs{{{4, 0, -5, 0, 1, 0},
                                 {0, -4, -4, 1, 1, 0},
                                 {0, 4, -4, -1, 1, 0},
                                 {0, -2, -1, 2, 1, 0},
                                 {0, 2, -1, -2, 1, 0},
                                 {0, 4, 0, -5, 0, 1}}};
constexpr Matrix<6, 3> ofWeights{{{1.0f / 4, 0, 0},
                                  {-1.0f / 6, -1.0f / 6, -1.0f / 6},
                                  {-1.0f / 6, 1.0f / 6, -1.0f / 6},
                                  {1.0f / 24, 1.0f / 12, 1.0f / 6},
                                  {1.0f / 24, -1.0f / 12, 1.0f / 6},
                                  {0, 0, 1}}};
constexpr Matrix<4, 6> ofCoordinates{{{1, 1, 1, 1, 1, 0}, //
                                      {0, 1, -1, 2, -2, 0},
                                      {0, 1, 1, 4, 4, 0},
                                      {0, 1, -1, 8, -8, 1}}};
constexpr auto ofInputsTurned = turned(ofInputs);
constexpr auto ofWeightsTurned = turned(ofWeights);
constexpr auto ofCoordinatesTurned = turned(ofCoordinates);

constexpr std::size_t step = 4; ///< from one tile to the next

/// Row row of the matrix times the column x, up to the given column; what is multiplied by 0 is left out.
template<const auto& matrix, std::size_t row, std::size_t column>
[[gnu::always_inline]] inline Vector product(const Vector* x, std::size_t stride)
{
    constexpr float factor = matrix[row][column];
    Vector sum{};
    if constexpr (column > 0)
        sum = product<matrix, row, column - 1>(x, stride);
    if constexpr (factor != 0)
        sum += factor * x[column * stride];
    return sum;
}

template<const auto& matrix, std::size_t... Row>
[[gnu::always_inline]] inline void productsOf(const Vector* x, std::size_t stride, Vector* y, std::size_t yStride,
                                              std::index_sequence<Row...>)
{
    ((y[Row * yStride] = product<matrix, Row, matrix[0].size() - 1>(x, stride)), ...);
}

/// y[R, R] = matrix · x[C, C] · matrixᵀ
template<const auto& matrix>
[[gnu::always_inline]] inline void takeTo(const Vector* x, Vector* y)
{
    constexpr std::size_t R = matrix.size();
    constexpr std::size_t C = matrix[0].size();
    constexpr auto rows = std::make_index_sequence<R>{};
    Vector half[R * C];
#pragma GCC unroll 6
    for (std::size_t c = 0; c < C; ++c)
        productsOf<matrix>(x + c, C, half + c, C, rows);
#pragma GCC unroll 6
    for (std::size_t r = 0; r < R; ++r)
        productsOf<matrix>(half + r * C, 1, y + r * R, 1, rows);
}

/// Some maps, and the squares of S×S places that belong to their tiles.
struct Plane
{
    std::size_t height = 0;
    std::size_t width = 0;
    std::size_t before = 0; ///< places that the first square begins above and left of the map
};

/// Where the places of one square lie; those outside the map are the row after the last.
template<std::size_t S>
std::array<std::size_t, S * S> placesOf(const Plane& plane, std::size_t down, std::size_t across)
{
    std::array<std::size_t, S * S> places;
    for (std::size_t y = 0; y < S; ++y)
        for (std::size_t x = 0; x < S; ++x) {
            const std::size_t row = down * step + y - plane.before; // wraps round above the map: outside all the same
            const std::size_t column = across * step + x - plane.before;
            const bool inside = row < plane.height && column < plane.width;
            places[y * S + x] = inside ? row * plane.width + column : plane.height * plane.width;
        }
    return places;
}

template<const auto& matrix>
void toCoordinates(const Tiling& tiling, const Plane& plane, const float* maps, const Coordinates& to)
{
    constexpr std::size_t S = matrix[0].size();
    static_assert(matrix.size() * matrix.size() == coordinates);
    float* tile = to.first;
    for (std::size_t down = 0; down < tiling.down(); ++down) {
        for (std::size_t across = 0; across < tiling.across(); ++across, tile += to.channels) {
            const auto places = placesOf<S>(plane, down, across);
            for (std::size_t channel = 0; channel < to.channels; channel += simd::width) {
                Vector square[S * S];
                for (std::size_t i = 0; i < S * S; ++i)
                    square[i] = simd::load(maps + places[i] * to.channels + channel);
                Vector result[coordinates];
                takeTo<matrix>(square, result);
                for (std::size_t i = 0; i < coordinates; ++i)
                    simd::store(tile + i * to.rows * to.channels + channel, result[i]);
            }
        }
    }
}

template<const auto& matrix>
void fromCoordinates(const Tiling& tiling, const Plane& plane, const Coordinates& from, float* maps)
{
    constexpr std::size_t S = matrix.size();
    static_assert(matrix[0].size() * matrix[0].size() == coordinates);
    const float* tile = from.first;
    for (std::size_t down = 0; down < tiling.down(); ++down) {
        for (std::size_t across = 0; across < tiling.across(); ++across, tile += from.channels) {
            const auto places = placesOf<S>(plane, down, across);
            for (std::size_t channel = 0; channel < from.channels; channel += simd::width) {
                Vector square[coordinates];
                for (std::size_t i = 0; i < coordinates; ++i)
                    square[i] = simd::load(tile + i * from.rows * from.channels + channel);
                Vector result[S * S];
                takeTo<matrix>(square, result);
                for (std::size_t i = 0; i < S * S; ++i) {
                    float* place = maps + places[i] * from.channels + channel;
                    simd::store(place, simd::load(place) + result[i]);
                }
            }
        }
    }
}

Plane inputPlane(const Tiling& tiling)
{
    return {.height = tiling.height, .width = tiling.width, .before = tiling.before};
}

Plane outputPlane(const Tiling& tiling)
{
    return {.height = tiling.outHeight, .width = tiling.outWidth, .before = 0};
}

} // namespace

void readInputs(const Tiling& tiling, const float* inputs, const Coordinates& to)
{
    toCoordinates<ofInputs>(tiling, inputPlane(tiling), inputs, to);
}

void addOutputs(const Tiling& tiling, const Coordinates& from, float* outputs)
{
    fromCoordinates<ofCoordinates>(tiling, outputPlane(tiling), from, outputs);
}

void readOutputGradient(const Tiling& tiling, const float* outputGradient, const Coordinates& to)
{
    toCoordinates<ofCoordinatesTurned>(tiling, outputPlane(tiling), outputGradient, to);
}

void addInputGradient(const Tiling& tiling, const Coordinates& from, float* inputGradient)
{
    fromCoordinates<ofInputsTurned>(tiling, inputPlane(tiling), from, inputGradient);
}

void readWeights(const float* weights, const Kernels& kernels, float* to)
{
    const auto [channels, filledChannels, filters] = kernels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        for (std::size_t filter = 0; filter < filters; filter += simd::width) {
            Vector kernel[9];
            for (std::size_t i = 0; i < 9; ++i)
                kernel[i] = simd::load(weights + (channel * 9 + i) * filters + filter);
            Vector result[coordinates];
            takeTo<ofWeights>(kernel, result);
            for (std::size_t i = 0; i < coordinates; ++i)
                simd::store(to + (i * filledChannels + channel) * filters + filter, result[i]);
        }
    }
}

void storeWeightGradient(const float* from, const Kernels& kernels, float* weights)
{
    const auto [channels, filledChannels, filters] = kernels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        for (std::size_t filter = 0; filter < filters; filter += simd::width) {
            Vector square[coordinates];
            for (std::size_t i = 0; i < coordinates; ++i)
                square[i] = simd::load(from + (i * filledChannels + channel) * filters + filter);
            Vector kernel[9];
            takeTo<ofWeightsTurned>(square, kernel);
            for (std::size_t i = 0; i < 9; ++i)
                simd::store(weights + (channel * 9 + i) * filters + filter, kernel[i]);
        }
    }
}

} // namespace engine::winograd
