#include "ui/style/icon_shapes.h"

#include <initializer_list>

namespace {

QPainterPath polyline(std::initializer_list<QPointF> points, bool closed = false)
{
    QPainterPath path(*points.begin());
    for (const QPointF* point = points.begin() + 1; point != points.end(); ++point)
        path.lineTo(*point);
    if (closed)
        path.closeSubpath();
    return path;
}

/// Side by side; QPainterPath's own + would fuse the areas and lose the lines.
QPainterPath joined(std::initializer_list<QPainterPath> paths)
{
    QPainterPath all;
    for (const QPainterPath& path : paths)
        all.addPath(path);
    return all;
}

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    return polyline(points, true);
}

QPainterPath line(double x1, double y1, double x2, double y2)
{
    return polyline({{x1, y1}, {x2, y2}});
}

QPainterPath box(double x, double y, double width, double height, double radius = 1.5)
{
    QPainterPath path;
    path.addRoundedRect(x, y, width, height, radius, radius);
    return path;
}

QPainterPath circle(double x, double y, double radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(x, y), radius, radius);
    return path;
}

/// Counter-clockwise degrees from three o'clock, as Qt counts.
QPainterPath arc(const QRectF& around, double from, double sweep)
{
    QPainterPath path;
    path.arcMoveTo(around, from);
    path.arcTo(around, from, sweep);
    return path;
}

QPainterPath mirrored(const QPainterPath& path)
{
    return QTransform(-1, 0, 0, 1, 24, 0).map(path);
}

QPainterPath undoArrow()
{
    QPainterPath path = polyline({{8.5, 5}, {4.5, 9}, {8.5, 13}});
    path.moveTo(4.5, 9);
    path.lineTo(14, 9);
    path.arcTo(QRectF(9, 9, 10, 10), 90, -180);
    path.lineTo(9.5, 19);
    return path;
}

QPainterPath circularArrow()
{
    return joined({arc(QRectF(4.5, 4.5, 15, 15), 140, 290), polyline({{4.6, 4.2}, {5.8, 8.4}, {10, 7.4}})});
}

QPainterPath pen()
{
    return joined({polygon({{4.5, 19.5}, {5.5, 15}, {16, 4.5}, {19.5, 8}, {9, 18.5}}), line(13.5, 7, 17, 10.5)});
}

QPainterPath eraser()
{
    return joined({polygon({{9, 19}, {4.5, 14.5}, {14, 5}, {20, 11}, {12, 19}}), line(9, 10, 15, 16),
        line(9, 19, 20, 19)});
}

QPainterPath bin()
{
    return joined({line(4.5, 7, 19.5, 7), polyline({{9.5, 7}, {9.5, 4.5}, {14.5, 4.5}, {14.5, 7}}),
        polyline({{6.5, 7}, {7.3, 19.5}, {16.7, 19.5}, {17.5, 7}}), line(10.3, 11, 10.5, 16),
        line(13.7, 11, 13.5, 16)});
}

QPainterPath threeOfInk()
{
    QPainterPath path(QPointF(7, 6.5));
    path.cubicTo(9, 3.5, 17, 3.5, 16.5, 8);
    path.cubicTo(16.2, 11, 12.5, 11.5, 10.5, 11.5);
    path.cubicTo(13, 11.5, 17.5, 12, 17.5, 15.5);
    path.cubicTo(17.5, 21, 9, 21, 6.5, 17);
    return path;
}

QPainterPath oneTwo()
{
    QPainterPath path = polyline({{4, 8.5}, {7, 6.5}, {7, 17.5}});
    path.moveTo(12, 9.5);
    path.cubicTo(12, 5.5, 19.5, 5.5, 19.5, 9.8);
    path.cubicTo(19.5, 12.3, 15, 14, 12, 17.5);
    path.lineTo(20, 17.5);
    return path;
}

QPainterPath folder()
{
    return polygon({{4, 18.5}, {4, 5.5}, {9.5, 5.5}, {11.5, 8}, {20, 8}, {20, 18.5}});
}

QPainterPath disk()
{
    return joined({polygon({{4.5, 4.5}, {16, 4.5}, {19.5, 8}, {19.5, 19.5}, {4.5, 19.5}}),
        polyline({{8, 4.5}, {8, 9}, {14.5, 9}, {14.5, 4.5}}), polyline({{8, 19.5}, {8, 14}, {16, 14}, {16, 19.5}})});
}

