#pragma once

#include <QRectF>
#include <QSizeF>
#include <Qt>

class QKeyEvent;

/// The rectangle that says which part of a picture counts, in shares of its width and height; the pointer and the
/// keyboard change it. Whoever drags an edge or a corner moves that, whoever drags elsewhere draws a new one; the inside
/// of one that a person has drawn is dragged as a whole.
class CropFrame
{
public:
    /// What a press would take hold of.
    struct Grip
    {
        Qt::Edges edges{}; ///< that follow the pointer
        bool isWhole = false; ///< all of it does; neither: a new frame begins

        bool operator==(const Grip&) const = default;
    };

    const QRectF& area() const { return m_area; }
    /// By a person; else it is what the program found, or all of the picture.
    bool isChosen() const { return m_isChosen; }
    /// Else it is the picture's own border, and a drag that begins there means another frame.
    bool hasGrips() const { return m_isChosen || m_area != QRectF(0, 0, 1, 1); }
    void set(const QRectF& area, bool isChosen);

    /// reach: how far from an edge it is still meant.
    Grip gripAt(const QPointF& place, const QSizeF& reach) const;

    void press(const QPointF& place, const QSizeF& reach);
    void dragTo(const QPointF& place);

    /// Whether press() would do something with it: arrows move the frame, with Shift its lower right corner; Esc takes
    /// back what a person has chosen.
    bool wants(const QKeyEvent& key) const;
    enum class Order { None, Change, Reset };
    Order press(const QKeyEvent& key);

private:
    QRectF m_area{0, 0, 1, 1};
    bool m_isChosen = false;
    // Of the present gesture:
    Grip m_grip;
    QRectF m_before;
    QPointF m_pressed;
};
