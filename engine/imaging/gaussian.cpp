#include "engine/imaging/gaussian.h"

#include <cmath>

namespace engine {

std::vector<float> gaussianSmoothing(std::size_t size, double sigma)
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

} // namespace engine
