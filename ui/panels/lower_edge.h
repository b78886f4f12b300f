#pragma once

#include <QObject>

#include <QTimer>

#include <map>
#include <vector>

class QWidget;

/// Cards over the lower edge of a window: they lie on top of what is there, whatever is raised, and nothing moves because of
/// them. The first stands lowest, each further one above those that are shown; each where it covers fewest of the buttons and
/// fields, in the middle if it can.
class LowerEdge : public QObject
{
    Q_OBJECT

public:
    /// window: what they lie over.
    explicit LowerEdge(QWidget& window);

    /// A child of the window with a layout; it is placed whenever it is shown or its size changes.
    void add(QWidget& card);
    /// How much of the window's lower edge stays free, in pixels: a status bar, a time bar.
    void setClearance(int pixels);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watch(QWidget& sibling);
    void raise();
    void place();
    QRect placeOf(QWidget& card, int bottom);
    double covered(const QRect& place) const;

    QWidget& m_window;
    std::vector<QWidget*> m_cards;
    std::map<const QWidget*, std::size_t> m_spots; ///< where each stands, of those that a card can have
    int m_clearance = 0;
    bool m_isRaising = false;
    bool m_isPlacing = false;
    QTimer m_later; ///< what lies beneath has not got its own place yet
};
