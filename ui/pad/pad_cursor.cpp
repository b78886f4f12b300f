#include "ui/pad/pad_cursor.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

QCursor brushCursor(double diameter, double devicePixelRatio, bool isEraser)
{
    constexpr double largest = 96;
    if (diameter > largest)
        return QCursor(Qt::CrossCursor);

    const double ring = std::max(diameter, 6.0);
    const int side = int(std::ceil(ring)) + 5;
    const QSize pixels(int(std::ceil(side * devicePixelRatio)), int(std::ceil(side * devicePixelRatio)));
    QPixmap picture(pixels);
    picture.setDevicePixelRatio(devicePixelRatio);
    picture.fill(Qt::transparent);

    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(side / 2.0, side / 2.0);
    const Theme& t = theme();
    painter.setBrush(isEraser ? QBrush(QColor(t.paper.red(), t.paper.green(), t.paper.blue(), 110)) : QBrush(Qt::NoBrush));
    painter.setPen(QPen(t.paper, 3));
    painter.drawEllipse(centre, ring / 2, ring / 2);
    painter.setPen(QPen(isEraser ? t.mutedText : t.accent, 1.3));
    painter.drawEllipse(centre, ring / 2, ring / 2);
    painter.end();
    return QCursor(picture, side / 2, side / 2);
}
