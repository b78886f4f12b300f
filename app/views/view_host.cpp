#include "app/views/view_host.h"

#include <QVBoxLayout>
#include <QWidget>

#include <utility>

namespace {

constexpr int frameMilliseconds = 16;

} // namespace

ViewHost::ViewHost(const ViewInfo& info, const Context& context, QWidget* place)
    : QObject(place)
    , m_info(info)
    , m_context(context)
    , m_place(place)
{
    auto* layout = new QVBoxLayout(place); // from now on: a dock cannot do with a place that has no size at all
    layout->setContentsMargins({});
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &ViewHost::refresh);
    connect(&context.inspection, &Inspection::changed, this, &ViewHost::note);
}

ViewHost::~ViewHost() = default;

View& ViewHost::makeView()
{
    if (!m_view) {
        m_view = m_info.make(m_context);
        m_place->layout()->addWidget(m_view->widget());
        m_view->widget()->show();
        emit made();
    }
    return *m_view;
}

void ViewHost::setInSight(bool isInSight)
{
    if (isInSight)
        makeView();
    if (isInSight != std::exchange(m_isInSight, isInSight) && m_view)
        m_view->setInSight(isInSight);
    refresh();
}

/// A change by the person, and one after a pause, is shown at once; what follows within a frame, together.
void ViewHost::note(Inspection::Changes what)
{
    m_pending |= what;
    if (!m_isInSight)
        return;
    const qint64 since = m_sinceRefresh.isValid() ? m_sinceRefresh.elapsed() : frameMilliseconds;
    const bool isByPerson = what & (Inspection::SampleOf | Inspection::UnitOf | Inspection::Network | Inspection::Class);
    if (isByPerson || since >= frameMilliseconds)
        refresh();
    else if (!m_later.isActive())
        m_later.start(frameMilliseconds - int(since));
}

void ViewHost::refresh()
{
    if (!m_isInSight || !m_pending)
        return;
    m_later.stop();
    m_sinceRefresh.start();
    m_view->refresh(std::exchange(m_pending, {}));
}
