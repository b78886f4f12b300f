#include "ui/charts/colour_map.h"

#include "ui/style/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

/// OKLab: equal steps look equally large (B. Ottosson, "A perceptual color space for image processing", 2020).
struct Lab
{
    double lightness = 0;
    double a = 0;
    double b = 0;
};

double linear(int channel)
{
    const double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

int encoded(double v)
{
    const double gamma = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255 * std::clamp(gamma, 0.0, 1.0)));
}

Lab toLab(QRgb colour)
{
    const double r = linear(qRed(colour));
    const double g = linear(qGreen(colour));
    const double b = linear(qBlue(colour));
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QRgb toRgb(const Lab& lab)
{
    const double l = std::pow(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return qRgb(encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

/// t in [0, 1]; the ends come back unchanged.
QRgb blend(QRgb from, QRgb to, double t)
{
    const Lab a = toLab(from);
    const Lab b = toLab(to);
    return toRgb({std::lerp(a.lightness, b.lightness, t), std::lerp(a.a, b.a, t), std::lerp(a.b, b.b, t)});
}

/// Nine even stops of matplotlib's viridis (S. van der Walt, N. Smith, 2015).
constexpr std::array<QRgb, 9> viridis = {0xff440154, 0xff472d7b, 0xff3b528b, 0xff2c728e, 0xff21908c,
                                         0xff27ad81, 0xff5dc863, 0xffaadc32, 0xfffde725};

constexpr int steps = Colouring::strongest;

struct Tables
{
    QRgb panel = 0;
    QRgb paper = 0;
    QRgb ink = 0;
    std::array<QRgb, 2 * steps + 1> signedColours{};
    std::array<QRgb, steps + 1> nonNegativeColours{};
    std::array<QRgb, steps + 1> inkColours{};
};

Tables buildTables(const Theme& theme)
{
    Tables tables{.panel = theme.panel.rgb(), .paper = theme.paper.rgb(), .ink = theme.ink.rgb()};
    const QRgb below = theme.isDark ? qRgb(92, 192, 255) : qRgb(5, 74, 160);
    const QRgb above = theme.isDark ? qRgb(255, 136, 72) : qRgb(184, 44, 8);
    for (int step = 0; step <= steps; ++step) {
        const auto at = static_cast<std::size_t>(step);
        const double t = step / double(steps);
        tables.signedColours[std::size_t(steps) - at] = blend(tables.panel, below, t);
        tables.signedColours[std::size_t(steps) + at] = blend(tables.panel, above, t);
        const double stop = t * double(viridis.size() - 1);
        const auto left = std::min(static_cast<std::size_t>(stop), viridis.size() - 2);
        tables.nonNegativeColours[at] = blend(viridis[left], viridis[left + 1], stop - double(left));
        tables.inkColours[at] = blend(tables.paper, tables.ink, t);
    }
    return tables;
}

/// Built again when the theme has changed since the last call.
const Tables& tables()
{
    static Tables built = buildTables(theme());
    const Theme& now = theme();
    if (built.panel != now.panel.rgb() || built.paper != now.paper.rgb() || built.ink != now.ink.rgb())
        built = buildTables(now);
    return built;
}

/// A context for the translators.
struct ColourWords
{
    Q_DECLARE_TR_FUNCTIONS(ColourMap)
};

} // namespace

QString positiveColour()
{
    return theme().isDark ? ColourWords::tr("orange") : ColourWords::tr("red");
}

Colouring::Colouring(ColourMap map, float limit)
    // Keeps zero at zero when nothing has a size yet; any other number then saturates.
    : m_stepsPerUnit(steps / std::max(limit, 1e-30f))
{
    const Tables& present = tables();
    const bool isSigned = map == ColourMap::Signed;
    m_lowest = isSigned ? -steps : 0;
    m_zero = isSigned ? steps + 0.5f : 0.5f;
    switch (map) {
    case ColourMap::Signed:
        m_table = present.signedColours.data();
        break;
    case ColourMap::NonNegative:
        m_table = present.nonNegativeColours.data();
        break;
    case ColourMap::Ink:
        m_table = present.inkColours.data();
        break;
    }
}

QImage render(std::span<const float> values, int rows, int columns, const Colouring& colouring)
{
    Q_ASSERT(values.size() == std::size_t(rows) * std::size_t(columns));

    QImage image(columns, rows, QImage::Format_RGB32);
    const float* value = values.data();
    for (int row = 0; row < rows; ++row, value += columns)
        std::transform(value, value + columns, reinterpret_cast<QRgb*>(image.scanLine(row)), colouring);
    return image;
}

QImage renderSigned(std::span<const float> values, int rows, int columns, float limit)
{
    return render(values, rows, columns, Colouring(ColourMap::Signed, limit));
}

QImage renderNonNegative(std::span<const float> values, int rows, int columns, float limit)
{
    return render(values, rows, columns, Colouring(ColourMap::NonNegative, limit));
}

float symmetricLimit(std::span<const float> values)
{
    // An odd stride does not fall in step with rows of 28 or with powers of two.
    constexpr std::size_t enough = 4096;
    const std::size_t stride = values.size() <= 2 * enough ? 1 : (values.size() / enough) | 1;

    std::vector<float> sizes;
    sizes.reserve(values.size() / stride + 1);
    for (std::size_t i = 0; i < values.size(); i += stride) {
        if (std::isfinite(values[i]))
            sizes.push_back(std::abs(values[i]));
    }
    if (sizes.empty())
        return 0;

    // Nearest rank: the least number with at least 99 % of all at or below it.
    const std::size_t rank = (sizes.size() * 99 + 99) / 100;
    const auto percentile = sizes.begin() + std::ptrdiff_t(rank - 1);
    std::nth_element(sizes.begin(), percentile, sizes.end());
    return *percentile;
}
