#include "engine/inspect/template_changes.h"

#include "engine/drawing/stroke_way.h"
#include "engine/inspect/ink_samples.h"
#include "engine/synthetic/curve.h"
#include "engine/synthetic/digit_templates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

namespace engine {
namespace {

// In pixels of the picture, whose pen is some 2.5 wide.
constexpr double coarseStep = 2, fineStep = 0.5;
constexpr double covered = 1.6; ///< a template's line that is as near as that to ink needs none
constexpr double superfluous = 2.2; ///< ink that is farther than that from the template's lines goes
constexpr double touching = 0.7; ///< what is drawn goes on until it is so near to ink
constexpr double shortest = 2; ///< what is drawn or erased
constexpr double nearEnd = 2.2;
constexpr std::size_t placesEach = 2; ///< of a template that are worth a try

/// A digit's template with its box brought to 1 × 1.
struct UnitTemplate
{
    std::vector<Stroke> strokes{};
    double aspect = 0; ///< width over height
};

/// Where it is laid.
struct Place
{
    double left = 0, top = 0;
    double width = 0, height = 0;
    double slant = 0; ///< to the right, upwards

    PenPoint operator()(const PenPoint& point) const
    {
        return {float(left + double(point.x) * width + slant * (0.5 - double(point.y)) * height),
                float(top + double(point.y) * height)};
    }
};

struct Fit
{
    const UnitTemplate* digit = nullptr;
    Place place{};
    double cost = std::numeric_limits<double>::infinity();
};

UnitTemplate unitTemplate(const Drawing& drawing)
{
    UnitTemplate unit;
    for (const Stroke& points : drawing)
        unit.strokes.push_back(curveThrough(points));
    const Box box = *boundsOf(unit.strokes);
    unit.aspect = double(box.width() / box.height());
    for (Stroke& stroke : unit.strokes)
        for (PenPoint& point : stroke)
            point = {box.width() > 0 ? (point.x - box.left) / box.width() : 0.5f, (point.y - box.top) / box.height()};
    return unit;
}

const std::vector<UnitTemplate>& templatesOf(int digit)
{
    static const auto all = [] {
        std::array<std::vector<UnitTemplate>, 10> templates;
        for (int each = 0; each < 10; ++each)
            for (const DigitStyle& style : stylesOf(each))
                for (const Drawing& drawing : style.drawings)
                    templates[std::size_t(each)].push_back(unitTemplate(drawing));
        return templates;
    }();
    return all[std::size_t(digit)];
}

std::vector<Stroke> placed(const UnitTemplate& unit, const Place& place)
{
    std::vector<Stroke> strokes = unit.strokes;
    for (Stroke& stroke : strokes)
        std::ranges::transform(stroke, stroke.begin(), place);
    return strokes;
}

/// Its own proportions and the drawing's, whole and smaller, at the drawing's edges and in its middle, upright and
/// leaning.
std::vector<Place> placesFor(const UnitTemplate& unit, const Box& box)
{
    const double longer = double(box.longerSide());
    const double boxWidth = double(box.width()), boxHeight = double(box.height());
    std::vector<Place> places;
    const auto offsets = [longer](double room) {
        return std::abs(room) < 0.12 * longer ? std::vector<double>{0.5} : std::vector<double>{0, 0.5, 1};
    };
    for (const double height : {longer, 0.8 * longer, 0.62 * longer}) {
        const double own = unit.aspect * height;
        for (const double width : {own, 0.8 * own, (own + boxWidth) / 2, boxWidth})
            for (const double x : offsets(boxWidth - width))
                for (const double y : offsets(boxHeight - height))
                    for (const double slant : {-0.15, 0.0, 0.2})
                        places.push_back({double(box.left) + x * (boxWidth - width),
                                          double(box.top) + y * (boxHeight - height), width, height, slant});
    }
    return places;
}

/// In pixels of way: what there would be to draw and to erase, and a little for what lies beside its line.
double costOf(std::span<const PenPoint> lines, std::span<const PenPoint> ink, double pixel)
{
    double cost = 0;
    for (const float distance : distancesTo(ink, lines))
        cost += (double(distance) > covered * pixel ? 1 : 0) + 0.1 * std::min(1.0, double(distance) / (2 * pixel));
    for (const float distance : distancesTo(lines, ink))
        cost += (double(distance) > superfluous * pixel ? 1 : 0) + 0.1 * std::min(1.0, double(distance) / (2 * pixel));
    return cost * coarseStep;
}

/// The best places of one template.
std::vector<Fit> fitsOf(const UnitTemplate& unit, const Box& box, const InkSamples& ink, double pixel)
{
    const double longer = double(box.longerSide());
    const Place upright{.width = unit.aspect * longer, .height = longer};
    const InkSamples line(placed(unit, upright), coarseStep * pixel);
    std::vector<PenPoint> points = line.points; // in the unit box, evenly as they are at about that size
    for (PenPoint& point : points)
        point = {upright.width > 0 ? float(double(point.x) / upright.width) : 0.5f, float(double(point.y) / longer)};
    std::vector<PenPoint> lines(points.size());
    std::vector<Fit> fits;
    for (const Place& place : placesFor(unit, box)) {
        std::ranges::transform(points, lines.begin(), place);
        fits.push_back({&unit, place, costOf(lines, ink.points, pixel)});
    }
    const std::size_t count = std::min(placesEach, fits.size());
    std::ranges::partial_sort(fits, fits.begin() + std::ptrdiff_t(count), {}, &Fit::cost);
    fits.resize(count);
    return fits;
}

/// Samples [first, last] of one stroke.
struct Run
{
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Where isMeant, those of a stroke that lie less than a gap apart as one.
std::vector<Run> runsOf(const InkSamples& samples, const std::function<bool(std::size_t)>& isMeant)
{
    const auto gap = std::size_t(std::lround(shortest / fineStep));
    std::vector<Run> runs;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!isMeant(i))
            continue;
        if (!runs.empty() && samples.stroke[runs.back().last] == samples.stroke[i] && i - runs.back().last <= gap)
            runs.back().last = i;
        else
            runs.push_back({i, i});
    }
    return runs;
}

void addErasures(const InkSamples& ink, std::span<const PenPoint> lines, std::span<const Stroke> strokes, double pixel,
                 std::vector<InkChange>& changes)
{
    const std::vector<float> distances = distancesTo(lines, ink.points);
    for (const Run& run : runsOf(ink, [&](std::size_t i) { return double(distances[i]) > superfluous * pixel; })) {
        const std::size_t stroke = ink.stroke[run.first];
        const double length = lengthOf(strokes[stroke]);
        InkChange erasure{
            .kind = InkChange::Kind::Erase, .stroke = stroke, .from = ink.way[run.first], .to = ink.way[run.last]};
        if (erasure.from < shortest * pixel) // no stub stays
            erasure.from = 0;
        if (length - erasure.to < shortest * pixel)
            erasure.to = length;
        if (erasure.to - erasure.from >= shortest * pixel || (erasure.from == 0 && erasure.to == length))
            changes.push_back(erasure);
    }
}

/// A line that begins at a stroke's end lengthens it.
InkChange drawn(Stroke path, std::span<const Stroke> strokes, std::span<const InkChange> erasures, double pixel)
{
    for (const bool isReversed : {false, true}) {
        if (isReversed)
            std::ranges::reverse(path);
        for (std::size_t i = 0; i < strokes.size(); ++i)
            for (const bool isAtEnd : {true, false}) {
                const PenPoint& end = isAtEnd ? strokes[i].back() : strokes[i].front();
                InkChange change{.kind = InkChange::Kind::Lengthen, .stroke = i, .isAtEnd = isAtEnd};
                if (std::hypot(double(path.front().x - end.x), double(path.front().y - end.y)) > nearEnd * pixel
                    || !joined(erasures, change, strokes))
                    continue;
                change.path = {end};
                change.path.insert(change.path.end(), path.begin(), path.end());
                return change;
            }
    }
    std::ranges::reverse(path);
    return {.kind = InkChange::Kind::Add, .path = path};
}

std::vector<InkChange> changesTo(const Fit& fit, std::span<const Stroke> strokes, const InkSamples& ink, double pixel)
{
    const std::vector<Stroke> target = placed(*fit.digit, fit.place);
    const InkSamples line(target, fineStep * pixel);
    std::vector<InkChange> changes;
    addErasures(ink, line.points, strokes, pixel, changes);
    const std::vector<InkChange> erasures = changes;
    const std::vector<float> distances = distancesTo(ink.points, line.points);
    for (Run run : runsOf(line, [&](std::size_t i) { return double(distances[i]) > covered * pixel; })) {
        const std::size_t stroke = line.stroke[run.first];
        while (run.first > 0 && line.stroke[run.first - 1] == stroke && double(distances[run.first]) > touching * pixel)
            --run.first;
        while (run.last + 1 < line.size() && line.stroke[run.last + 1] == stroke
               && double(distances[run.last]) > touching * pixel)
            ++run.last;
        const double length = line.way[run.last] - line.way[run.first];
        if (length < shortest * pixel)
            continue;
        const Stroke path = partOf(target[stroke], line.way[run.first], line.way[run.last]);
        const InkChange change = drawn(evenlySpaced(path, float(pixel)), strokes, erasures, pixel);
        if (const auto more = joined(changes, change, strokes))
            changes = *more;
    }
    return changes;
}

} // namespace

