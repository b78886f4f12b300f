#include "engine/optim/orthogonal.h"

#include <Eigen/QR>

namespace engine {

// Saxe et al. 2013, section 3: Q of a normal matrix. QR leaves the sign of each of Q's columns open; that which makes R's
// diagonal positive has every orthogonal matrix equally likely (Mezzadri 2007, section 5).
void fillOrthogonal(std::span<float> matrix, std::size_t rows, Random& random)
{
    for (float& value : matrix)
        value = random.normal();

    using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Eigen::Map<RowMajor> values(matrix.data(), Eigen::Index(rows), Eigen::Index(matrix.size() / rows));
    Eigen::MatrixXd tall = values.cast<double>();
    const bool byRows = tall.rows() <= tall.cols();
    if (byRows)
        tall.transposeInPlace();

    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(tall);
    Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(tall.rows(), tall.cols());
    for (Eigen::Index i = 0; i < q.cols(); ++i)
        if (qr.matrixQR()(i, i) < 0)
            q.col(i) = -q.col(i);
    if (byRows)
        q.transposeInPlace();
    values = q.cast<float>();
}

} // namespace engine
