#include "ui/panels/transport_actions.h"

#include "ui/style/icons.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

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

QString moreEpochs(const QString& count)
{
    return TransportActions::tr("%1 more epochs").arg(count);
}

} // namespace

TransportActions::TransportActions(QWidget* owner)
    : QObject(owner)
    , play(action(owner, Icon::Play, tr("Train"), tr("Train the network"), Qt::Key_Space))
    , step(action(owner, Icon::Step, tr("Step"), tr("Train for one step"),
                  Qt::Key_S))
    , epoch(action(owner, Icon::FastForward, tr("Epoch"), tr("Train for one epoch"),
                   Qt::SHIFT | Qt::Key_S))
    , stop(action(owner, Icon::Stop, tr("Stop"), tr("End this run; the weights stay as they are"), {}))
    , rewind(action(owner, Icon::Restart, tr("Same start"),
                    tr("Back to the very same initial weights and batches"), Qt::Key_R))
    , newSeed(action(owner, Icon::Dice, tr("New seed"), tr("Start from other initial weights and batches"),
                     Qt::CTRL | Qt::Key_R))
{
    step->setAutoRepeat(true); // holding S walks on, step by step
    connect(play, &QAction::triggered, this, &TransportActions::onPlay);
    connect(step, &QAction::triggered, this, &TransportActions::stepRequested);
    connect(epoch, &QAction::triggered, this, &TransportActions::epochRequested);
    connect(stop, &QAction::triggered, this, &TransportActions::stopRequested);
    connect(rewind, &QAction::triggered, this, &TransportActions::rewindRequested);
    connect(newSeed, &QAction::triggered, this, &TransportActions::newSeedRequested);
    setState({});
}

void TransportActions::setState(const TransportState& state)
{
    m_phase = state.phase;
    const bool isBusy = m_phase == Phase::Running || m_phase == Phase::Evaluating;
    const bool hasFailed = m_phase == Phase::Failed;
    showPlay(state);
    play->setEnabled(!hasFailed);
    step->setEnabled(!isBusy && !hasFailed);
    epoch->setEnabled(!isBusy && !hasFailed);
    stop->setEnabled(isBusy || m_phase == Phase::Paused);
    rewind->setEnabled(state.step > 0 || isBusy || hasFailed);
}

/// What it will do is said before it is pressed.
void TransportActions::showPlay(const TransportState& state)
{
    QString text = tr("Train"), help = tr("Train the network");
    if (m_phase == Phase::Running || m_phase == Phase::Evaluating) {
        text = tr("Pause");
        help = tr("Pause after the current step");
    } else if (m_phase == Phase::Paused) {
        text = tr("Resume");
    } else if (m_phase == Phase::Finished && state.moreEpochs > 0) {
        text = state.moreEpochs == 1 ? tr("1 more epoch") : moreEpochs(QString::number(state.moreEpochs));
        help = tr("The run is finished; this trains the network further");
    }
    const bool isBusy = m_phase == Phase::Running || m_phase == Phase::Evaluating;
    play->setIcon(icon(isBusy ? Icon::Pause : Icon::Play, &Theme::onAccent));
    play->setText(text);
    play->setToolTip(QStringLiteral("%1 (%2)").arg(help, play->shortcut().toString(QKeySequence::NativeText)));
}

QStringList TransportActions::playTexts(int epochs)
{
    const qsizetype digits = std::max<qsizetype>(2, QString::number(epochs).size());
    return {tr("Train"), tr("Pause"), tr("Resume"), tr("1 more epoch"), moreEpochs(QString(digits, QLatin1Char('8')))};
}

void TransportActions::onPlay()
{
    if (m_phase == Phase::Running || m_phase == Phase::Evaluating)
        emit pauseRequested();
    else
        emit trainRequested();
}
