#include "ui/charts/epoch_ticker.h"

#include "ui/charts/number_text.h"

#include <algorithm>
#include <cmath>

double EpochTicker::getTickStep(const QCPRange& range)
{
    const double epochs = range.size() / m_stepsPerEpoch / mTickCount;
    return std::max(cleanMantissa(epochs) * m_stepsPerEpoch, 1.0);
}

QString EpochTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    const QString step = countText(quint64(std::llround(std::max(tick, 0.0))));
    if (m_stepsPerEpoch == 1)
        return step;
    return QString::number(tick / m_stepsPerEpoch, 'g', 4) + QLatin1Char('\n') + step;
}
