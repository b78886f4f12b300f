#include "app/views/unit/sum_text.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QCoreApplication>

namespace {

QString inOurWords(const char* text)
{
    return QCoreApplication::translate("Inspector", text);
}

QString withSign(double value)
{
    return value > 0 ? QStringLiteral("+%1").arg(numberText(value)) : numberText(value);
}

QString muted(const QString& text)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme().mutedText.name(), text);
}

/// what · number · where it comes from
QString row(const QString& what, const QString& number, const QString& where = {})
{
    return QStringLiteral("<tr><td align=\"right\" style=\"padding-right:6px; white-space:nowrap\">%1</td>"
                          "<td align=\"right\" style=\"padding-right:8px; white-space:nowrap\">%2</td>"
                          "<td><small>%3</small></td></tr>")
        .arg(what, number, where);
}

} // namespace

QString placeText(const UnitPage& page, std::size_t place)
{
    const auto columns = std::size_t(page.columns);
    const auto rows = std::size_t(page.rows);
    if (!page.inputNames.isEmpty())
        return page.inputNames[qsizetype(place)];
    if (page.channels == 1 && page.rows == 1)
        return inOurWords("unit %1").arg(place);
    const QString within = inOurWords("row %1, col. %2").arg(place / columns % rows).arg(place % columns);
    return page.channels == 1 ? within : inOurWords("channel %1, %2").arg(place / (rows * columns)).arg(within);
}

QString sumTable(const UnitPage& page, const WeightedSum& sum)
{
    QString rows;
    for (const Contribution& one : sum.largest) {
        const QString product
            = QStringLiteral("%1 × %2 =").arg(numberText(double(one.weight)), numberText(double(one.input)));
        rows += row(product, withSign(one.product()), muted(placeText(page, one.place)));
    }
    if (sum.others > 0)
        rows += row(inOurWords("rest"), withSign(sum.rest), muted(inOurWords("%1 more").arg(countText(sum.others))));
    rows += row(inOurWords("bias"), withSign(sum.bias));
    rows += row(inOurWords("<b>sum</b>"), QStringLiteral("<b>%1</b>").arg(withSign(sum.total())));
    if (page.activation && !page.activationName.isEmpty())
        rows += row(page.activationName.toHtmlEscaped(),
                    QStringLiteral("<b>%1</b>").arg(numberText(double(*page.activation))));
    return QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\">%1</table>").arg(rows);
}
