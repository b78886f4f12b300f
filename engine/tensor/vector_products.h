#pragma once

#include "engine/tensor/matrix.h"

#include <cstddef>

namespace engine {

// The products of dense layers for a shard of a batch: few rows against a large matrix of weights. A general
// library first copies the matrix into another order. These read every matrix where it lies, in vectors along
// its rows. With the 32 registers of AVX-512 they are the quicker; with 16, only for small matrices.

/// c[m, n] = a · b[k, n], or added to it. n is a multiple of simd::width.
void productAlongRows(const Strided& a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n,
                      bool add);

/// c[m, n] = a[m, k] · b[n, k]ᵀ, or added to it. k is a multiple of simd::width.
void productOfRows(const float* a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n,
                   bool add);

} // namespace engine
