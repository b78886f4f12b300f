#include "engine/imaging/sheet_sides.h"

#include "engine/imaging/median.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace engine {
namespace {

constexpr double shortestSide = 0.15; // of the root of the area
constexpr double leastStraight = 0.85; // of the outline
constexpr double leastPosition = 0.15;
constexpr std::size_t mostSides = 4;
constexpr double edgeReach = 3; // to either side of the edge, in pixels

bool contains(const InkPlane& picture, double x, double y)
{
    return x >= 0 && y >= 0 && x < double(picture.width) && y < double(picture.height);
}

/// Of the place, or of the nearest on the border.
float brightnessAt(const InkPlane& picture, double x, double y)
{
    const auto within = [](double place, std::size_t extent) { return std::size_t(std::clamp(place, 0.0, double(extent) - 1)); };
    return picture.values[within(y, picture.height) * picture.width + within(x, picture.width)];
}

struct Step
{
    double paper;
    double table;
};

class Side
{
public:
    Side(const InkPlane& picture, const OutlinePoint& from, const OutlinePoint& to)
        : m_picture(picture)
        , m_from(from)
        , m_to(to)
        , m_length(std::hypot(to.x - from.x, to.y - from.y))
    {
    }

    double length() const { return m_length; }

    bool isBorder() const
    {
        constexpr double rim = 1.5;
        return std::max(m_from.x, m_to.x) < rim || std::max(m_from.y, m_to.y) < rim
            || std::min(m_from.x, m_to.x) > double(m_picture.width) - rim
            || std::min(m_from.y, m_to.y) > double(m_picture.height) - rim;
    }

    /// The typical brightness at so many pixels to either side of the edge: ink or a bright spot here and there makes
    /// no difference. nullopt where most of it would lie outside the picture.
    std::optional<Step> across(double reach) const
    {
        // The outline turns from x towards y, so that the inside lies to this side.
        const double stepX = (m_to.x - m_from.x) / m_length, stepY = (m_to.y - m_from.y) / m_length;
        const double inwardX = -stepY * reach, inwardY = stepX * reach;
        std::vector<float> paper, table;
        std::size_t count = 0;
        for (double place = 0.05 * m_length; place < 0.95 * m_length; ++place, ++count) {
            const double x = m_from.x + stepX * place, y = m_from.y + stepY * place;
            if (!contains(m_picture, x - inwardX, y - inwardY))
                continue;
            paper.push_back(brightnessAt(m_picture, x + inwardX, y + inwardY));
            table.push_back(brightnessAt(m_picture, x - inwardX, y - inwardY));
        }
        if (table.empty() || 2 * table.size() < count)
            return {};
        return Step{double(median(std::move(paper))), double(median(std::move(table)))};
    }

private:
    const InkPlane& m_picture;
    OutlinePoint m_from;
    OutlinePoint m_to;
    double m_length;
};

} // namespace

bool SheetSides::areOfPaper() const
{
    if (count < 1 || count > mostSides || straight < leastStraight || position < leastPosition)
        return false;
    if (count == mostSides)
        return contrast > 0.15;
    if (!isCut)
        return false;
    if (count == 1)
        return contrast > 0.7 && sharpness > 0.6;
    return contrast > 0.6 || (contrast > 0.25 && sharpness > 0.6);
}

SheetSides sheetSidesOf(const InkPlane& picture, const ConvexOutline& outline, double size, double level)
{
    SheetSides result;
    double length = 0, straight = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Side side(picture, outline[i], outline[(i + 1) % outline.size()]);
        if (side.isBorder()) {
            result.isCut = true;
            continue;
        }
        length += side.length();
        if (side.length() < shortestSide * size)
            continue;
        straight += side.length();
        const auto middle = side.across(edgeReach), near = side.across(edgeReach / 2);
        const auto far = side.across(edgeReach * 2);
        if (!middle || !near) { // a strip of table too narrow to be judged
            result.isCut = true;
            continue;
        }
        ++result.count;
        const double step = middle->paper - middle->table;
        const double position = std::min(level - middle->table, middle->paper - level) / std::max(1.0, step);
        result.contrast = std::min(result.contrast, step / std::max(1.0, middle->paper));
        result.position = std::min(result.position, 2 * position);
        const Step& whole = far ? *far : *middle;
        result.sharpness
            = std::min(result.sharpness, (near->paper - near->table) / std::max(1.0, whole.paper - whole.table));
    }
    if (length > 0)
        result.straight = straight / length;
    return result;
}

} // namespace engine
