#include "tests/table_photo.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace {

using Colour = std::array<double, 3>;

struct Point
{
    double x, y;
};

/// From the sheet's unit square to the photo, and back: (a b c; d e f; g h 1).
class Perspective
{
public:
    explicit Perspective(const std::array<Point, 4>& corners)
    {
        // Heckbert 1989, "Fundamentals of texture mapping and image warping", section 2.2.
        const auto [p0, p1, p2, p3] = corners;
        const double dx1 = p1.x - p2.x, dx2 = p3.x - p2.x, sx = p0.x - p1.x + p2.x - p3.x;
        const double dy1 = p1.y - p2.y, dy2 = p3.y - p2.y, sy = p0.y - p1.y + p2.y - p3.y;
        const double whole = dx1 * dy2 - dx2 * dy1;
        const double g = (sx * dy2 - dx2 * sy) / whole, h = (dx1 * sy - sx * dy1) / whole;
        m = {p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x, p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y,
             p0.y,                   g,                      h,    1};
    }

    Point inPhoto(Point sheet) const
    {
        const double w = m[6] * sheet.x + m[7] * sheet.y + 1;
        return {(m[0] * sheet.x + m[1] * sheet.y + m[2]) / w, (m[3] * sheet.x + m[4] * sheet.y + m[5]) / w};
    }

    /// Where on the sheet a place of the photo lies; within [0, 1] of both it is on it.
    Point onSheet(Point photo) const
    {
        const double a = m[4] - m[5] * m[7], b = m[2] * m[7] - m[1], c = m[1] * m[5] - m[2] * m[4];
        const double d = m[5] * m[6] - m[3], e = m[0] - m[2] * m[6], f = m[2] * m[3] - m[0] * m[5];
        const double g = m[3] * m[7] - m[4] * m[6], h = m[1] * m[6] - m[0] * m[7], i = m[0] * m[4] - m[1] * m[3];
        const double w = g * photo.x + h * photo.y + i;
        return {(a * photo.x + b * photo.y + c) / w, (d * photo.x + e * photo.y + f) / w};
    }

private:
    std::array<double, 9> m{};
};

