#include "engine/inspect/ink_search.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/stroke_way.h"
#include "engine/inspect/plain_changes.h"
#include "engine/inspect/template_changes.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

namespace engine {
namespace {

constexpr std::size_t atOnce = 96; ///< attempts that are read together
constexpr std::size_t mostTemplates = 24;
constexpr std::size_t mostPlain = 240;
constexpr std::size_t paired = 24;
constexpr int rounds = 3; ///< of pairs, where nothing else has reached the class
constexpr std::size_t polishedAttempts = 5;
constexpr double shortestChange = 2; ///< in pixels; less is a speck
constexpr double finestTrim = 1; ///< in pixels
constexpr double finestShare = 1.0 / 12; ///< of a long change: it must come to an end

/// All subsets of a few changes; of many, the small ones and the nearly full ones.
std::vector<std::vector<InkChange>> subsetsOf(const std::vector<InkChange>& changes)
{
    constexpr std::size_t few = 5, many = 12;
    const std::size_t count = std::min(changes.size(), many);
    std::vector<std::vector<InkChange>> subsets;
    for (std::size_t bits = 1; bits < (std::size_t{1} << count); ++bits) {
        const auto taken = std::size_t(std::popcount(bits));
        if (count > few && taken > 2 && taken + 1 < count)
            continue;
        std::vector<InkChange>& subset = subsets.emplace_back();
        for (std::size_t i = 0; i < count; ++i)
            if (bits >> i & 1)
                subset.push_back(changes[i]);
    }
    if (count < changes.size())
        subsets.push_back(changes);
    return subsets;
}

/// What a change is without some of one side; nothing where too little would be left.
std::optional<InkChange> trimmed(const InkChange& change, double length, double trim, bool atEnd, double shortest)
{
    if (length - trim < shortest)
        return {};
    InkChange less = change;
    if (change.kind == InkChange::Kind::Erase)
        (atEnd ? less.to : less.from) += atEnd ? -trim : trim;
    else
        less.path = atEnd ? partOf(change.path, 0, length - trim) : partOf(change.path, trim, length);
    return less;
}

/// Lengthened ends stay where they begin; what is erased to the end of a stroke leaves no stub there.
bool mayTrim(const InkChange& change, bool atEnd, const Stroke& stroke)
{
    if (change.kind != InkChange::Kind::Erase)
        return atEnd || change.kind == InkChange::Kind::Add;
    const bool takesFirst = change.from <= 0, takesLast = change.to >= lengthOf(stroke);
    return takesFirst == takesLast || (atEnd ? !takesLast : !takesFirst);
}

} // namespace

InkSearch::InkSearch(DrawingReader& reader, const DrawingStyle& style, std::span<const Stroke> strokes, std::size_t to,
                     bool hasTemplates, const std::stop_token& stop)
    : m_reader(reader)
    , m_style(style)
    , m_strokes(strokes)
    , m_to(to)
    , m_hasTemplates(hasTemplates)
    , m_stop(stop)
    , m_pixel(pixelOf(strokes, style))
    , m_inkEach((style.isMnist ? mnistPenWidth : style.penWidth) / m_pixel)
{
}

InkAttempt InkSearch::attemptOf(std::vector<InkChange> changes) const
{
    double length = 0;
    for (const InkChange& change : changes)
        length += lengthOf(inkOf(change, m_strokes));
    return {std::move(changes), length * m_inkEach};
}

void InkSearch::evaluate(std::span<InkAttempt> attempts)
{
    std::vector<std::vector<Stroke>> drawings;
    for (const InkAttempt& attempt : attempts)
        drawings.push_back(changed(m_strokes, attempt.changes));
    const std::vector<Nearness> found = m_reader.nearness(drawings, m_to);
    for (std::size_t i = 0; i < attempts.size(); ++i)
        attempts[i].nearness = found[i];
}

void InkSearch::tryAll(std::vector<InkAttempt> attempts)
{
    bool isReached = false;
    for (std::size_t first = 0; first < attempts.size() && !isReached && !m_stop.stop_requested(); first += atOnce) {
        const auto batch = std::span(attempts).subspan(first, std::min(atOnce, attempts.size() - first));
        evaluate(batch);
        for (InkAttempt& attempt : batch) {
            isReached |= attempt.nearness.isReached;
            (attempt.nearness.isReached ? m_reached : m_missed).push_back(std::move(attempt));
        }
    }
}

std::vector<InkAttempt> InkSearch::firstAttempts() const
{
    std::vector<InkAttempt> attempts;
    for (const InkChange& change : plainChanges(m_strokes, m_pixel))
        attempts.push_back(attemptOf({change}));
    std::ranges::stable_sort(attempts, {}, &InkAttempt::ink);
    attempts.resize(std::min(attempts.size(), mostPlain));
    if (m_hasTemplates)
        for (const auto& changes : changesTowards(int(m_to), m_strokes, m_pixel, mostTemplates))
            for (auto& subset : subsetsOf(changes))
                attempts.push_back(attemptOf(std::move(subset)));
    std::ranges::stable_sort(attempts, {}, &InkAttempt::ink);
    return attempts;
}

std::vector<InkAttempt> InkSearch::pairs() const
{
    constexpr double smallInk = 3; // a speck's gain says little of what more of its kind would bring
    std::vector<const InkAttempt*> best;
    for (const InkAttempt& attempt : m_missed)
        if (attempt.nearness.margin > m_start.nearness.margin)
            best.push_back(&attempt);
    const auto gain = [this](const InkAttempt* attempt) {
        return (attempt->nearness.margin - m_start.nearness.margin) / (attempt->ink + smallInk);
    };
    const std::size_t count = std::min(paired, best.size());
    std::ranges::partial_sort(best, best.begin() + std::ptrdiff_t(count), std::greater{}, gain);
    double limit = std::numeric_limits<double>::infinity();
    for (const InkAttempt& attempt : m_reached)
        limit = std::min(limit, attempt.ink);
    std::vector<InkAttempt> attempts;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = i + 1; k < count; ++k) {
            std::optional<std::vector<InkChange>> together = best[i]->changes;
            for (const InkChange& change : best[k]->changes)
                together = together ? joined(*together, change, m_strokes) : std::nullopt;
            if (!together)
                continue;
            if (InkAttempt attempt = attemptOf(std::move(*together)); attempt.ink < limit)
                attempts.push_back(std::move(attempt));
        }
    std::ranges::stable_sort(attempts, {}, &InkAttempt::ink);
    return attempts;
}

