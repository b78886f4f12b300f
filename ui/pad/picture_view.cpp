#include "ui/pad/picture_view.h"

#include "ui/pad/pad_accessibility.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    installPadAccessibility();
    setAccessibleName(tr("Picture"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setToolTip(tr("Drag a frame round what is to be read. Arrows move it, with Shift its lower right corner; Esc takes it "
                  "away."));
}

void PictureView::setPicture(const QImage& picture)
{
    if (picture.cacheKey() == m_picture.cacheKey())
        return;
    m_picture = picture;
    m_boxes.clear();
    m_pressed.reset();
    m_isDragging = false;
    m_frame.set({0, 0, 1, 1}, false);
    describe();
    update();
}

void PictureView::setBoxes(const DigitBoxes& boxes)
{
    if (boxes == m_boxes)
        return;
    m_boxes = boxes;
    update();
}

void PictureView::setCrop(const QRectF& area, bool isChosen)
{
    if (m_isDragging || (area == m_frame.area() && isChosen == m_frame.isChosen()))
        return;
    m_frame.set(area, isChosen);
    describe();
    update();
}

void PictureView::describe()
{
    const auto percent = [](double share) { return int(std::lround(100 * share)); };
    const QRectF& area = m_frame.area();
    const QString size = tr("%1 × %2 pixels").arg(m_picture.width()).arg(m_picture.height());
    setAccessibleDescription(tr("%1. Read from %2 % to %3 % of its width and from %4 % to %5 % of its height. Arrows move "
                                "this frame, with Shift its lower right corner; Esc takes it away.")
                                 .arg(size)
                                 .arg(percent(area.left()))
                                 .arg(percent(area.right()))
                                 .arg(percent(area.top()))
                                 .arg(percent(area.bottom())));
}

QRectF PictureView::pictureArea() const
{
    const QSizeF size = QSizeF(m_picture.size()).scaled(QSizeF(width() - 4, height() - 4), Qt::KeepAspectRatio);
    return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QPointF PictureView::sharesAt(const QPointF& position) const
{
    const QRectF area = pictureArea();
    return {(position.x() - area.left()) / area.width(), (position.y() - area.top()) / area.height()};
}

QRectF PictureView::placed(const QRectF& shares) const
{
    const QRectF area = pictureArea();
    return {area.left() + shares.left() * area.width(), area.top() + shares.top() * area.height(),
            shares.width() * area.width(), shares.height() * area.height()};
}

DigitBoxes PictureView::placedBoxes() const
{
    DigitBoxes boxes = m_boxes;
    for (DigitBox& box : boxes)
        box.cells = placed(box.cells);
    return boxes;
}

QSizeF PictureView::reach() const
{
    const QRectF area = pictureArea();
    return {scaled(7.0) / area.width(), scaled(7.0) / area.height()};
}

void PictureView::paintCrop(QPainter& painter) const
{
    const QRectF crop = placed(m_frame.area());
    QPainterPath rest;
    rest.addRect(pictureArea());
    rest.addRect(crop);
    QColor veil = theme().panel;
    veil.setAlphaF(0.65f);
    painter.fillPath(rest, veil);
    // A light line on a dark one, so that it is seen on any picture.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), scaled(3.0)));
    painter.drawRect(crop);
    painter.setPen(QPen(Qt::white, scaled(1.0)));
    painter.drawRect(crop);
    if (!m_frame.hasGrips())
        return;
    const double side = scaled(7.0);
    painter.setPen(QPen(QColor(0, 0, 0, 180), 1));
    painter.setBrush(Qt::white);
    for (const QPointF& corner : {crop.topLeft(), crop.topRight(), crop.bottomLeft(), crop.bottomRight()}) {
        QRectF handle(0, 0, side, side);
        handle.moveCenter(corner);
        painter.drawRect(handle);
    }
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
    paintCrop(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? QPen(theme().accent, 2) : QPen(theme().border, 1));
    painter.drawRect(area.adjusted(-1, -1, 1, 1));
    paintBoxes(painter, placedBoxes());
}

bool PictureView::event(QEvent* event)
{
    // Arrows lead to the next sample elsewhere in the window; here they move the frame.
    if (event->type() == QEvent::ShortcutOverride && m_frame.wants(*static_cast<QKeyEvent*>(event)))
        event->accept();
    return QWidget::event(event);
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_picture.isNull())
        return;
    m_pressed = event->position();
    m_frame.press(sharesAt(event->position()), reach());
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed) {
        showGrip(event->position());
        return;
    }
    const double distance = (event->position() - *m_pressed).manhattanLength();
    if (!m_isDragging && distance < QApplication::startDragDistance())
        return; // a hand is never quite still
    m_isDragging = true;
    m_frame.dragTo(sharesAt(event->position()));
    describe();
    update();
    emit cropChosen(m_frame.area());
}

/// A press without a drag means the digit that is there.
void PictureView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed.reset();
    if (std::exchange(m_isDragging, false)) {
        showGrip(event->position());
        return;
    }
    if (const auto index = boxAt(placedBoxes(), event->position()))
        emit boxClicked(*index);
}

void PictureView::showGrip(const QPointF& position)
{
    const CropFrame::Grip grip = m_frame.gripAt(sharesAt(position), reach());
    const bool isAcross = grip.edges & (Qt::LeftEdge | Qt::RightEdge);
    const bool isAlong = grip.edges & (Qt::TopEdge | Qt::BottomEdge);
    const bool falls = grip.edges == (Qt::LeftEdge | Qt::TopEdge) || grip.edges == (Qt::RightEdge | Qt::BottomEdge);
    setCursor(isAcross && isAlong ? (falls ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor)
                  : isAcross      ? Qt::SizeHorCursor
                  : isAlong       ? Qt::SizeVerCursor
                  : grip.isWhole  ? Qt::SizeAllCursor
                                  : Qt::CrossCursor);
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    switch (m_frame.press(*event)) {
    case CropFrame::Order::None:
        if (!m_frame.wants(*event))
            QWidget::keyPressEvent(event);
        break;
    case CropFrame::Order::Change:
        describe();
        update();
        emit cropChosen(m_frame.area());
        break;
    case CropFrame::Order::Reset:
        emit cropReset();
        break;
    }
}
