#pragma once

#include <QObject>

#include <vector>

class QWidget;

/// Cards over the lower edge of a window: they lie on top of what is there, and nothing moves because of them. The first
/// stands lowest, each further one above those that are shown.
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
    /// On top again, after something else was raised.
    void raise();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QWidget& m_window;
    std::vector<QWidget*> m_cards;
    int m_clearance = 0;
    bool m_isPlacing = false;
};
