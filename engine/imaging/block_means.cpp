#include "engine/imaging/block_means.h"

#include <algorithm>
#include <cassert>

namespace engine {

std::size_t blockSide(const GrayImage& picture, std::size_t most)
{
    return (std::max(picture.width, picture.height) + most - 1) / most;
}

InkPlane blockMeans(const GrayImage& picture, std::size_t side, std::size_t reach)
{
    assert(picture.pixels.size() == picture.width * picture.height);
    InkPlane means{(picture.width + side - 1) / side, (picture.height + side - 1) / side, {}};
    means.values.reserve(means.width * means.height);
    for (std::size_t y = 0; y < picture.height; y += side) {
        for (std::size_t x = 0; x < picture.width; x += side) {
            const std::size_t top = y - std::min(y, reach), bottom = std::min(y + side + reach, picture.height);
            const std::size_t left = x - std::min(x, reach), right = std::min(x + side + reach, picture.width);
            std::uint64_t sum = 0;
            for (std::size_t row = top; row < bottom; ++row)
                for (std::size_t column = left; column < right; ++column)
                    sum += picture.pixels[row * picture.width + column];
            means.values.push_back(float(double(sum) / double((bottom - top) * (right - left))));
        }
    }
    return means;
}

} // namespace engine
