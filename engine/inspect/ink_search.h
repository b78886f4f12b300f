#pragma once

#include "engine/inspect/drawing_reader.h"
#include "engine/inspect/ink_change.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// Some changes, and what the network makes of the drawing with them.
struct InkAttempt
{
    std::vector<InkChange> changes{};
    double ink = 0; ///< about, in full pixels: what lies on other ink counts too
    Nearness nearness{};
};

/// Looks for the least ink that makes a drawing one of a class; for counterfactualInk(), where the ways it goes are
/// told.
class InkSearch
{
public:
    /// strokes: none empty, all points finite, at least one; hasTemplates: the classes are the digits. All must outlive
    /// it.
    InkSearch(DrawingReader& reader, const DrawingStyle& style, std::span<const Stroke> strokes, std::size_t to,
              bool hasTemplates, const std::stop_token& stop);

    /// The best that was found; one that has reached the class, if any has.
    InkAttempt run();

private:
    InkAttempt attemptOf(std::vector<InkChange> changes) const;
    void evaluate(std::span<InkAttempt> attempts);
    /// In their order until one of a batch has reached the class; keeps what was reached and what was not.
    void tryAll(std::vector<InkAttempt> attempts);

    std::vector<InkAttempt> firstAttempts() const;
    /// Two of what has come nearest for its ink, together.
    std::vector<InkAttempt> pairs() const;
    /// With something less of it, each.
    std::vector<InkAttempt> reductions(const InkAttempt& attempt) const;
    /// Made smaller until nothing more can go.
    InkAttempt polished(InkAttempt attempt);
    double exactInk(const InkAttempt& attempt) const;

    DrawingReader& m_reader;
    const DrawingStyle& m_style;
    std::span<const Stroke> m_strokes;
    std::size_t m_to;
    bool m_hasTemplates;
    std::stop_token m_stop;
    double m_pixel;
    double m_inkEach; ///< full pixels of ink in a stroke that is one pixel long
    InkAttempt m_start; ///< without a change
    std::vector<InkAttempt> m_reached, m_missed;
};

} // namespace engine
