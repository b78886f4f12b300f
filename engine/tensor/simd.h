#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#ifdef __SSE2__
#include <immintrin.h>
#endif

/// Vectors of the width that the target processor's registers have, in the compiler's own vector types (g++
/// and Clang), for the few inner loops that it does not find by itself.
namespace engine::simd {

#if defined(__AVX512F__)
inline constexpr std::size_t width = 16; ///< floats in a vector
inline constexpr std::size_t registers = 32;
#elif defined(__AVX__)
inline constexpr std::size_t width = 8;
inline constexpr std::size_t registers = 16;
#else
inline constexpr std::size_t width = 4;
inline constexpr std::size_t registers = 16;
#endif

using Vector [[gnu::vector_size(width * sizeof(float))]] = float;
using Mask [[gnu::vector_size(width * sizeof(float))]] = int;

/// From any address.
inline Vector load(const float* from)
{
    Vector vector;
    std::memcpy(&vector, from, sizeof vector);
    return vector;
}

inline void store(float* to, const Vector& vector)
{
    std::memcpy(to, &vector, sizeof vector);
}

inline Vector broadcast(float value)
{
    return value - Vector{}; // x - 0 is x, which the compiler knows; 0 + x is not for x = -0
}

/// Bit i is set where lane i is not 0; a NaN is not.
inline std::uint32_t nonZeroLanes(const Vector& vector)
{
#if defined(__AVX512F__)
    return _mm512_cmp_ps_mask((__m512)vector, _mm512_setzero_ps(), _CMP_NEQ_UQ);
#elif defined(__AVX__)
    return std::uint32_t(_mm256_movemask_ps((__m256)(vector != Vector{})));
#elif defined(__SSE2__)
    return std::uint32_t(_mm_movemask_ps((__m128)(vector != Vector{})));
#else
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < width; ++i)
        bits |= std::uint32_t(vector[i] != 0) << i;
    return bits;
#endif
}

/// A vector of the lanes that lane(i) names, counted through a and then b.
template<typename Lane>
Vector pick(const Vector& a, const Vector& b, Lane lane)
{
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return __builtin_shufflevector(a, b, int(lane(I))...);
    }(std::make_index_sequence<width>());
}

/// Lanes 0, 2, 4, … of a and b laid end to end.
inline Vector evens(const Vector& a, const Vector& b)
{
    return pick(a, b, [](std::size_t i) { return 2 * i; });
}

inline Vector odds(const Vector& a, const Vector& b)
{
    return pick(a, b, [](std::size_t i) { return 2 * i + 1; });
}

/// a and b lane by lane in turn: of their lower halves, a0 b0 a1 b1 …
inline Vector lowerHalves(const Vector& a, const Vector& b)
{
    return pick(a, b, [](std::size_t i) { return i / 2 + i % 2 * width; });
}

inline Vector upperHalves(const Vector& a, const Vector& b)
{
    return pick(a, b, [](std::size_t i) { return width / 2 + i / 2 + i % 2 * width; });
}

/// The two halves of a step that swaps squares of Distance lanes across the diagonal: of the rows i and i +
/// Distance of a matrix, what becomes row i …
template<std::size_t Distance>
Vector firstOfSwap(const Vector& a, const Vector& b)
{
    return pick(a, b, [](std::size_t lane) { return lane & Distance ? width + lane - Distance : lane; });
}

/// … and what becomes row i + Distance.
template<std::size_t Distance>
Vector secondOfSwap(const Vector& a, const Vector& b)
{
    return pick(a, b, [](std::size_t lane) { return lane & Distance ? width + lane : lane + Distance; });
}

constexpr std::size_t roundUp(std::size_t count, std::size_t multiple = width)
{
    return (count + multiple - 1) / multiple * multiple;
}

} // namespace engine::simd
