#include "engine/train/moving_statistics.h"

#include <algorithm>
#include <utility>

namespace engine {

MovingStatistics::MovingStatistics(const ParameterLayout& layout)
{
    for (const ParameterSlice& slice : layout.slices())
        if (slice.spec.role == ParameterSpec::Role::Statistic)
            m_ranges.push_back({slice.offset, std::vector<float>(slice.size())});
}

void MovingStatistics::take(std::span<const float> parameters, std::span<float> gradient, std::size_t samples)
{
    for (Range& range : m_ranges)
        for (std::size_t i = 0; i < range.next.size(); ++i) {
            const float change = std::exchange(gradient[range.begin + i], 0.0f) / float(samples);
            range.next[i] = parameters[range.begin + i] + change;
        }
}

void MovingStatistics::put(std::span<float> parameters) const
{
    for (const Range& range : m_ranges)
        std::ranges::copy(range.next, parameters.begin() + std::ptrdiff_t(range.begin));
}

} // namespace engine
