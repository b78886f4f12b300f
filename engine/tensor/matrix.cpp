#include "engine/tensor/matrix.h"

#include "engine/tensor/simd.h"
#include "engine/tensor/vector_products.h"

#include <Eigen/Core>

#include <cassert>

#ifdef DIGITSCOPE_BLAS
#include <cblas.h>

extern "C" void openblas_set_num_threads(int count);
#endif

namespace engine {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const Matrix> matrix(std::span<const float> values, std::size_t rows, std::size_t columns)
{
    assert(values.size() >= rows * columns);
    return {values.data(), Eigen::Index(rows), Eigen::Index(columns)};
}

Eigen::Map<Matrix> matrix(std::span<float> values, std::size_t rows, std::size_t columns)
{
    assert(values.size() >= rows * columns);
    return {values.data(), Eigen::Index(rows), Eigen::Index(columns)};
}

#ifdef DIGITSCOPE_BLAS
// Our threads are the shards; threads of OpenBLAS's own inside each would only fight them for the same cores, and
// would make sums depend on their number.
[[maybe_unused]] const bool oneBlasThread = [] {
    openblas_set_num_threads(1);
    return true;
}();
#endif

enum class Transposed { No, Yes };

#ifdef DIGITSCOPE_BLAS
/// c = a · b, or c += a · b, of matrices that lie as they are or transposed. Straight to BLAS: to overwrite c, Eigen
/// would clear it first and then add to it, twice the traffic of a gradient's memory. false, and nothing done, for what
/// is so small or thin that Eigen's own is better.
bool blasProduct(std::span<const float> a, Transposed aIs, std::span<const float> b, Transposed bIs, std::span<float> c,
                 std::size_t m, std::size_t k, std::size_t n, Into into)
{
    if (m < 2 || n < 2 || m + k + n <= 20)
        return false;
    assert(a.size() >= m * k && b.size() >= k * n && c.size() >= m * n);
    const auto order = [](Transposed is) { return is == Transposed::Yes ? CblasTrans : CblasNoTrans; };
    const auto rowLength = [](Transposed is, std::size_t rows, std::size_t columns) {
        return blasint(is == Transposed::Yes ? rows : columns);
    };
    cblas_sgemm(CblasRowMajor, order(aIs), order(bIs), blasint(m), blasint(n), blasint(k), 1.0f, a.data(),
                rowLength(aIs, m, k), b.data(), rowLength(bIs, k, n), into == Into::Add ? 1.0f : 0.0f, c.data(), blasint(n));
    return true;
}
#else
bool blasProduct(auto&&...)
{
    return false;
}
#endif

/// Vectors along rows of n numbers: where there are whole ones, and work enough for a tile.
bool isAlongRows(std::size_t m, std::size_t k, std::size_t n)
{
    return n % simd::width == 0 && m >= 4 && k >= 4;
}

void store(auto&& target, const auto& product, Into into)
{
    if (into == Into::Overwrite)
        target.noalias() = product;
    else
        target.noalias() += product;
}

} // namespace

void multiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m, std::size_t k,
              std::size_t n, Into into)
{
    if (isAlongRows(m, k, n))
        productAlongRows({a.data(), k, 1}, b.data(), c.data(), m, k, n, into == Into::Add);
    else if (!blasProduct(a, Transposed::No, b, Transposed::No, c, m, k, n, into))
        store(matrix(c, m, n), matrix(a, m, k) * matrix(b, k, n), into);
}

void multiplyTransposed(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into)
{
    if (k % simd::width == 0 && k >= 4 * simd::width && n >= 4)
        productOfRows(a.data(), b.data(), c.data(), m, k, n, into == Into::Add);
    else if (!blasProduct(a, Transposed::No, b, Transposed::Yes, c, m, k, n, into))
        store(matrix(c, m, n), matrix(a, m, k) * matrix(b, n, k).transpose(), into);
}

void transposedMultiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into)
{
    if (isAlongRows(m, k, n))
        productAlongRows({a.data(), 1, m}, b.data(), c.data(), m, k, n, into == Into::Add);
    else if (!blasProduct(a, Transposed::Yes, b, Transposed::No, c, m, k, n, into))
        store(matrix(c, m, n), matrix(a, k, m).transpose() * matrix(b, k, n), into);
}

} // namespace engine
