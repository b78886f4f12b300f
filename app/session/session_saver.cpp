#include "app/session/session_saver.h"

#include "app/session/ensemble_members.h"
#include "app/session/runs.h"

#include <memory>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr auto pauseWhileTraining = 1min;
constexpr auto pauseAfterFailure = 1min;

std::vector<const engine::SavedModel*> membersOf(const EnsembleMembers& ensemble)
{
    std::vector<const engine::SavedModel*> members;
    for (std::size_t i = 0; i < ensemble.size(); ++i)
        members.push_back(&ensemble.model(i));
    return members;
}

std::vector<RunState> ifTrained(const RunState* network)
{
    return network && network->isTrained() ? std::vector{*network} : std::vector<RunState>();
}

} // namespace

SessionSaver::SessionSaver(const SavedSession& session, const Watched& watched, Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_watched(watched)
    , m_members(membersOf(watched.ensemble))
    , m_jobs(jobs)
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &SessionSaver::tick);
    if (!session.isMine())
        return;
    const Run& run = watched.runs.current();
    connect(&run, &Run::replaced, this, [this] {
        noteNetwork();
        note(m_replacedChanged);
    });
    connect(&run, &Run::weightsChanged, this, &SessionSaver::noteNetwork);
    connect(&run, &Run::logGrew, this, &SessionSaver::noteNetwork);
    connect(&run, &Run::learningRateChanged, this, &SessionSaver::noteNetwork);
    connect(&watched.ensemble, &EnsembleMembers::changed, this, &SessionSaver::onEnsembleChanged);
    connect(&watched.pad, &PadStrokes::changed, this, [this] { note(m_inkChanged); });
}

void SessionSaver::noteNetwork()
{
    if (m_session.isMine())
        note(m_networkChanged);
}

bool SessionSaver::isSaved() const
{
    return !m_networkChanged && !m_replacedChanged && !m_ensembleChanged && !m_inkChanged && !m_isWriting;
}

void SessionSaver::saveNow()
{
    m_isAskedFor = true;
    if (!m_isWriting)
        write(Wanted::Everything);
}

/// Of the members alone: their figures are measured anew.
void SessionSaver::onEnsembleChanged()
{
    auto members = membersOf(m_watched.ensemble);
    if (members != std::exchange(m_members, members))
        note(m_ensembleChanged);
}

void SessionSaver::note(bool& part)
{
    part = true;
    if (!m_timer.isActive())
        m_timer.start();
}

bool SessionSaver::networkIsDue() const
{
    return m_networkChanged
        && (!m_watched.runs.current().isTraining() || Clock::now() - m_lastNetwork >= pauseWhileTraining);
}

void SessionSaver::tick()
{
    if (m_isWriting || (m_hasFailed && Clock::now() - m_lastFailure < pauseAfterFailure))
        return;
    if (m_inkChanged || m_ensembleChanged || m_replacedChanged || networkIsDue())
        write(Wanted::WhatIsDue);
    else if (!m_networkChanged)
        m_timer.stop();
}

void SessionSaver::write(Wanted wanted)
{
    SavedSession::Parts parts;
    if (std::exchange(m_inkChanged, false))
        parts.drawings = m_watched.pad.ink();
    if (std::exchange(m_ensembleChanged, false))
        parts.ensemble = m_watched.ensemble.models();
    if (std::exchange(m_replacedChanged, false)) {
        parts.replaced = ifTrained(m_watched.runs.previous());
        parts.undone = ifTrained(m_watched.runs.undone());
    }
    m_isWriting = true;
    if (!(wanted == Wanted::Everything ? m_networkChanged : networkIsDue())) {
        writeParts(std::move(parts));
        return;
    }
    m_networkChanged = false;
    m_lastNetwork = Clock::now();
    m_watched.runs.current().requestConsistentState([this, parts = std::move(parts)](const RunState& state) mutable {
        parts.network = state;
        writeParts(std::move(parts));
    });
}

void SessionSaver::writeParts(SavedSession::Parts parts)
{
    const auto shared = std::make_shared<const SavedSession::Parts>(std::move(parts));
    m_jobs.finish(
        this, {.failed = [this, shared](const QString& reason) { onFailed(*shared, reason); }},
        [&session = m_session, shared] { session.write(*shared); }, [this] { onWritten(); });
}

void SessionSaver::onWritten()
{
    m_isWriting = false;
    m_hasFailed = false;
    emit written();
    const bool isAnswer = m_isAskedFor && isSaved();
    if (m_isAskedFor && !isAnswer)
        write(Wanted::Everything); // what had come while this was being written
    if (isAnswer) {
        m_isAskedFor = false;
        emit saved();
    }
}

void SessionSaver::onFailed(const SavedSession::Parts& parts, const QString& reason)
{
    m_isWriting = false;
    m_networkChanged = m_networkChanged || parts.network;
    m_replacedChanged = m_replacedChanged || parts.replaced; // and what was undone with it
    m_ensembleChanged = m_ensembleChanged || parts.ensemble;
    m_inkChanged = m_inkChanged || parts.drawings;
    m_lastFailure = Clock::now();
    const bool isAnswer = std::exchange(m_isAskedFor, false);
    if (!std::exchange(m_hasFailed, true) || isAnswer)
        emit failed(tr("This window cannot be saved for the next start: %1. Keep the network with File, Save network "
                       "as….").arg(reason));
}
