#pragma once

#include "app/session/jobs.h"
#include "app/session/saved_session.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

class EnsembleMembers;
class Runs;

/// Writes what changes in the window to the saved session: about a second later, and while the network trains once a
/// minute, so that whatever ends the program costs a minute at most. Writes in the background.
class SessionSaver : public QObject
{
    Q_OBJECT

public:
    struct Watched
    {
        Runs& runs;
        PadStrokes& pad;
        EnsembleMembers& ensemble;
    };

    /// All borrowed; they must outlive it. What is there now counts as saved.
    SessionSaver(const SavedSession& session, const Watched& watched, Jobs& jobs, QObject* parent = nullptr);

    /// As if the network had just changed: it is not what a window without a session begins with.
    void noteNetwork();
    /// Nothing has changed since it was written.
    bool isSaved() const;
    /// Writes what is not saved yet; saved() follows, or failed().
    void saveNow();

signals:
    /// Something was; more may have changed meanwhile.
    void written();
    void saved();
    /// One sentence; once until it works again, and whenever saveNow() fails. Tried again a minute later.
    void failed(const QString& sentence);

private:
    using Clock = std::chrono::steady_clock;
    enum class Wanted { WhatIsDue, Everything };

    void onEnsembleChanged();
    void note(bool& part);
    void tick();
    void write(Wanted wanted);
    void writeParts(SavedSession::Parts parts);
    void onWritten();
    void onFailed(const SavedSession::Parts& parts, const QString& reason);
    bool networkIsDue() const;

    const SavedSession& m_session;
    Watched m_watched;
    bool m_networkChanged = false;
    bool m_replacedChanged = false;
    bool m_ensembleChanged = false;
    bool m_inkChanged = false;
    bool m_isWriting = false;
    bool m_isAskedFor = false; ///< by saveNow(), which waits for an answer
    bool m_hasFailed = false; ///< and the user knows
    std::vector<const engine::SavedModel*> m_members; ///< as they were last seen
    Clock::time_point m_lastNetwork = Clock::now();
    Clock::time_point m_lastFailure{};
    QTimer m_timer;
    Jobs& m_jobs;
};
