#include "app/session/notices.h"

#include <QTimerEvent>

#include <algorithm>
#include <chrono>
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
        const bool isOutdone = notice.level == Notice::Level::Notice && old.level == Notice::Level::Notice;
        return isOfTheSame || isRepeated || isOutdone;
    });
    const auto isLessUrgent = [&](const Said& said) { return said.notice.level < notice.level; };
    m_said.insert(std::ranges::find_if(m_said, isLessUrgent), {id, std::move(notice)});
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
    const bool canDie = std::ranges::any_of(m_said, [](const Said& said) { return said.notice.lives.has_value(); });
    if (canDie && m_watch == 0)
        m_watch = startTimer(watchPause);
    else if (!canDie && m_watch != 0)
        killTimer(std::exchange(m_watch, 0));
    emit changed();
}
