#include "app/window/notice_presenter.h"

#include "app/session/commands.h"
#include "app/session/notices.h"
#include "ui/panels/lower_edge.h"
#include "ui/panels/notice_strip.h"

namespace {

NoticeStrip::Level levelOf(Notice::Level level)
{
    switch (level) {
    case Notice::Level::Notice:
        return NoticeStrip::Level::Notice;
    case Notice::Level::Warning:
        return NoticeStrip::Level::Warning;
    case Notice::Level::Error:
        return NoticeStrip::Level::Error;
    }
    return NoticeStrip::Level::Notice;
}

} // namespace

NoticePresenter::NoticePresenter(Notices& notices, Commands& commands, LowerEdge& edge, QWidget& window)
    : QObject(&window)
    , m_notices(notices)
    , m_strip(new NoticeStrip(&window))
{
    edge.add(*m_strip);
    m_strip->setKey(Qt::Key_F6);
    m_strip->clear();
    commands.add({.id = QStringLiteral("view.notice"),
                  .title = tr("Go to the &notice"),
                  .group = tr("View"),
                  .keys = {Qt::Key_F6},
                  .help = tr("Moves the focus to its buttons; Esc leads back"),
                  .run = [this] { m_strip->takeFocus(); },
                  .isEnabled = [&notices] { return notices.shown() != nullptr; }});
    connect(&notices, &Notices::changed, this, &NoticePresenter::show);
    connect(&notices, &Notices::changed, &commands, &Commands::refresh);
    connect(m_strip, &NoticeStrip::actionTriggered, &notices, &Notices::answer);
    connect(m_strip, &NoticeStrip::dismissed, &notices, &Notices::dismiss);
    connect(m_strip, &NoticeStrip::nextRequested, &notices, &Notices::showNext);
    connect(m_strip, &NoticeStrip::attended, &notices, &Notices::setHeld);
    show();
}

void NoticePresenter::show()
{
    if (const Notice* notice = m_notices.shown())
        m_strip->setMessage(levelOf(notice->level), notice->sentence, notice->action ? notice->action->title : QString(), m_notices.waiting());
    else
        m_strip->clear();
}