QPainterPath layers()
{
    return joined({polygon({{12, 4}, {20.5, 8.5}, {12, 13}, {3.5, 8.5}}),
        polyline({{3.5, 12.5}, {12, 17}, {20.5, 12.5}}), polyline({{3.5, 16.5}, {12, 21}, {20.5, 16.5}})});
}

QPainterPath grid()
{
    return joined({box(4.5, 4.5, 6, 6), box(13.5, 4.5, 6, 6), box(4.5, 13.5, 6, 6), box(13.5, 13.5, 6, 6)});
}

QPainterPath network()
{
    return joined({circle(5.5, 6.5, 2), circle(5.5, 17.5, 2), circle(18.5, 12, 2), line(7.6, 7.3, 16.5, 11.2),
        line(7.6, 16.7, 16.5, 12.8)});
}

QPainterPath database()
{
    QPainterPath path;
    path.addEllipse(QRectF(5, 3.5, 14, 5));
    return joined({path, line(5, 6, 5, 18), line(19, 6, 19, 18), arc(QRectF(5, 9.5, 14, 5), 180, 180),
        arc(QRectF(5, 15.5, 14, 5), 180, 180)});
}

QPainterPath sun()
{
    QPainterPath path = circle(12, 12, 3.8);
    for (int ray = 0; ray < 8; ++ray)
        path.addPath(QTransform().translate(12, 12).rotate(45.0 * ray).map(line(0, -6.8, 0, -8.8)));
    return path;
}

QPainterPath moon()
{
    return circle(11.5, 12.5, 7.5).subtracted(circle(15.5, 8.5, 6.5));
}

QPainterPath question()
{
    QPainterPath path(QPointF(9.4, 9.6));
    path.cubicTo(9.4, 6.3, 14.6, 6.3, 14.6, 9.6);
    path.cubicTo(14.6, 11.4, 12, 11.8, 12, 13.8);
    return path;
}

/// A stroke that leans, and an arrow to one that stands upright.
QPainterPath uprightOne()
{
    return joined({line(3, 19, 9, 5), line(9.5, 12, 15.5, 12), polyline({{13, 9.3}, {15.7, 12}, {13, 14.7}}), line(20, 5, 20, 19)});
}

/// A picture in its frame: a sun over hills.
QPainterPath picture()
{
    return joined({box(3.5, 5, 17, 14), circle(8.5, 9.7, 1.6), polyline({{4, 17}, {9.5, 13}, {12.5, 15.5}, {16, 11.5}, {20, 15.5}})});
}

/// Cards in two rows, of which one is wide.
QPainterPath cards()
{
    return joined({box(4, 4.5, 16, 6.5), box(4, 14, 7, 5.5), box(14, 14, 6, 5.5)});
}

/// A plane that a curve divides.
QPainterPath dividedPlane()
{
    QPainterPath curve(QPointF(4.5, 15.5));
    curve.cubicTo(10, 16.5, 9, 7.5, 19.5, 8.5);
    return joined({box(4.5, 4.5, 15, 15), curve});
}

QPainterPath gear()
{
    QPainterPath path = joined({circle(12, 12, 3), circle(12, 12, 6.2)});
    for (int tooth = 0; tooth < 8; ++tooth)
        path.addPath(QTransform().translate(12, 12).rotate(45.0 * tooth).map(line(0, -6.2, 0, -8.8)));
    return path;
}

QPainterPath dot(double x, double y)
{
    return circle(x, y, 1.2);
}

QPainterPath triangle()
{
    return polygon({{12, 4.5}, {20.5, 19}, {3.5, 19}});
}

QPainterPath forwardTriangle(double x, double width)
{
    return polygon({{x, 5.5}, {x + width, 12}, {x, 18.5}});
}

} // namespace