std::vector<std::vector<InkChange>> changesTowards(int digit, std::span<const Stroke> strokes, double pixel,
                                                   std::size_t most)
{
    const Box box = *boundsOf(strokes);
    double length = 0;
    for (const Stroke& stroke : strokes)
        length += lengthOf(stroke);
    // A scribble is not looked at more closely than a digit.
    const InkSamples coarse(strokes, std::max(coarseStep * pixel, length / 100));
    const InkSamples fine(strokes, std::max(fineStep * pixel, length / 600));
    std::vector<Fit> fits;
    if (box.longerSide() > 0)
        for (const UnitTemplate& unit : templatesOf(digit))
            for (const Fit& fit : fitsOf(unit, box, coarse, pixel))
                fits.push_back(fit);
    std::ranges::stable_sort(fits, {}, &Fit::cost);
    fits.resize(std::min(most, fits.size()));
    std::vector<std::vector<InkChange>> all;
    for (const Fit& fit : fits)
        all.push_back(changesTo(fit, strokes, fine, pixel));
    return all;
}

std::vector<std::vector<InkChange>> replacementsBy(int digit, std::span<const Stroke> strokes, double pixel)
{
    const Box box = *boundsOf(strokes);
    const double side = std::max(double(box.longerSide()), 10 * pixel);
    std::vector<InkChange> erasures;
    for (std::size_t i = 0; i < strokes.size(); ++i)
        erasures.push_back({.kind = InkChange::Kind::Erase, .stroke = i, .from = 0, .to = lengthOf(strokes[i])});
    std::vector<std::vector<InkChange>> all;
    for (const UnitTemplate& unit : templatesOf(digit)) {
        const double height = unit.aspect > 1 ? side / unit.aspect : side;
        const Place place{.left = double(box.centre()) - unit.aspect * height / 2,
                          .top = double(box.top + box.bottom) / 2 - height / 2,
                          .width = unit.aspect * height,
                          .height = height};
        std::vector<InkChange> changes = erasures;
        for (const Stroke& stroke : placed(unit, place))
            changes.push_back({.kind = InkChange::Kind::Add, .path = evenlySpaced(stroke, float(pixel))});
        all.push_back(std::move(changes));
    }
    return all;
}

} // namespace engine
