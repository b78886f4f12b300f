#pragma once

#include "ui/panels/transport_state.h"

#include <QObject>
#include <QStringList>

class QAction;
class QWidget;

/// What one can do with a run, as actions with their keys: for the bar's buttons and for the menus alike.
class TransportActions : public QObject
{
    Q_OBJECT

public:
    /// The keys work in the window of owner.
    explicit TransportActions(QWidget* owner);

    /// Which actions make sense now, and whether play trains, pauses, resumes or adds epochs.
    void setState(const TransportState& state);
    /// All that play may be called in a run of so many epochs.
    static QStringList playTexts(int epochs);

    QAction* play; ///< Space: trains, pauses, resumes
    QAction* step; ///< S
    QAction* epoch; ///< Shift+S
    QAction* stop;
    QAction* rewind; ///< R
    QAction* newSeed; ///< Ctrl+R

signals:
    void trainRequested();
    void pauseRequested();
    void stepRequested();
    void epochRequested();
    void stopRequested();
    void rewindRequested();
    void newSeedRequested();

private:
    void onPlay();
    void showPlay(const TransportState& state);

    TransportState::Phase m_phase = TransportState::Phase::Idle;
};