IconShape shapeOf(Icon icon)
{
    switch (icon) {
    case Icon::Pen: return {.lines = pen(), .solids = {}};
    case Icon::Eraser: return {.lines = eraser(), .solids = {}};
    case Icon::Undo: return {.lines = undoArrow(), .solids = {}};
    case Icon::Redo: return {.lines = mirrored(undoArrow()), .solids = {}};
    case Icon::Clear: return {.lines = bin(), .solids = {}};
    case Icon::Ink: return {.lines = threeOfInk(), .solids = {}};
    case Icon::Pixels:
        return {.lines = box(4.5, 4.5, 15, 15, 1), .solids = joined({box(4.5, 4.5, 5, 5, 0), box(14.5, 4.5, 5, 5, 0),
            box(9.5, 9.5, 5, 5, 0), box(4.5, 14.5, 5, 5, 0), box(14.5, 14.5, 5, 5, 0)})};
    case Icon::Numbers: return {.lines = oneTwo(), .solids = {}};
    case Icon::Upright: return {.lines = uprightOne(), .solids = {}};
    case Icon::Play: return {.lines = {}, .solids = forwardTriangle(7, 12)};
    case Icon::Pause: return {.lines = {}, .solids = joined({box(6, 5, 4, 14, 1), box(14, 5, 4, 14, 1)})};
    case Icon::Step: return {.lines = line(17.5, 6, 17.5, 18), .solids = forwardTriangle(5.5, 9)};
    case Icon::FastForward: return {.lines = {}, .solids = joined({forwardTriangle(4, 8), forwardTriangle(12, 8)})};
    case Icon::Stop: return {.lines = {}, .solids = box(6, 6, 12, 12, 1.5)};
    case Icon::Restart: return {.lines = circularArrow(), .solids = {}};
    case Icon::Dice:
        return {.lines = box(4.5, 4.5, 15, 15, 3), .solids = joined({dot(8.7, 8.7), dot(15.3, 8.7), dot(12, 12),
            dot(8.7, 15.3), dot(15.3, 15.3)})};
    case Icon::Open: return {.lines = folder(), .solids = {}};
    case Icon::Save: return {.lines = disk(), .solids = {}};
    case Icon::Add: return {.lines = joined({line(12, 5, 12, 19), line(5, 12, 19, 12)}), .solids = {}};
    case Icon::Remove: return {.lines = line(5, 12, 19, 12), .solids = {}};
    case Icon::Up: return {.lines = polyline({{6, 14.5}, {12, 8.5}, {18, 14.5}}), .solids = {}};
    case Icon::Down: return {.lines = polyline({{6, 9.5}, {12, 15.5}, {18, 9.5}}), .solids = {}};
    case Icon::Close: return {.lines = joined({line(6, 6, 18, 18), line(18, 6, 6, 18)}), .solids = {}};
    case Icon::Export:
        return {.lines = joined({line(12, 4, 12, 15), polyline({{7.5, 8.5}, {12, 4}, {16.5, 8.5}}),
            polyline({{4.5, 14}, {4.5, 19.5}, {19.5, 19.5}, {19.5, 14}})}), .solids = {}};
    case Icon::Reset: return {.lines = mirrored(circularArrow()), .solids = {}};
    case Icon::Curve:
    {
        QPainterPath curve(QPointF(7.5, 6.5));
        curve.cubicTo(9, 14, 12, 15.5, 20, 15.5);
        return {.lines = joined({polyline({{4, 4}, {4, 20}, {20, 20}}), curve}), .solids = {}};
    }
    case Icon::Layers: return {.lines = layers(), .solids = {}};
    case Icon::Grid: return {.lines = grid(), .solids = {}};
    case Icon::Network: return {.lines = network(), .solids = {}};
    case Icon::Database: return {.lines = database(), .solids = {}};
    case Icon::Sun: return {.lines = sun(), .solids = {}};
    case Icon::Moon: return {.lines = moon(), .solids = {}};
    case Icon::Help: return {.lines = joined({circle(12, 12, 8.5), question()}), .solids = dot(12, 16.8)};
    case Icon::Info: return {.lines = joined({circle(12, 12, 8.5), line(12, 11.5, 12, 16.5)}), .solids = dot(12, 8)};
    case Icon::Warning: return {.lines = joined({triangle(), line(12, 10, 12, 14)}), .solids = dot(12, 16.6)};
    case Icon::Cards: return {.lines = cards(), .solids = {}};
    case Icon::Picture: return {.lines = picture(), .solids = {}};
    case Icon::Plane: return {.lines = dividedPlane(), .solids = joined({dot(8.5, 9), dot(15.5, 15)})};
    case Icon::Rings: return {.lines = joined({circle(9, 9.5, 5), circle(15, 9.5, 5), circle(12, 14.8, 5)}), .solids = {}};
    case Icon::Gear: return {.lines = gear(), .solids = {}};
    case Icon::Histogram:
        return {.lines = joined({line(3.5, 19.5, 20.5, 19.5), box(5, 14, 3.5, 5.5, 0), box(8.5, 5.5, 3.5, 14, 0),
            box(12, 9.5, 3.5, 10, 0), box(15.5, 16, 3.5, 3.5, 0)}), .solids = {}};
    }
    Q_UNREACHABLE();
}
