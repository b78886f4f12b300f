#pragma once

#include <QStyledItemDelegate>

/// Paints one layer: number, what it is, its output's shape; beneath, its name and its parameters.
class LayerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int RowRole = Qt::UserRole; ///< a LayerRow

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};
