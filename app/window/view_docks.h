#pragma once

#include "app/session/context.h"
#include "app/views/view.h"

#include <QObject>

#include <memory>
#include <optional>
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
    /// How much of the window each part has at first. besidePage: the least width of what is beside it, where there is room.
    void divide(int besidePage = 0);
    /// Of what is beside the page.
    int widthBesidePage() const;
    /// The window has another size: what is beside the page has its share if nobody has given it another, else it stays as it
    /// is. Qt would give it half of what is new.
    void follow(QSize before);
    /// In so low a window what stands below the pad lies behind the page: the pad needs the height.
    void stackIfLow(int height);
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QDockWidget* add(const ViewInfo& view, const Context& context);
    std::vector<QDockWidget*> docksIn(Area area) const;
    static bool isInPlace(const QDockWidget* dock);
    bool isPage(const QDockWidget* dock) const;
    int widthWithoutRail(int width) const;
    void showPage(QDockWidget* page);
    void setPage(QDockWidget* page);
    void fillWorkspace();

    QMainWindow& m_window;
    DockTitles* m_titles;
    std::vector<ViewInfo> m_views;
    std::vector<QDockWidget*> m_docks; ///< in the order of m_views
    std::vector<QDockWidget*> m_pages; ///< as they were shown, the last one in front
    std::optional<int> m_besideBefore; ///< what is beside the page was so wide until a moment ago
    int m_followedWidth = 0; ///< of the window, when the border beside the page was last set by it
    bool m_isArranging = false;
};
