#pragma once

#include "app/session/context.h"
#include "app/views/view.h"

#include <QObject>

#include <memory>
#include <vector>

class DockTitles;
class QDockWidget;
class QMainWindow;

/// A dock for every view that there is. It knows no view by name: what it has to know stands in its ViewInfo. The pages of
/// the workspace share one place, where one is shown at a time; they can be moved elsewhere, and come loose.
class ViewDocks : public QObject
{
    Q_OBJECT

public:
    ViewDocks(const std::vector<ViewInfo>& views, const Context& context, QMainWindow& window);
    ~ViewDocks() override;

    /// As they stand at first: one page in the workspace, the pad and what is below it beside it.
    void reset();
    /// How much of the window each part has at first.
    void divide();
    /// Every one in a window of its own, all in sight.
    void floatAll();
    /// Brings it into sight: a page takes the place of the one that was there. Nothing where there is none of this id.
    void show(const QString& id);
    /// The page that was shown last.
    QString page() const;

    const std::vector<QDockWidget*>& docks() const { return m_docks; }
    const std::vector<ViewInfo>& views() const { return m_views; } ///< of the docks, in their order

    /// Where everything stands.
    QByteArray saveState() const;
    /// False where it is none that fits: nothing changes.
    bool restoreState(const QByteArray& state);

signals:
    void pageChanged();

private:
    QDockWidget* add(const ViewInfo& view, const Context& context);
    std::vector<QDockWidget*> docksIn(Area area) const;
    bool isPage(const QDockWidget* dock) const;
    void showPage(QDockWidget* page);
    void setPage(QDockWidget* page);
    void fillWorkspace();

    QMainWindow& m_window;
    DockTitles* m_titles;
    std::vector<ViewInfo> m_views;
    std::vector<QDockWidget*> m_docks; ///< in the order of m_views
    std::vector<QDockWidget*> m_pages; ///< as they were shown, the last one in front
    bool m_isArranging = false;
};
