#include "engine/drawing/stroke_way.h"

#include <cmath>

namespace engine {
namespace {

double wayBetween(const PenPoint& a, const PenPoint& b)
{
    return std::hypot(double(b.x) - double(a.x), double(b.y) - double(a.y));
}

} // namespace

double lengthOf(const Stroke& stroke)
{
    double length = 0;
    for (std::size_t i = 1; i < stroke.size(); ++i)
        length += wayBetween(stroke[i - 1], stroke[i]);
    return length;
}

Stroke partOf(const Stroke& stroke, double from, double to)
{
    Stroke part;
    double gone = 0;
    for (std::size_t i = 1; i < stroke.size() && gone < to; ++i) {
        const PenPoint& a = stroke[i - 1];
        const PenPoint& b = stroke[i];
        const double length = wayBetween(a, b);
        const auto at = [&](double way) {
            const double share = (way - gone) / length;
            return PenPoint{float(std::lerp(double(a.x), double(b.x), share)),
                            float(std::lerp(double(a.y), double(b.y), share))};
        };
        if (gone + length > from) {
            if (part.empty())
                part.push_back(gone >= from ? a : at(from));
            part.push_back(gone + length <= to ? b : at(to));
        }
        gone += length;
    }
    return part;
}

} // namespace engine
