#pragma once

#include <QObject>

/// Space presses the button, or opens the list, that Tab has gone to. Otherwise it is a key of the whole window: after a
/// click on a button, which takes the focus as well, it must still do what it does everywhere.
class SpaceKey : public QObject
{
public:
    /// Works in every window of the application, as long as it lives.
    explicit SpaceKey(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_isByKeys = false; ///< Tab was pressed since the last click
};
