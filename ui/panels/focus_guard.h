#pragma once

#include <QObject>

class QWidget;

/// Keeps the keyboard with the window until somebody chooses a field on purpose: by Tab, by a click, or by a command that
/// says so. Where a button or a page that had it goes away, Qt moves it on to the next field, and digits would land there.
class FocusGuard : public QObject
{
    Q_OBJECT

public:
    /// window: what gets the keyboard instead.
    explicit FocusGuard(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
    bool m_isTabPressed = false;
};