std::vector<InkAttempt> InkSearch::reductions(const InkAttempt& attempt) const
{
    std::vector<InkAttempt> less;
    for (std::size_t i = 0; i < attempt.changes.size(); ++i) {
        const InkChange& change = attempt.changes[i];
        std::vector<InkChange> others = attempt.changes;
        others.erase(others.begin() + std::ptrdiff_t(i));
        if (!others.empty())
            less.push_back(attemptOf(others));
        const double length = lengthOf(inkOf(change, m_strokes));
        for (const bool atEnd : {false, true})
            for (const double trim : {length / 2, length / 4, std::max(finestShare * length, finestTrim * m_pixel)}) {
                if (!mayTrim(change, atEnd, m_strokes[change.stroke]))
                    continue;
                if (const auto smaller = trimmed(change, length, trim, atEnd, shortestChange * m_pixel)) {
                    std::vector<InkChange> changes = attempt.changes;
                    changes[i] = *smaller;
                    less.push_back(attemptOf(std::move(changes)));
                }
            }
    }
    return less;
}

InkAttempt InkSearch::polished(InkAttempt attempt)
{
    while (!m_stop.stop_requested()) {
        std::vector<InkAttempt> less = reductions(attempt);
        evaluate(less);
        std::erase_if(less, [](const InkAttempt& each) { return !each.nearness.isReached; });
        if (less.empty())
            break;
        attempt = *std::ranges::min_element(less, {}, &InkAttempt::ink);
    }
    return attempt;
}

double InkSearch::exactInk(const InkAttempt& attempt) const
{
    return inkDifference(m_strokes, changed(m_strokes, attempt.changes), m_style).sum();
}

InkAttempt InkSearch::run()
{
    m_start = attemptOf({});
    evaluate(std::span(&m_start, 1));
    if (m_start.nearness.isReached)
        return m_start;
    tryAll(firstAttempts());
    for (int round = 0; round == 0 || (round < rounds && m_reached.empty()); ++round)
        tryAll(pairs());
    if (m_reached.empty() && m_hasTemplates) {
        std::vector<InkAttempt> attempts;
        for (auto& changes : replacementsBy(int(m_to), m_strokes, m_pixel))
            attempts.push_back(attemptOf(std::move(changes)));
        std::ranges::stable_sort(attempts, {}, &InkAttempt::ink);
        tryAll(std::move(attempts));
    }
    if (m_reached.empty()) {
        const auto nearest
            = std::ranges::max_element(m_missed, {}, [](const InkAttempt& each) { return each.nearness.margin; });
        return nearest == m_missed.end() ? m_start : *nearest;
    }
    std::ranges::stable_sort(m_reached, {}, &InkAttempt::ink);
    InkAttempt best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(polishedAttempts, m_reached.size()); ++i) {
        InkAttempt attempt = polished(m_reached[i]);
        const double ink = exactInk(attempt);
        if (ink < least) {
            least = ink;
            best = std::move(attempt);
        }
    }
    return best;
}

} // namespace engine
