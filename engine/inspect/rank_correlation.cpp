#include "engine/inspect/rank_correlation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace engine {
namespace {

/// Less their mean.
std::vector<double> ranksOf(std::span<const float> numbers)
{
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [numbers](std::size_t i) { return numbers[i]; });
    std::vector<double> ranks(numbers.size());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && numbers[order[end]] == numbers[order[begin]])
            ++end;
        for (std::size_t i = begin; i < end; ++i)
            ranks[order[i]] = (double(begin) + double(end) - double(order.size())) / 2;
    }
    return ranks;
}

double product(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

} // namespace

std::optional<double> rankCorrelation(std::span<const float> a, std::span<const float> b)
{
    assert(a.size() == b.size());
    const std::vector<double> first = ranksOf(a), second = ranksOf(b);
    const double spread = std::sqrt(product(first, first) * product(second, second));
    if (spread == 0)
        return {};
    return product(first, second) / spread;
}

} // namespace engine
