#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace engine {

/// What long work says of itself while it runs. Analyses take one as a const reference, beside a std::stop_token; one
/// without a sink says it to nobody.
class Progress
{
public:
    /// fraction: of the whole, [0, 1]. phase: what is being done, a few words of plain English that whoever shows them
    /// translates; may be empty. Called on whichever thread works, one call at a time.
    using Sink = std::function<void(double fraction, std::string_view phase)>;

    Progress() = default;
    explicit Progress(Sink sink)
        : m_sink(std::move(sink))
    {
    }

    void report(double fraction) const { report(fraction, m_phase); }
    void report(double fraction, std::string_view phase) const
    {
        if (m_sink)
            m_sink(m_from + fraction * (m_to - m_from), phase);
    }

    /// For a part of the work, from and to [0, 1] of the whole: what the part calls 1 arrives as to.
    Progress part(double from, double to, std::string_view phase = {}) const
    {
        Progress inner(m_sink);
        inner.m_from = m_from + from * (m_to - m_from);
        inner.m_to = m_from + to * (m_to - m_from);
        inner.m_phase = phase.empty() ? m_phase : std::string(phase);
        return inner;
    }

private:
    Sink m_sink;
    double m_from = 0;
    double m_to = 1;
    std::string m_phase;
};

} // namespace engine
