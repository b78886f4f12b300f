#include "app/session/network_words.h"

#include "app/session/run_state.h"

#include <QCoreApplication>
#include <QLocale>

#include <optional>
#include <ranges>

namespace {

struct NetworkWords
{
    Q_DECLARE_TR_FUNCTIONS(NetworkWords)
};

/// "97.8 %"; more places where one would round it up to all of them.
QString percent(double share)
{
    QString digits = QString::number(100 * share, 'f', 1);
    if (share < 1 && digits == QLatin1String("100.0"))
        digits = QString::number(100 * share, 'f', 2);
    return digits + QStringLiteral(" %");
}

/// How the network did on the test set with these weights, or with those of shortly before; not yet trained it says nothing.
std::optional<float> accuracyOf(const RunState& state)
{
    const bool isBest = state.checkpoint && state.checkpoint->stopping.isRestored;
    const std::uint64_t step = isBest ? state.checkpoint->stopping.bestStep : state.weights->step;
    for (const engine::EvaluationRecord& evaluation : state.log.evaluations | std::views::reverse)
        if (evaluation.step > 0 && evaluation.step <= step)
            return evaluation.testAccuracy;
    return {};
}

} // namespace

QString networkInWords(const RunState& state)
{
    const QString name = QString::fromStdString(state.recipe.name);
    if (state.weights->step == 0)
        return (state.isTrained() ? NetworkWords::tr("%1, pre-trained") : NetworkWords::tr("%1, untrained")).arg(name);
    if (const auto accuracy = accuracyOf(state); accuracy && state.namesClasses())
        return NetworkWords::tr("%1, trained to %2").arg(name, percent(double(*accuracy)));
    return NetworkWords::tr("%1 at step %2").arg(name, QLocale(QLocale::English).toString(qulonglong(state.weights->step)));
}
