#pragma once

#include "app/views/view.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

/// Holds one view in its place: makes it when it first comes into sight, and refreshes it while it is there, at most once a
/// frame. What the person does is answered at once.
class ViewHost : public QObject
{
    Q_OBJECT

public:
    /// place: a widget with nothing in it, which the view fills, and its parent.
    ViewHost(const ViewInfo& info, const Context& context, QWidget* place);
    ~ViewHost() override;

    const ViewInfo& info() const { return m_info; }
    /// Null until it was first in sight.
    View* view() const { return m_view.get(); }
    /// Makes it, whether or not it is in sight.
    View& makeView();
    /// A dock behind another one counts as visible for Qt, so whoever knows says it.
    void setInSight(bool isInSight);

signals:
    void made();

private:
    void note(Inspection::Changes what);
    void refresh();

    ViewInfo m_info;
    Context m_context;
    QWidget* m_place;
    bool m_isInSight = false;
    std::unique_ptr<View> m_view;
    Inspection::Changes m_pending = Inspection::Everything;
    QElapsedTimer m_sinceRefresh;
    QTimer m_later;
};
