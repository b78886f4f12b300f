#include "engine/tensor/rows.h"

#include <algorithm>
#include <array>
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

float sum(std::span<const float> numbers)
{
    constexpr std::size_t lanes = 16;
    std::array<float, lanes> partial{};
    const std::size_t whole = numbers.size() / lanes * lanes;
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            partial[lane] += numbers[i + lane];
    float total = 0;
    for (const float value : partial)
        total += value;
    for (const float value : numbers.subspan(whole))
        total += value;
    return total;
}

} // namespace engine
