#pragma once

#include <QPointF>

#include <optional>

class QKeyEvent;

/// A pen that the keyboard moves over the cells of a pad: Enter takes it up, the arrows move it by a cell (with Shift by
/// four), Space sets it down and lifts it, Esc puts it away.
class KeyPen
{
public:
    enum class Order {
        None, ///< the key means nothing here
        Move,
        SetDown,
        Lift,
        PutAway, ///< lifted, if it was down
    };

    bool isInUse() const { return m_position.has_value(); }
    bool isDown() const { return m_isDown; }
    /// In cells; only while in use.
    QPointF position() const { return *m_position; }

    /// In the middle of so many columns of cells, lifted.
    void takeUp(int columns);
    void putAway();
    /// Whether press() would do something with it.
    bool wants(const QKeyEvent& key) const;
    Order press(const QKeyEvent& key, int columns);

private:
    std::optional<QPointF> m_position;
    bool m_isDown = false;
};
