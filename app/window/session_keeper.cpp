#include "app/window/session_keeper.h"

#include "app/ensemble_members.h"
#include "app/workbench.h"
#include "ui/pad/digit_pad.h"

#include <memory>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr auto pauseWhileTraining = 1min;
constexpr auto pauseAfterFailure = 1min;

bool isTraining(const Workbench& workbench)
{
    const Workbench::Phase phase = workbench.progress().phase;
    return phase == Workbench::Phase::Running || phase == Workbench::Phase::Evaluating;
}

std::vector<const engine::SavedModel*> membersOf(const EnsembleMembers& ensemble)
{
    std::vector<const engine::SavedModel*> members;
    for (std::size_t i = 0; i < ensemble.size(); ++i)
        members.push_back(&ensemble.model(i));
    return members;
}

} // namespace

void restore(const KeptSession::Drawings& drawings, DigitPad& pad)
{
    const bool isWide = pad.isWide();
    const auto draw = [&pad](bool onWidePaper, const std::vector<engine::Stroke>& strokes) {
        if (strokes.empty())
            return;
        pad.setWide(onWidePaper);
        pad.setStrokes(strokes);
    };
    draw(false, drawings.digit);
    draw(true, drawings.number);
    pad.setWide(isWide);
}

SessionKeeper::SessionKeeper(const KeptSession& session, const Watched& watched, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_watched(watched)
    , m_members(membersOf(watched.ensemble))
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &SessionKeeper::tick);
    if (!session.isMine())
        return;
    connect(&watched.workbench, &Workbench::networkReplaced, this, [this] {
        noteNetwork();
        note(m_replacedChanged);
    });
    connect(&watched.workbench, &Workbench::weightsChanged, this, &SessionKeeper::noteNetwork);
    connect(&watched.workbench, &Workbench::recordsArrived, this, &SessionKeeper::noteNetwork);
    connect(&watched.workbench, &Workbench::learningRateChanged, this, &SessionKeeper::noteNetwork);
    connect(&watched.ensemble, &EnsembleMembers::changed, this, &SessionKeeper::onEnsembleChanged);
    connect(&watched.pad, &DigitPad::strokesChanged, this, [this] { note(m_inkChanged); });
}

void SessionKeeper::noteNetwork()
{
    if (m_session.isMine())
        note(m_networkChanged);
}

bool SessionKeeper::isKept() const
{
    return !m_networkChanged && !m_replacedChanged && !m_ensembleChanged && !m_inkChanged && !m_isWriting;
}

void SessionKeeper::keepNow()
{
    m_isAskedFor = true;
    if (!m_isWriting)
        write(Wanted::Everything);
}

/// Of the members alone: their figures are measured anew.
void SessionKeeper::onEnsembleChanged()
{
    auto members = membersOf(m_watched.ensemble);
    if (members != std::exchange(m_members, members))
        note(m_ensembleChanged);
}

void SessionKeeper::note(bool& part)
{
    part = true;
    if (!m_timer.isActive())
        m_timer.start();
}

bool SessionKeeper::networkIsDue() const
{
    return m_networkChanged
        && (!isTraining(m_watched.workbench) || Clock::now() - m_lastNetwork >= pauseWhileTraining);
}

void SessionKeeper::tick()
{
    if (m_isWriting || (m_hasFailed && Clock::now() - m_lastFailure < pauseAfterFailure))
        return;
    if (m_inkChanged || m_ensembleChanged || m_replacedChanged || networkIsDue())
        write(Wanted::WhatIsDue);
    else if (!m_networkChanged)
        m_timer.stop();
}

void SessionKeeper::write(Wanted wanted)
{
    KeptSession::Parts parts;
    if (std::exchange(m_inkChanged, false))
        parts.drawings = {.digit = m_watched.pad.strokesOn(DigitPad::Paper::Digit),
                          .number = m_watched.pad.strokesOn(DigitPad::Paper::Number)};
    if (std::exchange(m_ensembleChanged, false))
        parts.ensemble = m_watched.ensemble.models();
    if (std::exchange(m_replacedChanged, false)) {
        const NetworkState* replaced = m_watched.workbench.replacedNetwork();
        parts.replaced.emplace();
        if (replaced && replaced->isTrained())
            parts.replaced->push_back(*replaced);
    }
    m_isWriting = true;
    if (!(wanted == Wanted::Everything ? m_networkChanged : networkIsDue())) {
        writeParts(std::move(parts));
        return;
    }
    m_networkChanged = false;
    m_lastNetwork = Clock::now();
    m_watched.workbench.requestConsistentState([this, parts = std::move(parts)](const NetworkState& state) mutable {
        parts.network = state;
        writeParts(std::move(parts));
    });
}

void SessionKeeper::writeParts(KeptSession::Parts parts)
{
    const auto shared = std::make_shared<const KeptSession::Parts>(std::move(parts));
    m_jobs.run(
        [&session = m_session, shared] {
            session.write(*shared);
            return true;
        },
        [this](bool) { onWritten(); }, [this, shared](const QString& reason) { onFailed(*shared, reason); });
}

void SessionKeeper::onWritten()
{
    m_isWriting = false;
    m_hasFailed = false;
    emit written();
    const bool isAnswer = m_isAskedFor && isKept();
    if (m_isAskedFor && !isAnswer)
        write(Wanted::Everything); // what had come while this was being written
    if (isAnswer) {
        m_isAskedFor = false;
        emit kept();
    }
}

void SessionKeeper::onFailed(const KeptSession::Parts& parts, const QString& reason)
{
    m_isWriting = false;
    m_networkChanged = m_networkChanged || parts.network;
    m_replacedChanged = m_replacedChanged || parts.replaced;
    m_ensembleChanged = m_ensembleChanged || parts.ensemble;
    m_inkChanged = m_inkChanged || parts.drawings;
    m_lastFailure = Clock::now();
    const bool isAnswer = std::exchange(m_isAskedFor, false);
    if (!std::exchange(m_hasFailed, true) || isAnswer)
        emit failed(tr("What is in this window cannot be kept for its next start: %1. File, Save network as… puts the network elsewhere.").arg(reason));
}
