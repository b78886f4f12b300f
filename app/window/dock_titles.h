#pragma once

#include <QObject>

class QDockWidget;
class QMainWindow;

/// A panel behind a tab says its name there already: its title bar goes, and the room is the panel's. It comes back when
/// the panel stands alone or floats. A tab can be dragged out as the title bar could.
class DockTitles : public QObject
{
    Q_OBJECT

public:
    explicit DockTitles(QMainWindow& window);

    void watch(QDockWidget* dock);

private:
    void update();

    QMainWindow& m_window;
    bool m_isUpdating = false;
};
