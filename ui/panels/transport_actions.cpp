#include "ui/panels/transport_actions.h"

#include "ui/style/icons.h"

#include <QAction>
#include <QWidget>

namespace {

using Phase = TransportState::Phase;

QAction* action(QWidget* owner, Icon shape, const QString& text, const QString& help,
                const QKeySequence& keys)
{
    auto* made = new QAction(icon(shape), text, owner);
    made->setToolTip(
        keys.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, keys.toString(QKeySequence::NativeText)));
    made->setStatusTip(help);
    made->setShortcut(keys);
    made->setAutoRepeat(false);
    owner->addAction(made);
    return made;
}

} // namespace

TransportActions::TransportActions(QWidget* owner)
    : QObject(owner)
    , play(action(owner, Icon::Play, tr("Train"), tr("Train the network"), Qt::Key_Space))
    , step(action(owner, Icon::Step, tr("Step"), tr("One step: one batch, one update of the weights"),
                  Qt::Key_S))
    , epoch(action(owner, Icon::FastForward, tr("Epoch"), tr("One epoch: once through all training data"),
                   Qt::SHIFT | Qt::Key_S))
    , stop(action(owner, Icon::Stop, tr("Stop"), tr("End this run; its weights stay"), {}))
    , rewind(action(owner, Icon::Restart, tr("Same start"),
                    tr("Rewind to the very same initial weights and batches"), Qt::Key_R))
    , newSeed(action(owner, Icon::Dice, tr("New seed"), tr("Start from other random weights and batches"),
                     Qt::CTRL | Qt::Key_R))
{
    step->setAutoRepeat(true); // holding S walks on, step by step
    connect(play, &QAction::triggered, this, &TransportActions::onPlay);
    connect(step, &QAction::triggered, this, &TransportActions::stepRequested);
    connect(epoch, &QAction::triggered, this, &TransportActions::epochRequested);
    connect(stop, &QAction::triggered, this, &TransportActions::stopRequested);
    connect(rewind, &QAction::triggered, this, &TransportActions::rewindRequested);
    connect(newSeed, &QAction::triggered, this, &TransportActions::newSeedRequested);
    setPhase(Phase::Idle, 0);
}

void TransportActions::setPhase(Phase phase, quint64 steps)
{
    m_phase = phase;
    const bool isBusy = phase == Phase::Running || phase == Phase::Evaluating;
    const bool hasFailed = phase == Phase::Failed;
    play->setIcon(icon(isBusy ? Icon::Pause : Icon::Play, &Theme::onAccent));
    play->setText(isBusy ? tr("Pause") : phase == Phase::Paused ? tr("Resume") : tr("Train"));
    const QString help = isBusy ? tr("Pause after the running step") : tr("Train the network");
    play->setToolTip(
        QStringLiteral("%1 (%2)").arg(help, play->shortcut().toString(QKeySequence::NativeText)));
    play->setEnabled(!hasFailed);
    step->setEnabled(!isBusy && !hasFailed);
    epoch->setEnabled(!isBusy && !hasFailed);
    stop->setEnabled(isBusy || phase == Phase::Paused);
    rewind->setEnabled(steps > 0 || isBusy || hasFailed);
}

void TransportActions::onPlay()
{
    if (m_phase == Phase::Running || m_phase == Phase::Evaluating)
        emit pauseRequested();
    else
        emit trainRequested();
}
