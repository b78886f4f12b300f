#pragma once

#include <cstddef>
#include <span>

namespace engine {

// Row-major matrix products over plain memory; Eigen, and under it OpenBLAS where built with it, does the work on the
// calling thread alone. Sizes must agree with the spans (asserted).

/// How a product meets what is already in its place.
enum class Into { Overwrite, Add };

/// c[m, n] = a[m, k] · b[k, n]
void multiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m, std::size_t k,
              std::size_t n, Into into = Into::Overwrite);
/// c[m, n] = a[m, k] · b[n, k]ᵀ
void multiplyTransposed(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into = Into::Overwrite);
/// c[m, n] = a[k, m]ᵀ · b[k, n]
void transposedMultiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into = Into::Overwrite);

} // namespace engine
