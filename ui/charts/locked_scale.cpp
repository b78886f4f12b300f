#include "ui/charts/locked_scale.h"

#include <cmath>

bool LockedScale::follow(float peak)
{
    if (m_isSet && peak <= top())
        return false;
    // All zeros say nothing about the scale to come.
    m_isSet = peak > 0;
    const float before = m_limit;
    m_limit = roundedUp(peak);
    return m_limit != before;
}

bool LockedScale::followBothWays(float peak)
{
    if (peak < 0.25f * m_limit)
        release();
    return follow(peak);
}

float roundedUp(float peak)
{
    if (!(peak > 0) || !std::isfinite(peak))
        return 0;
    const double unit = std::pow(10.0, std::floor(std::log10(double(peak))) - 1);
    // The slack keeps a float just above two digits, such as 0.1f, where it is meant to be.
    return float(std::ceil(double(peak) / unit * (1 - 1e-6)) * unit);
}
