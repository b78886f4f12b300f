#pragma once

#include "engine/drawing/strokes.h"
#include "ui/pad/digit_pad.h"

#include <QTest>

#include <cmath>
#include <functional>

/// One stroke with the mouse, through points in cells of the pad; moves of about a cell. The two are called before and
/// after each move.
inline void drawWithMouse(DigitPad& pad, const engine::Stroke& points, const std::function<void()>& aboutToMove,
                          const std::function<void()>& moved)
{
    const auto at = [&pad](float x, float y) {
        const QRectF area = pad.drawingArea();
        return (area.topLeft() + QPointF(double(x), double(y)) * (area.height() / 28)).toPoint();
    };
    QTest::mousePress(&pad, Qt::LeftButton, {}, at(points.front().x, points.front().y));
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto [fromX, fromY] = points[i - 1];
        const auto [toX, toY] = points[i];
        const int moves = std::max(1, int(std::lround(std::hypot(toX - fromX, toY - fromY))));
        for (int move = 1; move <= moves; ++move) {
            const float share = float(move) / float(moves);
            aboutToMove();
            QTest::mouseMove(&pad, at(std::lerp(fromX, toX, share), std::lerp(fromY, toY, share)));
            moved();
        }
    }
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, at(points.back().x, points.back().y));
}

inline void drawWithMouse(DigitPad& pad, const engine::Stroke& points, const std::function<void()>& moved = [] {})
{
    drawWithMouse(pad, points, [] {}, moved);
}

/// The ten digits as one might draw them on the pad, in its cells.
inline std::vector<engine::Stroke> handMade(int digit)
{
    switch (digit) {
    case 0:
        return {{{15, 4}, {11, 5}, {8, 9}, {7, 14}, {8, 20}, {11, 23}, {15, 23}, {19, 20}, {20, 14}, {19, 8}, {16, 4}}};
    case 1:
        return {{{15, 4}, {14, 14}, {13, 24}}};
    case 2:
        return {{{8, 9}, {10, 5}, {15, 4}, {19, 7}, {19, 11}, {14, 17}, {8, 23}, {13, 22}, {21, 23}}};
    case 3:
        return {{{8, 6}, {13, 4}, {18, 6}, {18, 10}, {12, 13}, {18, 15}, {20, 19}, {16, 23}, {8, 22}}};
    case 4:
        return {{{9, 4}, {8, 14}, {20, 13}}, {{18, 4}, {17, 24}}};
    case 5:
        return {{{19, 4}, {10, 4}, {9, 13}, {15, 11}, {20, 15}, {18, 21}, {13, 24}, {8, 22}}};
    case 6:
        return {{{17, 3}, {11, 10}, {8, 17}, {10, 23}, {16, 24}, {19, 19}, {15, 15}, {9, 18}}};
    case 7:
        return {{{7, 6}, {20, 5}, {16, 14}, {12, 24}}};
    case 8:
        return {{{18, 7}, {14, 4}, {10, 7}, {12, 12}, {17, 16}, {18, 21}, {14, 24}, {10, 21}, {11, 16}, {16, 12}, {18, 7}}};
    default:
        return {{{18, 7}, {14, 4}, {9, 7}, {10, 12}, {14, 13}, {18, 9}, {18, 5}, {18, 14}, {16, 24}}};
    }
}
