#include "engine/tensor/matrix.h"

#include <Eigen/Core>

#include <cassert>

#ifdef DIGITSCOPE_BLAS
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

void store(auto&& target, const auto& product, Into into)
{
    if (into == Into::Overwrite)
        target.noalias() = product;
    else
        target.noalias() += product;
}

#ifdef DIGITSCOPE_BLAS
// Our threads are the shards; threads of OpenBLAS's own inside each would only fight them for the same cores, and
// would make sums depend on their number.
[[maybe_unused]] const bool oneBlasThread = [] {
    openblas_set_num_threads(1);
    return true;
}();
#endif

} // namespace

void multiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m, std::size_t k,
              std::size_t n, Into into)
{
    store(matrix(c, m, n), matrix(a, m, k) * matrix(b, k, n), into);
}

void multiplyTransposed(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into)
{
    store(matrix(c, m, n), matrix(a, m, k) * matrix(b, n, k).transpose(), into);
}

void transposedMultiply(std::span<const float> a, std::span<const float> b, std::span<float> c, std::size_t m,
                        std::size_t k, std::size_t n, Into into)
{
    store(matrix(c, m, n), matrix(a, k, m).transpose() * matrix(b, k, n), into);
}

} // namespace engine
