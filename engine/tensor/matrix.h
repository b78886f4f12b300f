#pragma once

#include <cstddef>
#include <span>

namespace engine {

// Row-major matrix products over plain memory, on the calling thread alone: by our own vector code, OpenBLAS
// or Eigen, whichever is quickest for the sizes and the processor that this is compiled for. Sizes must agree
// with the spans (asserted).

/// How a product meets what is already in its place.
enum class Into
{
    Overwrite,
    Add
};

/// c[m, n] = a[m, k] · b[k, n]
void multiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
              std::size_t k, std::size_t n, Into into = Into::Overwrite);
/// c[m, n] = a[m, k] · b[n, k]ᵀ
void multiplyTransposed(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into = Into::Overwrite);
/// c[m, n] = a[k, m]ᵀ · b[k, n]
void transposedMultiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into = Into::Overwrite);

/// A part of a matrix that lies as it is or transposed: element (i, j) at data[i · row + j · column], one of
/// them 1.
struct Strided
{
    const float* data = nullptr;
    std::size_t row = 0;
    std::size_t column = 0;
};

/// c[m, n] = a[m, k] · b[k, n]. n is a multiple of simd::width.
void multiply(const Strided& a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n,
              Into into = Into::Overwrite);

} // namespace engine
