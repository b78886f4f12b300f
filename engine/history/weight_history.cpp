#include "engine/history/weight_history.h"

#include <algorithm>
#include <cassert>

namespace engine {
namespace {

std::size_t bytesOf(const Snapshot& snapshot)
{
    return snapshot.parameters.size() * sizeof(float);
}

std::uint64_t apart(std::uint64_t a, std::uint64_t b)
{
    return a > b ? a - b : b - a;
}

} // namespace

void WeightHistory::add(Moment moment)
{
    assert(moment);
    while (!m_moments.empty() && m_moments.back()->step >= moment->step)
        m_moments.pop_back();
    m_moments.push_back(std::move(moment));
    thin();
}

void WeightHistory::setBudget(std::size_t bytes)
{
    m_bytes = bytes;
    thin();
}

WeightHistory::Moment WeightHistory::nearest(std::uint64_t step) const
{
    const auto found = std::ranges::min_element(m_moments, {}, [step](const Moment& moment) { return apart(moment->step, step); });
    return found == m_moments.end() ? nullptr : *found;
}

/// Drops the moment whose neighbours are nearest to each other: what it leaves is the smallest gap that can be.
void WeightHistory::thin()
{
    std::size_t bytes = 0;
    for (const Moment& moment : m_moments)
        bytes += bytesOf(*moment);
    while (bytes > m_bytes && m_moments.size() > 2) {
        auto least = m_moments.begin() + 1;
        const auto gap = [](auto place) { return (*(place + 1))->step - (*(place - 1))->step; };
        for (auto place = least; place + 1 != m_moments.end(); ++place)
            if (gap(place) < gap(least))
                least = place;
        bytes -= bytesOf(**least);
        m_moments.erase(least);
    }
}

} // namespace engine
