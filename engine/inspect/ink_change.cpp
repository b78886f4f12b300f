#include "engine/inspect/ink_change.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/stroke_way.h"

#include <algorithm>

namespace engine {
namespace {

double penOf(const DrawingStyle& style)
{
    return style.isMnist ? mnistPenWidth : style.penWidth;
}

double boxOf(const DrawingStyle& style)
{
    return style.isMnist ? double(digitBoxSide) : style.boxSide;
}

/// Whether erasing takes the stroke's first or last point.
bool takesEnd(const InkChange& erasure, bool isAtEnd, const Stroke& stroke)
{
    return isAtEnd ? erasure.to >= lengthOf(stroke) : erasure.from <= 0;
}

/// What is left of one stroke, in its order.
std::vector<Stroke> cutStroke(const Stroke& stroke, std::vector<InkChange> erasures)
{
    if (erasures.empty())
        return {stroke};
    std::ranges::sort(erasures, {}, &InkChange::from);
    std::vector<Stroke> left;
    const double length = lengthOf(stroke);
    double from = 0;
    const auto keepTo = [&](double to) {
        if (to > from)
            left.push_back(partOf(stroke, from, to));
    };
    for (const InkChange& erasure : erasures) {
        keepTo(std::min(erasure.from, length));
        from = std::max(from, erasure.to);
    }
    keepTo(length);
    return left;
}

void goOn(Stroke& stroke, const InkChange& change)
{
    // The path begins where the stroke ends.
    if (change.isAtEnd)
        stroke.insert(stroke.end(), change.path.begin() + 1, change.path.end());
    else
        stroke.insert(stroke.begin(), change.path.rbegin(), change.path.rend() - 1);
}

} // namespace

std::string nameOf(InkChange::Kind kind)
{
    return kind == InkChange::Kind::Erase ? "erase" : kind == InkChange::Kind::Lengthen ? "lengthen" : "add";
}

std::vector<Stroke> changed(std::span<const Stroke> strokes, std::span<const InkChange> changes)
{
    std::vector<Stroke> result;
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        std::vector<InkChange> erasures;
        std::ranges::copy_if(changes, std::back_inserter(erasures), [i](const InkChange& change) {
            return change.kind == InkChange::Kind::Erase && change.stroke == i;
        });
        std::vector<Stroke> left = cutStroke(strokes[i], std::move(erasures));
        for (const InkChange& change : changes)
            if (change.kind == InkChange::Kind::Lengthen && change.stroke == i)
                goOn(change.isAtEnd ? left.back() : left.front(), change);
        std::ranges::move(left, std::back_inserter(result));
    }
    for (const InkChange& change : changes)
        if (change.kind == InkChange::Kind::Add)
            result.push_back(change.path);
    return result;
}

std::optional<std::vector<InkChange>> joined(std::span<const InkChange> changes, const InkChange& more,
                                             std::span<const Stroke> strokes)
{
    InkChange last = more;
    std::vector<InkChange> result;
    for (const InkChange& change : changes) {
        if (change.kind == InkChange::Kind::Add || last.kind == InkChange::Kind::Add || change.stroke != last.stroke) {
            if (change == last)
                return {};
            result.push_back(change);
            continue;
        }
        if (change.kind == InkChange::Kind::Erase && last.kind == InkChange::Kind::Erase) {
            if (change.from > last.to || change.to < last.from) {
                result.push_back(change);
            } else {
                last.from = std::min(last.from, change.from);
                last.to = std::max(last.to, change.to);
            }
            continue;
        }
        const InkChange& longer = change.kind == InkChange::Kind::Lengthen ? change : last;
        const InkChange& other = change.kind == InkChange::Kind::Lengthen ? last : change;
        const bool meets = other.kind == InkChange::Kind::Lengthen
            ? other.isAtEnd == longer.isAtEnd
            : takesEnd(other, longer.isAtEnd, strokes[longer.stroke]);
        if (meets)
            return {};
        result.push_back(change);
    }
    result.push_back(last);
    return result;
}

Stroke inkOf(const InkChange& change, std::span<const Stroke> strokes)
{
    if (change.kind != InkChange::Kind::Erase)
        return change.path;
    const Stroke& stroke = strokes[change.stroke];
    const Stroke part = partOf(stroke, change.from, change.to);
    return part.empty() ? stroke : part; // a dot
}

double pixelOf(std::span<const Stroke> strokes, const DrawingStyle& style)
{
    const auto bounds = boundsOf(strokes);
    const double extent = bounds ? double(bounds->longerSide()) : 0;
    return extent > 0 ? extent / (boxOf(style) - penOf(style)) : 1;
}

InkDifference inkDifference(std::span<const Stroke> before, std::span<const Stroke> after, const DrawingStyle& style)
{
    // Both in a box that holds both, at the scale that the first has.
    std::vector<Stroke> all(before.begin(), before.end());
    all.insert(all.end(), after.begin(), after.end());
    const double pen = penOf(style);
    const double side = double(boundsOf(all)->longerSide()) / pixelOf(before, style) + pen;
    const auto then = inkOfStrokes(before, pen, side, all);
    const auto now = inkOfStrokes(after, pen, side, all);
    InkDifference difference;
    for (std::size_t i = 0; i < then->values.size(); ++i) {
        const double change = (double(now->values[i]) - double(then->values[i])) / 255;
        (change < 0 ? difference.removed : difference.added) += std::abs(change);
    }
    return difference;
}

} // namespace engine
