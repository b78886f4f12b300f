#include "ui/panels/command_rows.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace {

constexpr int margin = 12; // at the left and the right of a row
constexpr int gap = 12; // between title, group and key
constexpr int air = 12; // above and below the text together

/// Paints text at the left end of room, or the right one, and takes the space away from it.
void paintPart(QPainter& painter, QRect& room, const QString& text, const QColor& colour, Qt::AlignmentFlag side)
{
    if (text.isEmpty() || room.width() <= 0)
        return;
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideMiddle, room.width());
    painter.setPen(colour);
    painter.drawText(room, int(side | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    const int taken = painter.fontMetrics().horizontalAdvance(shown) + gap;
    side == Qt::AlignLeft ? room.setLeft(room.left() + taken) : room.setRight(room.right() - taken);
}

} // namespace

void CommandRows::setEntries(std::vector<Entry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int CommandRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant CommandRows::data(const QModelIndex& index, int role) const
{
    const Entry& entry = this->entry(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return entry.title; // in full, where the row is too narrow
    if (role != Qt::AccessibleTextRole)
        return {};
    QStringList parts{entry.title, entry.group, entry.key};
    if (!entry.isEnabled)
        parts << tr("not available now");
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

Qt::ItemFlags CommandRows::flags(const QModelIndex& index) const
{
    // One that cannot be chosen can be walked over: a person hears what it is.
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

QSize CommandRowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {0, option.fontMetrics.height() + air};
}

void CommandRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& entry = static_cast<const CommandRows*>(index.model())->entry(index.row());
    const Theme& t = theme();
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isCurrent || isHovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isCurrent ? mixed(t.raised, t.accent, 0.18f) : mixed(t.raised, t.text, 0.06f));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 6, 6);
    }
    painter->setFont(option.font);
    QRect room = option.rect.adjusted(margin, 0, -margin, 0);
    const QColor pale = mixed(t.mutedText, t.raised, entry.isEnabled ? 0.f : 0.45f);
    paintPart(*painter, room, entry.key, pale, Qt::AlignRight);
    paintPart(*painter, room, entry.title, entry.isEnabled ? t.text : pale, Qt::AlignLeft);
    paintPart(*painter, room, entry.group, pale, Qt::AlignLeft);
    painter->restore();
}
