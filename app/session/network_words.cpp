#include "app/session/network_words.h"

#include "app/session/run_state.h"

#include <QCoreApplication>
#include <QLocale>

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("networkInWords", text);
}

/// "97.8 %"; more places where one would round it up to all of them.
QString percent(double share)
{
    QString digits = QString::number(100 * share, 'f', 1);
    if (share < 1 && digits == QLatin1String("100.0"))
        digits = QString::number(100 * share, 'f', 2);
    return digits + QStringLiteral(" %");
}

} // namespace

QString networkInWords(const RunState& state)
{
    const QString name = QString::fromStdString(state.recipe.name);
    if (state.weights->step == 0)
        return (state.isTrained() ? say("%1, pre-trained") : say("%1, untrained")).arg(name);
    if (state.namesClasses() && !state.log.evaluations.empty())
        return say("%1, trained to %2").arg(name, percent(double(state.log.evaluations.back().testAccuracy)));
    return say("%1 at step %2").arg(name, QLocale(QLocale::English).toString(qulonglong(state.weights->step)));
}
