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
// Our threads are the shards; threads of OpenBLAS's own inside each would only fight them for the same cores,
// and would make sums depend on their number.
[[maybe_unused]] const bool oneBlasThread = [] {
    openblas_set_num_threads(1);
    return true;
}();
#endif

enum class Transposed
{
    No,
    Yes
};

/// A matrix in memory, as BLAS wants to be told of it.
struct Operand
{
    const float* data = nullptr;
    Transposed is = Transposed::No;
    std::size_t rowLength = 0; ///< from one row in memory to the next
};

#ifdef DIGITSCOPE_BLAS
/// c = a · b, or c += a · b. Straight to BLAS: to overwrite c, Eigen would clear it first and then add to it,
/// twice the traffic of a gradient's memory. false, and nothing done, for what is so small or thin that
/// Eigen's own is better.
bool blasProduct(const Operand& a, const Operand& b, float* c, std::size_t m, std::size_t k, std::size_t n,
                 Into into)
{
    if (m < 2 || n < 2 || m + k + n <= 20)
        return false;
    const auto order
        = [](const Operand& operand) { return operand.is == Transposed::Yes ? CblasTrans : CblasNoTrans; };
    cblas_sgemm(CblasRowMajor, order(a), order(b), blasint(m), blasint(n), blasint(k), 1.0f, a.data,
                blasint(a.rowLength), b.data, blasint(b.rowLength), into == Into::Add ? 1.0f : 0.0f, c,
                blasint(n));
    return true;
}

/// Whether OpenBLAS outdoes our own vector code, measured: with 16 registers, once its copying pays off.
bool blasIsQuicker(std::size_t m, std::size_t k, std::size_t n)
{
    constexpr std::size_t fewestProducts = std::size_t{1} << 16;
    return simd::registers < 32 && m >= 8 && n >= 16 && m * k * n >= fewestProducts;
}
#else
bool blasProduct(const Operand&, const Operand&, float*, std::size_t, std::size_t, std::size_t, Into)
{
    return false;
}

bool blasIsQuicker(std::size_t, std::size_t, std::size_t)
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

void multiply(const Strided& a, const float* b, float* c, std::size_t m, std::size_t k, std::size_t n,
              Into into)
{
    assert(a.row == 1 || a.column == 1);
    const bool isTransposed = a.column != 1;
    const Operand operand{a.data, isTransposed ? Transposed::Yes : Transposed::No,
                          isTransposed ? a.column : a.row};
    if (!blasIsQuicker(m, k, n) || !blasProduct(operand, {b, Transposed::No, n}, c, m, k, n, into))
        productAlongRows(a, b, c, m, k, n, into == Into::Add);
}

void multiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
              std::size_t k, std::size_t n, Into into)
{
    assert(a.size() >= m * k && b.size() >= k * n && c.size() >= m * n);
    if (isAlongRows(m, k, n))
        multiply({a.data(), k, 1}, b.data(), c.data(), m, k, n, into);
    else if (!blasProduct({a.data(), Transposed::No, k}, {b.data(), Transposed::No, n}, c.data(), m, k, n,
                          into))
        store(matrix(c, m, n), matrix(a, m, k) * matrix(b, k, n), into);
}

void multiplyTransposed(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into)
{
    assert(a.size() >= m * k && b.size() >= k * n && c.size() >= m * n);
    if (!blasIsQuicker(m, k, n) && k % simd::width == 0 && k >= 4 * simd::width && n >= 4)
        productOfRows(a.data(), b.data(), c.data(), m, k, n, into == Into::Add);
    else if (!blasProduct({a.data(), Transposed::No, k}, {b.data(), Transposed::Yes, k}, c.data(), m, k, n,
                          into))
        store(matrix(c, m, n), matrix(a, m, k) * matrix(b, n, k).transpose(), into);
}

void transposedMultiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into)
{
    assert(a.size() >= m * k && b.size() >= k * n && c.size() >= m * n);
    if (isAlongRows(m, k, n))
        multiply({a.data(), 1, m}, b.data(), c.data(), m, k, n, into);
    else if (!blasProduct({a.data(), Transposed::Yes, m}, {b.data(), Transposed::No, n}, c.data(), m, k, n,
                          into))
        store(matrix(c, m, n), matrix(a, k, m).transpose() * matrix(b, k, n), into);
}

} // namespace engine
