#include "engine/imaging/elastic.h"

#include "engine/tensor/matrix.h"

#include <cassert>
#include <cmath>

namespace engine {
namespace {

/// Smoothing along one axis as a matrix, [size, size]: row i holds the Gaussian around place i, as much of it as there is
/// room for.
std::vector<float> smoothing(std::size_t size, double sigma)
{
    const auto weight = [sigma](double distance) { return std::exp(-distance * distance / (2 * sigma * sigma)); };
    double sum = weight(0);
    for (double distance = 1; distance <= std::ceil(8 * sigma); ++distance)
        sum += 2 * weight(distance);
    std::vector<float> matrix;
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j)
            matrix.push_back(float(weight(double(i) - double(j)) / sum));
    return matrix;
}

} // namespace

ElasticField::ElasticField(std::size_t rows, std::size_t columns, double sigma, double alpha)
    : m_alpha(float(alpha))
    , m_rows(rows)
    , m_columns(columns)
    , m_smoothDown(smoothing(rows, sigma))
    , m_smoothAcross(smoothing(columns, sigma))
    , m_noise(rows * columns)
    , m_halfway(rows * columns)
{
}

void ElasticField::draw(Random& random, std::span<float> field)
{
    assert(field.size() == m_noise.size());
    for (float& value : m_noise)
        value = random.uniform(-m_alpha, m_alpha);
    multiply(m_smoothDown, m_noise, m_halfway, m_rows, m_rows, m_columns);
    multiply(m_halfway, m_smoothAcross, field, m_rows, m_columns, m_columns);
}

} // namespace engine
