#include "engine/tensor/rows.h"

#include <algorithm>
#include <functional>

namespace engine {

void fillRows(std::span<float> matrix, std::span<const float> row)
{
    for (std::size_t begin = 0; begin < matrix.size(); begin += row.size())
        std::ranges::copy(row, matrix.begin() + std::ptrdiff_t(begin));
}

void sumRows(std::span<const float> matrix, std::span<float> sum)
{
    std::ranges::fill(sum, 0.0f);
    for (std::size_t begin = 0; begin < matrix.size(); begin += sum.size()) {
        const auto row = matrix.subspan(begin, sum.size());
        std::ranges::transform(sum, row, sum.begin(), std::plus<>{});
    }
}

} // namespace engine
