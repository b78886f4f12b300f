#include "engine/imaging/elastic.h"

#include "engine/imaging/gaussian.h"
#include "engine/tensor/matrix.h"

#include <cassert>

namespace engine {

ElasticField::ElasticField(std::size_t rows, std::size_t columns, double sigma, double alpha)
    : m_alpha(float(alpha))
    , m_rows(rows)
    , m_columns(columns)
    , m_smoothDown(gaussianSmoothing(rows, sigma))
    , m_smoothAcross(gaussianSmoothing(columns, sigma))
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
