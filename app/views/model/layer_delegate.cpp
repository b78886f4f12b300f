#include "app/views/model/layer_delegate.h"

#include "ui/charts/number_text.h"
#include "app/views/model/layer_list.h"
#include "ui/fields/words.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace {

constexpr int margin = 6;
constexpr int gap = 8;

/// Rows without parameters need no second line: an activation is read together with the layer above it.
bool hasSecondLine(const LayerRow& row)
{
    return row.parameters.value_or(0) > 0;
}

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

void paintFirstLine(QPainter& painter, const QRect& line, const LayerRow& row, int number)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int numberWidth = metrics.horizontalAdvance(QStringLiteral("00"));
    const QColor ink = row.hasProblem ? theme().error : theme().text;

    painter.setPen(row.hasProblem ? theme().error : theme().mutedText);
    painter.drawText(line.left(), line.top(), numberWidth, line.height(), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(number));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.outputShape);

    QRect words = line.adjusted(numberWidth + gap, 0, 0, 0);
    if (!row.outputShape.isEmpty())
        words.setRight(line.right() - metrics.horizontalAdvance(row.outputShape) - gap);
    painter.setPen(ink);
    painter.drawText(words, Qt::AlignVCenter, metrics.elidedText(row.words, Qt::ElideRight, words.width()));
}

void paintSecondLine(QPainter& painter, const QRect& line, const LayerRow& row)
{
    const int indent = painter.fontMetrics().horizontalAdvance(QStringLiteral("00")) + gap;
    painter.setFont(smaller(painter.font()));
    painter.setPen(theme().mutedText);
    painter.drawText(line.adjusted(indent, 0, 0, 0), Qt::AlignVCenter, row.name);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     LayerDelegate::tr("%1 parameters").arg(countText(row.parameters.value_or(0))));
}

} // namespace

void LayerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const auto row = index.data(RowRole).value<LayerRow>();
    painter->save();
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    if (row.hasProblem) {
        painter->fillRect(option.rect, mixed(theme().raised, theme().error, 0.12f));
        painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), theme().error);
    }
    painter->setFont(option.font);
    QRect line = option.rect.adjusted(margin, 3, -margin, -3);
    if (hasSecondLine(row))
        line.setHeight(line.height() / 2);
    paintFirstLine(*painter, line, row, index.row() + 1);
    if (hasSecondLine(row))
        paintSecondLine(*painter, line.translated(0, line.height()), row);
    painter->restore();
}

QSize LayerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool isTall = hasSecondLine(index.data(RowRole).value<LayerRow>());
    const int line = option.fontMetrics.height() + 3;
    return {80, (isTall ? 2 : 1) * line + 6};
}
