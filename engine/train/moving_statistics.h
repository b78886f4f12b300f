#pragma once

#include "engine/layers/parameter_layout.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// Keeps optimisers off the parameters that no gradient leads: statistics, whose "gradient" is the sum over the batch's
/// samples of the change that each asks for. Around each optimiser step: take() before it, put() after it.
class MovingStatistics
{
public:
    explicit MovingStatistics(const ParameterLayout& layout);

    /// Works out what the statistics become, and leaves 0 in their place in the gradient.
    void take(std::span<const float> parameters, std::span<float> gradient, std::size_t samples);
    void put(std::span<float> parameters) const;

private:
    struct Range
    {
        std::size_t begin;
        std::vector<float> next;
    };

    std::vector<Range> m_ranges;
};

} // namespace engine
