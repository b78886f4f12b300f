#pragma once

#include "app/background_jobs.h"
#include "app/kept_session.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

class DigitPad;
class EnsembleMembers;
class Workbench;

/// The ink as it was kept, on both papers of an empty pad.
void restore(const KeptSession::Drawings& drawings, DigitPad& pad);

/// Brings what changes in the window to the kept session: about a second later, and while the network trains once a
/// minute, so that whatever ends the program costs a minute at most. Writes in the background.
class SessionKeeper : public QObject
{
    Q_OBJECT

public:
    struct Watched
    {
        Workbench& workbench;
        DigitPad& pad;
        EnsembleMembers& ensemble;
    };

    /// All borrowed; they must outlive it. What is there now counts as kept.
    SessionKeeper(const KeptSession& session, const Watched& watched, QObject* parent = nullptr);

    /// As if the network had just changed: it is not what a window without a session begins with.
    void noteNetwork();
    /// Nothing has changed since it was written.
    bool isKept() const;
    /// Writes what is not kept yet; kept() follows, or failed().
    void keepNow();

signals:
    /// Something was; more may have changed meanwhile.
    void written();
    void kept();
    /// One sentence; once until it works again, and whenever keepNow() fails. Tried again a minute later.
    void failed(const QString& sentence);

private:
    using Clock = std::chrono::steady_clock;
    enum class Wanted { WhatIsDue, Everything };

    void onEnsembleChanged();
    void note(bool& part);
    void tick();
    void write(Wanted wanted);
    void writeParts(KeptSession::Parts parts);
    void onWritten();
    void onFailed(const KeptSession::Parts& parts, const QString& reason);
    bool networkIsDue() const;

    const KeptSession& m_session;
    Watched m_watched;
    bool m_networkChanged = false;
    bool m_replacedChanged = false;
    bool m_ensembleChanged = false;
    bool m_inkChanged = false;
    bool m_isWriting = false;
    bool m_isAskedFor = false; ///< by keepNow(), which waits for an answer
    bool m_hasFailed = false; ///< and the user knows
    std::vector<const engine::SavedModel*> m_members; ///< as they were last seen
    Clock::time_point m_lastNetwork = Clock::now();
    Clock::time_point m_lastFailure{};
    QTimer m_timer;
    BackgroundJobs m_jobs;
};
