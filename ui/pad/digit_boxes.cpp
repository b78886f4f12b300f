#include "ui/pad/digit_boxes.h"

#include "ui/pad/pad_painting.h"
#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

std::optional<int> boxAt(const DigitBoxes& boxes, const QPointF& point)
{
    std::optional<int> best;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].cells.contains(point) && (!best || boxes[i].cells.width() < boxes[std::size_t(*best)].cells.width()))
            best = int(i);
    }
    return best;
}

void paintBoxes(QPainter& painter, const PadGeometry& geometry, const DigitBoxes& boxes)
{
    DigitBoxes placed = boxes;
    for (DigitBox& box : placed)
        box.cells = geometry.toWidget(box.cells);
    paintBoxes(painter, placed);
}

void paintBoxes(QPainter& painter, const DigitBoxes& boxes)
{
    const Theme& t = theme();
    painter.save();
    QFont font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    for (const DigitBox& box : boxes) {
        const QColor colour = box.isSelected ? t.accent : t.mutedText;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, box.isSelected ? 2 : 1));
        painter.drawRect(box.cells);
        if (box.text.isEmpty())
            continue;
        // On a ground of its own, so that it is read on ink too; within what is visible when the digit stands at the top.
        QRectF tag(0, 0, metrics.horizontalAdvance(box.text) + 8, metrics.height());
        tag.moveCenter({box.cells.center().x(), 0});
        tag.moveBottom(std::max(box.cells.top(), tag.height() + 4));
        painter.fillRect(tag, colour);
        painter.setPen(box.isSelected ? t.onAccent : t.panel);
        painter.drawText(tag, Qt::AlignCenter, box.text);
    }
    painter.restore();
}
