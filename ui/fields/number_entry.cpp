#include "ui/fields/number_entry.h"

#include "ui/fields/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace {

struct NumberWords
{
    Q_DECLARE_TR_FUNCTIONS(NumberWords)
};

NumberEntry refused(const QString& problem)
{
    return {.value = {}, .problem = problem};
}

/// As in words a person reads it: 100000 rather than 1e+05.
QString bound(double number)
{
    return std::abs(number) < 1e15 && number == std::floor(number) ? QString::number(number, 'f', 0) : shortest(number);
}

/// "1,000": a thousand to some, one to others.
bool canBeThousands(const QString& text)
{
    static const QRegularExpression grouped(QStringLiteral(R"(^[+-]?[1-9]\d{0,2}(,\d{3})+$)"));
    return grouped.match(text).hasMatch();
}

} // namespace

NumberEntry readNumber(const QString& text, double minimum, double maximum)
{
    QString entered = text.trimmed();
    if (entered.isEmpty())
        return refused(NumberWords::tr("Write a number from %1 to %2, such as 0.001 or 1e-3.").arg(bound(minimum), bound(maximum)));
    if (canBeThousands(entered))
        return refused(NumberWords::tr("%1 can be read in two ways: write it with a point, or without a comma.").arg(entered));
    const bool isPercent = entered.endsWith(QLatin1Char('%'));
    if (isPercent)
        entered.chop(1);
    entered = entered.trimmed();
    if (entered.count(QLatin1Char(',')) == 1 && !entered.contains(QLatin1Char('.')))
        entered.replace(QLatin1Char(','), QLatin1Char('.'));
    bool isNumber = false;
    const double value = entered.toDouble(&isNumber) / (isPercent ? 100 : 1);
    if (!isNumber || std::isnan(value))
        return refused(NumberWords::tr("“%1” is no number: write one such as 0.001 or 1e-3.").arg(text.trimmed()));
    if (value < minimum)
        return refused(NumberWords::tr("%1 is too small: the least is %2.").arg(text.trimmed(), bound(minimum)));
    if (value > maximum)
        return refused(NumberWords::tr("%1 is too large: the most is %2.").arg(text.trimmed(), bound(maximum)));
    return {.value = value, .problem = {}};
}
