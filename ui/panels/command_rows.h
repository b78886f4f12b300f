#pragma once

#include "ui/panels/command_palette.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

/// What the palette found, a row each; a row's text for a screen reader says all that is painted.
class CommandRows : public QAbstractListModel
{
    Q_OBJECT

public:
    using Entry = CommandPalette::Entry;

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<Entry> entries);
    const Entry& entry(int row) const { return m_entries[std::size_t(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<Entry> m_entries;
};

/// Paints a row: title, group (paler), key at the right.
class CommandRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};