double distanceToSegment(Point p, Point a, Point b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

class Photographer
{
public:
    Photographer(std::span<const engine::Stroke> strokes, const TableScene& scene, unsigned seed)
        : m_scene(scene)
        , m_random(seed)
        , m_view(corners())
    {
        layInk(strokes);
        const double paper = within(205, 250);
        m_paper = {paper, paper - within(0, 6), paper - within(0, 22)};
        const double ink = within(15, 60);
        m_ink = {ink, ink + within(0, 15), ink + within(0, 70)};
        mixTable();
        m_lightAngle = within(0, 6.28);
        m_fall = within(0.1, 0.35);
        m_vignette = within(0.1, 0.45);
        m_shadowAngle = within(0, 6.28);
        m_shadowEdge = within(-0.2, 0.2);
        m_shadowDepth = within(0.25, 0.45);
        m_softness = within(6, 40);
        m_overhang = {within(-0.03, 0.03), within(0.01, 0.04)};
    }

    ColourPhoto take()
    {
        ColourPhoto photo{m_width, m_height, {}, {}};
        std::normal_distribution<double> grain(0, within(1.5, 5));
        constexpr int samples = 2;
        for (std::size_t y = 0; y < m_height; ++y)
            for (std::size_t x = 0; x < m_width; ++x) {
                Colour sum{};
                for (int sample = 0; sample < samples * samples; ++sample) {
                    // Over more than the pixel: no lens is sharper.
                    const double right = double(sample % samples) * 0.8, down = double(sample / samples) * 0.8;
                    const Point place{double(x) + 0.1 + right, double(y) + 0.1 + down};
                    const Colour seen = colourAt(place);
                    for (std::size_t i = 0; i < 3; ++i)
                        sum[i] += seen[i] / (samples * samples);
                }
                std::array<std::uint8_t, 3> pixel{};
                for (std::size_t i = 0; i < 3; ++i)
                    pixel[i] = std::uint8_t(std::lround(std::clamp(sum[i] + grain(m_random), 0.0, 255.0)));
                photo.pixels.push_back(pixel);
                photo.isSheet.push_back(isOnSheet(m_view.onSheet({double(x) + 0.5, double(y) + 0.5})));
            }
        return photo;
    }

private:
    double within(double low, double high) { return std::uniform_real_distribution<double>(low, high)(m_random); }

    /// The sheet's four corners in the photo, from the one at the upper left clockwise.
    std::array<Point, 4> corners()
    {
        const bool isUpright = within(0, 1) < 0.4; // the camera is
        m_width = isUpright ? 240 : 320;
        m_height = isUpright ? 320 : 240;
        m_ratio = within(0.7, 1.45); // a note is square, A4 is not
        const double width = double(m_width), height = double(m_height);
        double share = within(0.5, 0.85);
        if (m_scene.isCut)
            share = within(0.9, 1.15);
        if (!m_scene.hasTable)
            share = 3;
        const double side = share * std::min(width / m_ratio, height);
        const double turn = within(-0.2, 0.2);
        Point middle{width / 2 + within(-0.06, 0.06) * width, height / 2 + within(-0.06, 0.06) * height};
        if (m_scene.isCut) { // pushed out over two edges
            middle.x += (within(0, 1) < 0.5 ? -1 : 1) * within(0.2, 0.3) * width;
            middle.y += (within(0, 1) < 0.5 ? -1 : 1) * within(0.1, 0.25) * height;
        }
        std::array<Point, 4> places{};
        for (std::size_t i = 0; i < 4; ++i) {
            const double u = (i == 1 || i == 2 ? 0.5 : -0.5) * side * m_ratio, v = (i >= 2 ? 0.5 : -0.5) * side;
            const double jitter = m_scene.hasTable ? 0.06 * side : 0;
            places[i] = {middle.x + u * std::cos(turn) - v * std::sin(turn) + within(-jitter, jitter),
                         middle.y + u * std::sin(turn) + v * std::cos(turn) + within(-jitter, jitter)};
        }
        return places;
    }

    /// In units of the sheet's height, somewhere where all of it is seen.
    void layInk(std::span<const engine::Stroke> strokes)
    {
        const engine::Box box = engine::boundsOf(strokes).value();
        const double extent = std::max(double(box.longerSide()), 1e-6);
        const double width = double(box.width()) / extent, height = double(box.height()) / extent;
        double size = within(0.3, 0.7) * std::min(m_ratio, 1.0);
        if (!m_scene.hasTable)
            size *= 0.5; // the sheet is three times as large as the photo
        Point corner{};
        for (;; size *= 0.995) {
            corner = {within(0, m_ratio), within(0, 1)};
            if (isSeen(corner, size) && isSeen({corner.x + width * size, corner.y}, size)
                && isSeen({corner.x, corner.y + height * size}, size)
                && isSeen({corner.x + width * size, corner.y + height * size}, size))
                break;
        }
        for (const engine::Stroke& stroke : strokes) {
            m_strokes.emplace_back();
            for (const engine::PenPoint& point : stroke)
                m_strokes.back().push_back({corner.x + double(point.x - box.left) / extent * size,
                                            corner.y + double(point.y - box.top) / extent * size});
        }
        m_pen = size * within(0.04, 0.1) / 2;
        m_inkFrom = {corner.x - m_pen, corner.y - m_pen};
        m_inkTo = {corner.x + width * size + m_pen, corner.y + height * size + m_pen};
    }

    /// With a margin, on the sheet and in the photo.
    bool isSeen(Point place, double size) const
    {
        const double margin = std::max(0.12 * size, 0.05);
        if (place.x < margin || place.x > m_ratio - margin || place.y < margin || place.y > 1 - margin)
            return false;
        const Point seen = m_view.inPhoto({place.x / m_ratio, place.y});
        const double rim = 0.04 * double(std::min(m_width, m_height));
        return seen.x > rim && seen.x < double(m_width) - rim && seen.y > rim && seen.y < double(m_height) - rim;
    }

    void mixTable()
    {
        switch (m_scene.table) {
        case Table::Dark: {
            const double level = within(15, 70);
            m_table = m_pattern = {level + within(0, 20), level, level};
            break;
        }
        case Table::Wood:
            m_table = {within(120, 165), within(80, 105), within(40, 70)};
            m_pattern = {m_table[0] * 0.65, m_table[1] * 0.62, m_table[2] * 0.6};
            break;
        case Table::Checked:
            m_table = {within(30, 90), within(30, 90), within(60, 130)};
            m_pattern = {within(110, 160), within(90, 140), within(90, 140)};
            break;
        case Table::Light:
            m_table = {within(150, 175), within(140, 160), within(110, 140)};
            m_pattern = {m_table[0] * 0.9, m_table[1] * 0.9, m_table[2] * 0.88};
            break;
        case Table::Yellow:
            m_table = m_pattern = {within(200, 230), within(160, 185), within(20, 60)};
            break;
        case Table::Grey: {
            const double level = within(110, 145);
            m_table = m_pattern = {level, level, level};
            break;
        }
        }
        m_grain = within(0.03, 0.1);
        m_patternAngle = within(0, 3.14);
        m_patternWidth = within(17, 40);
    }

    static bool isOnSheet(Point sheet) { return sheet.x >= 0 && sheet.x <= 1 && sheet.y >= 0 && sheet.y <= 1; }

    bool isInk(Point place) const
    {
        const bool isNear = place.x > m_inkFrom.x && place.y > m_inkFrom.y && place.x < m_inkTo.x && place.y < m_inkTo.y;
        if (!m_scene.isWritten || !isNear)
            return false;
        for (const auto& stroke : m_strokes)
            for (std::size_t i = 0; i < stroke.size(); ++i)
                if (distanceToSegment(place, stroke[i > 0 ? i - 1 : 0], stroke[i]) <= m_pen)
                    return true;
        return false;
    }

    Colour tableAt(Point photo, Point sheet) const
    {
        const double u = photo.x * std::cos(m_patternAngle) + photo.y * std::sin(m_patternAngle);
        const double v = photo.y * std::cos(m_patternAngle) - photo.x * std::sin(m_patternAngle);
        double share = 0; // of the pattern
        if (m_scene.table == Table::Wood || m_scene.table == Table::Light)
            share = 0.5 + 0.5 * std::sin(u / m_patternWidth * 9 + 2.5 * std::sin(v / m_patternWidth / 3));
        else if (m_scene.table == Table::Checked)
            share = (int(std::floor(u / m_patternWidth)) + int(std::floor(v / m_patternWidth))) % 2 == 0 ? 1 : 0;
        // The sheet is not quite flat: it throws a shadow on the table beside it.
        const Point behind{sheet.x - m_overhang.x, sheet.y - m_overhang.y};
        const double beyond = std::max({-behind.x, behind.x - 1, -behind.y, behind.y - 1, 0.0});
        const double shade = 1 - 0.5 * std::exp(-beyond / 0.015);
        const double grain = 1 + m_grain * std::sin(u * 1.7 + 3 * std::sin(v * 0.31)) * std::sin(v * 0.9);
        Colour colour{};
        for (std::size_t i = 0; i < 3; ++i)
            colour[i] = std::lerp(m_table[i], m_pattern[i], share) * shade * grain;
        return colour;
    }

    Colour colourAt(Point photo) const
    {
        const Point sheet = m_view.onSheet(photo);
        Colour colour = !isOnSheet(sheet)               ? tableAt(photo, sheet)
            : isInk({sheet.x * m_ratio, sheet.y}) ? m_ink
                                                  : m_paper;
        const double u = photo.x / double(m_width) - 0.5, v = photo.y / double(m_height) - 0.5;
        double light = 1 - m_fall * (0.5 + u * std::cos(m_lightAngle) + v * std::sin(m_lightAngle));
        light *= 1 - m_vignette * 2 * (u * u + v * v);
        if (m_scene.hasShadow) {
            const double along = u * std::cos(m_shadowAngle) + v * std::sin(m_shadowAngle) - m_shadowEdge;
            light *= 1 - m_shadowDepth / (1 + std::exp(-m_softness * along));
        }
        for (double& value : colour)
            value *= light;
        return colour;
    }

    TableScene m_scene;
    std::mt19937 m_random;
    std::size_t m_width = 0, m_height = 0;
    double m_ratio = 1;
    Perspective m_view;
    std::vector<std::vector<Point>> m_strokes;
    Point m_inkFrom{}, m_inkTo{};
    double m_pen = 0;
    Colour m_paper{}, m_ink{}, m_table{}, m_pattern{};
    double m_grain = 0, m_patternAngle = 0, m_patternWidth = 1;
    double m_lightAngle = 0, m_fall = 0, m_vignette = 0;
    double m_shadowAngle = 0, m_shadowEdge = 0, m_shadowDepth = 0, m_softness = 1;
    Point m_overhang{};
};

} // namespace

ColourPhoto photographed(std::span<const engine::Stroke> strokes, const TableScene& scene, unsigned seed)
{
    return Photographer(strokes, scene, seed).take();
}

engine::GrayImage grey(const ColourPhoto& photo)
{
    engine::GrayImage image{photo.width, photo.height, {}};
    for (const auto& [red, green, blue] : photo.pixels)
        image.pixels.push_back(std::uint8_t(std::lround(0.299 * red + 0.587 * green + 0.114 * blue)));
    return image;
}
