#include "app/session/notices.h"

#include <QTimerEvent>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr auto watchPause = 200ms;

bool isDead(const Notice& notice)
{
    return notice.lives && notice.lives->expired();
}

} // namespace

Notices::Notices(QObject* parent)
    : QObject(parent)
{
}

Notices::Id Notices::say(Notice notice)
{
    const Id id = ++m_lastId;
    std::erase_if(m_said, [&](const Said& said) {
        const Notice& old = said.notice;
        const bool isOfTheSame = !notice.subject.isEmpty() && old.subject == notice.subject;
        const bool isRepeated = old.level == notice.level && old.sentence == notice.sentence;
        const bool isOutdone = notice.level == Notice::Level::Notice && old.level == Notice::Level::Notice && !old.action;
        return isOfTheSame || isRepeated || isOutdone;
    });
    m_said.insert(m_said.begin(), {id, std::move(notice)});
    settle();
    return id;
}

void Notices::expire(const QString& subject)
{
    remove([&](const Said& said) { return !subject.isEmpty() && said.notice.subject == subject; });
}

void Notices::withdraw(Id id)
{
    remove([id](const Said& said) { return said.id == id; });
}

void Notices::dismiss()
{
    if (!m_said.empty())
        withdraw(m_said.front().id);
}

void Notices::showNext()
{
    std::erase_if(m_said, [](const Said& said) { return isDead(said.notice); });
    if (m_said.size() > 1)
        std::ranges::rotate(m_said, m_said.begin() + 1);
    settle();
}

void Notices::setHeld(bool held)
{
    m_isHeld = held;
    watchStay();
}

void Notices::answer()
{
    const Notice* notice = shown();
    if (!notice || !notice->action)
        return;
    const auto run = notice->action->run;
    const auto held = notice->lives ? notice->lives->lock() : nullptr; // while the action runs
    dismiss();
    if (run)
        run();
}

const Notice* Notices::shown() const
{
    const auto alive = std::ranges::find_if_not(m_said, isDead, &Said::notice);
    return alive == m_said.end() ? nullptr : &alive->notice;
}

std::size_t Notices::waiting() const
{
    const auto alive = std::size_t(std::ranges::count_if(m_said, [](const Said& said) { return !isDead(said.notice); }));
    return alive == 0 ? 0 : alive - 1;
}

void Notices::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_watch)
        remove([](const Said& said) { return isDead(said.notice); });
    else if (event->timerId() == m_stay)
        dismiss();
}

void Notices::remove(const std::function<bool(const Said&)>& isToGo)
{
    if (std::erase_if(m_said, isToGo) > 0)
        settle();
}

/// What is dead goes before anybody sees it; what can die is watched.
void Notices::settle()
{
    std::erase_if(m_said, [](const Said& said) { return isDead(said.notice); });
    watchLife();
    watchStay();
    emit changed();
}

void Notices::watchLife()
{
    const bool canDie = std::ranges::any_of(m_said, [](const Said& said) { return said.notice.lives.has_value(); });
    if (canDie && m_watch == 0)
        m_watch = startTimer(watchPause);
    else if (!canDie && m_watch != 0)
        killTimer(std::exchange(m_watch, 0));
}

/// From now on: what was behind another has its whole time.
void Notices::watchStay()
{
    if (m_stay != 0)
        killTimer(std::exchange(m_stay, 0));
    const bool isMere = !m_said.empty() && m_said.front().notice.level == Notice::Level::Notice;
    if (isMere && !m_isHeld)
        m_stay = startTimer(m_said.front().notice.action ? 3 * m_patience : m_patience);
}
