#include "ui/charts/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

QString numberText(double value)
{
    if (std::isnan(value))
        return QCoreApplication::translate("numberText", "not a number");
    const QString sign = value < 0 ? QStringLiteral("−") : QString();
    const double size = std::abs(value);
    if (std::isinf(value))
        return sign + QStringLiteral("∞");
    if (size == 0)
        return QStringLiteral("0");
    if (size < 1e-4 || size >= 99'999.5)
        return sign + QString::number(size, 'e', 1);
    if (size >= 999.5)
        return sign + countText(quint64(std::llround(size)));

    const int digitsBeforePoint = int(std::floor(std::log10(size))) + 1;
    QString text = QString::number(size, 'f', 3 - digitsBeforePoint);
    while (text.contains(QLatin1Char('.')) && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return sign + text;
}

QString percentText(double share, int decimals)
{
    if (std::isnan(share))
        return QStringLiteral("–");
    return QString::number(100 * share, 'f', decimals) + QStringLiteral(" %");
}

QString countText(quint64 count)
{
    return QLocale(QLocale::English).toString(count);
}
