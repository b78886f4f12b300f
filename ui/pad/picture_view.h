#pragma once

#include "ui/pad/crop_frame.h"
#include "ui/pad/digit_boxes.h"

#include <QImage>
#include <QWidget>

#include <optional>

/// A picture that came from outside, as it is, with what was found in it framed. A frame dragged over it says which part
/// of it counts; the rest is pale.
class PictureView : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    /// In shares of the picture's width and height, [0, 1].
    void setBoxes(const DigitBoxes& boxes);
    const DigitBoxes& boxes() const { return m_boxes; }
    /// The part that counts, likewise; while somebody drags it, theirs stays. isChosen: by a person.
    void setCrop(const QRectF& area, bool isChosen);
    const QRectF& crop() const { return m_frame.area(); }
    bool isCropChosen() const { return m_frame.isChosen(); }

    /// Where the picture is shown.
    QRectF pictureArea() const;
    QSize sizeHint() const override { return {240, 240}; }
    QSize minimumSizeHint() const override { return {120, 60}; }

signals:
    void boxClicked(int index);
    /// With every move.
    void cropChosen(const QRectF& area);
    void cropReset();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPointF sharesAt(const QPointF& position) const;
    QRectF placed(const QRectF& shares) const;
    DigitBoxes placedBoxes() const;
    QSizeF reach() const;
    void paintCrop(QPainter& painter) const;
    void showGrip(const QPointF& position);
    void describe();

    QImage m_picture;
    DigitBoxes m_boxes;
    CropFrame m_frame;
    std::optional<QPointF> m_pressed; ///< where, while the button is down
    bool m_isDragging = false;
};
