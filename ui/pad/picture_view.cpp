#include "ui/pad/picture_view.h"

#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Picture"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setPicture(const QImage& picture)
{
    m_picture = picture;
    m_boxes.clear();
    setAccessibleDescription(tr("%1 × %2 pixels").arg(picture.width()).arg(picture.height()));
    update();
}

void PictureView::setBoxes(const DigitBoxes& boxes)
{
    if (boxes == m_boxes)
        return;
    m_boxes = boxes;
    update();
}

QRectF PictureView::pictureArea() const
{
    const QSizeF size = QSizeF(m_picture.size()).scaled(QSizeF(width() - 2, height() - 2), Qt::KeepAspectRatio);
    return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

DigitBoxes PictureView::placedBoxes() const
{
    const QRectF area = pictureArea();
    DigitBoxes placed = m_boxes;
    for (DigitBox& box : placed)
        box.cells = QRectF(area.left() + box.cells.left() * area.width(), area.top() + box.cells.top() * area.height(),
                           box.cells.width() * area.width(), box.cells.height() * area.height());
    return placed;
}

void PictureView::paintEvent(QPaintEvent*)
{
    if (m_picture.isNull())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRectF area = pictureArea();
    painter.fillRect(area, theme().paper);
    painter.drawImage(area, m_picture);
    painter.setPen(theme().border);
    painter.drawRect(area);
    paintBoxes(painter, placedBoxes());
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (const auto index = boxAt(placedBoxes(), event->position()))
        emit boxClicked(*index);
}
