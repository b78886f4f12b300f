#include "ui/charts/contour.h"

#include <array>

namespace {

struct Corner
{
    QPointF place;
    float value = 0;
};

/// Where the level is crossed on the way from one corner to the next.
QPointF crossing(const Corner& from, const Corner& to, float level)
{
    const double share = double(level - from.value) / double(to.value - from.value);
    return from.place + (to.place - from.place) * share;
}

/// Corners in order around the square: two crossings are one line; four, a saddle, are two lines that keep neighbours
/// in order apart.
void addLines(const std::array<Corner, 4>& corners, float level, QVector<QLineF>& lines)
{
    std::array<QPointF, 4> crossings;
    std::size_t count = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Corner& from = corners[i];
        const Corner& to = corners[(i + 1) % 4];
        if ((from.value < level) != (to.value < level))
            crossings[count++] = crossing(from, to, level);
    }
    for (std::size_t i = 0; i + 1 < count; i += 2)
        lines.push_back({crossings[i], crossings[i + 1]});
}

} // namespace

QVector<QLineF> contourLines(std::span<const float> values, int rows, int columns, float level)
{
    Q_ASSERT(values.size() == std::size_t(rows) * std::size_t(columns));
    const auto corner = [&](int row, int column) {
        return Corner{QPointF(column, row), values[std::size_t(row) * std::size_t(columns) + std::size_t(column)]};
    };
    QVector<QLineF> lines;
    for (int row = 0; row + 1 < rows; ++row)
        for (int column = 0; column + 1 < columns; ++column)
            addLines({corner(row, column), corner(row, column + 1), corner(row + 1, column + 1), corner(row + 1, column)},
                     level, lines);
    return lines;
}
