#pragma once

#include "engine/tensor/random.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// Smooth random fields for elastic distortions (Simard, Steinkraus and Platt 2003): every place is drawn uniformly from
/// [-1, 1], the whole is smoothed with a Gaussian of sigma pixels whose weights add up to 1, and multiplied by alpha.
/// Beyond the border all is 0. Keeps scratch memory: one a thread.
class ElasticField
{
public:
    /// sigma > 0
    ElasticField(std::size_t rows, std::size_t columns, double sigma, double alpha);

    /// field: [rows, columns], written.
    void draw(Random& random, std::span<float> field);

private:
    float m_alpha;
    std::size_t m_rows;
    std::size_t m_columns;
    std::vector<float> m_smoothDown; ///< [rows, rows]
    std::vector<float> m_smoothAcross; ///< [columns, columns]
    std::vector<float> m_noise; ///< [rows, columns]
    std::vector<float> m_halfway; ///< [rows, columns]
};

} // namespace engine
