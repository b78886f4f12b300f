#pragma once

#include "ui/pad/digit_boxes.h"

#include <QImage>
#include <QWidget>

/// A picture that came from outside, as it is, with what was found in it framed.
class PictureView : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    /// In shares of the picture's width and height, [0, 1].
    void setBoxes(const DigitBoxes& boxes);
    const DigitBoxes& boxes() const { return m_boxes; }

    QSize sizeHint() const override { return {240, 240}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

signals:
    void boxClicked(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRectF pictureArea() const;
    DigitBoxes placedBoxes() const;

    QImage m_picture;
    DigitBoxes m_boxes;
};
