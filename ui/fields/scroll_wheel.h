#pragma once

#include <QObject>

/// The wheel scrolls. A number or a slider takes it only while it has the focus, a closed list and a row of tabs never; and
/// it never moves the focus, so that no digit lands in a field that was not chosen.
class ScrollWheel : public QObject
{
public:
    /// Works in every window of the application, as long as it lives.
    explicit ScrollWheel(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};
