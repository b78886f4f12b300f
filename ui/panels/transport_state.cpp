#include "ui/panels/transport_state.h"

#include "ui/charts/number_text.h"
#include "ui/fields/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace {

using Phase = TransportState::Phase;

/// A context for the translators.
struct StateWords
{
    Q_DECLARE_TR_FUNCTIONS(TransportState)
};

/// A speed to three digits: those beyond it only flicker.
quint64 threeDigits(double value)
{
    return quint64(std::llround(QString::number(value, 'g', 3).toDouble()));
}

QStringList counts(const TransportState& state)
{
    QStringList parts;
    if (state.layer > 0)
        parts += StateWords::tr("pre-training layer %1 of %2").arg(state.layer).arg(state.layers);
    if (state.epochs > 0 && state.epoch > 0)
        parts += StateWords::tr("epoch %1 of %2").arg(state.epoch).arg(state.epochs);
    if (state.steps > 0)
        parts += StateWords::tr("step %1 of %2").arg(countText(state.step), countText(state.steps));
    else if (state.step > 0)
        parts += StateWords::tr("step %1").arg(countText(state.step));
    return parts;
}

} // namespace

QStringList progressParts(const TransportState& state)
{
    const QStringList counted = counts(state);
    switch (state.phase) {
    case Phase::Idle:
        return state.step == 0 ? QStringList{StateWords::tr("not trained yet"), StateWords::tr("press Train or Space")} : counted;
    case Phase::Paused:
        return QStringList{StateWords::tr("paused")} + counted;
    case Phase::Evaluating:
        return QStringList{StateWords::tr("evaluating…")} + counted;
    case Phase::Finished:
        return QStringList{StateWords::tr("finished")} + counted;
    case Phase::Failed:
        return QStringList{state.reason.isEmpty() ? StateWords::tr("stopped by an error") : state.reason} + counted;
    case Phase::Running:
        break;
    }
    QStringList parts = counted;
    if (state.imagesPerSecond > 0)
        parts += StateWords::tr("%1 img/s").arg(countText(threeDigits(state.imagesPerSecond)));
    if (state.secondsLeft)
        parts += StateWords::tr("%1 left").arg(clockTime(*state.secondsLeft));
    return parts;
}
