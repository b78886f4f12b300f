#pragma once

#include "app/session/context.h"
#include "app/views/view.h"

#include <QObject>

#include <memory>
#include <vector>

class DockTitles;
class QDockWidget;
class QMainWindow;
class ViewHost;

/// A dock for every view that there is. It knows no view by name: what it has to know stands in its ViewInfo.
class ViewDocks : public QObject
{
    Q_OBJECT

public:
    ViewDocks(const std::vector<ViewInfo>& views, const Context& context, QMainWindow& window);
    ~ViewDocks() override;

    /// As they stand at first: the pages of the workspace behind tabs, the pad and what is below it beside them.
    void reset();
    /// Every one in a window of its own, all in sight.
    void floatAll();
    /// Brings it into sight; nothing where there is none of this id.
    void show(const QString& id);

    const std::vector<QDockWidget*>& docks() const { return m_docks; }

private:
    QDockWidget* add(const ViewInfo& view, const Context& context);
    std::vector<QDockWidget*> docksIn(Area area) const;

    QMainWindow& m_window;
    DockTitles* m_titles;
    std::vector<ViewInfo> m_views;
    std::vector<QDockWidget*> m_docks; ///< in the order of m_views
};
