#pragma once

#include <algorithm>
#include <vector>

namespace engine {

/// The value in the middle, of an even number the upper of two. values: at least one.
inline float median(std::vector<float> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

} // namespace engine
