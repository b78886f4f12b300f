#pragma once

#include <cstddef>

namespace engine {

// The products of dense layers for a shard of a batch: few rows against a large matrix of weights. A general library
// first copies the matrix into another order, which takes as long as half of the product itself. These read every
// matrix where it lies, in vectors along its rows.

/// a of a product: element (i, k) lies at data[i · row + k · column].
struct Strided
{
    const float* data = nullptr;
    std::size_t row = 0;
    std::size_t column = 0;
};

/// c[m, n] = a · b[k, n], or added to it. n is a multiple of simd::width.
void productAlongRows(const Strided& a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n, bool add);

/// c[m, n] = a[m, k] · b[n, k]ᵀ, or added to it. k is a multiple of simd::width.
void productOfRows(const float* a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n, bool add);

} // namespace engine
