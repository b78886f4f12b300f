#include "app/views/model/layer_list.h"

#include "ui/charts/number_text.h"
#include "app/views/model/layer_delegate.h"
#include "ui/fields/words.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSignalBlocker>

namespace {

constexpr int tallestList = 420; ///< pixels; a longer network scrolls within the list

bool isDuplicate(const QKeyEvent& event)
{
    return event.modifiers() == Qt::ControlModifier && event.key() == Qt::Key_D;
}

QString spoken(const LayerRow& row, int index)
{
    QString text = LayerList::tr("Layer %1: %2").arg(index + 1).arg(row.words);
    if (!row.outputShape.isEmpty())
        text += LayerList::tr(", output %1").arg(row.outputShape);
    if (row.parameters)
        text += LayerList::tr(", %1 parameters").arg(countText(*row.parameters));
    if (row.hasProblem)
        text += LayerList::tr(", does not fit");
    return text;
}

} // namespace

LayerList::LayerList(QWidget* parent)
    : QListWidget(parent)
{
    setItemDelegate(new LayerDelegate(this));
    setDragDropMode(QAbstractItemView::InternalMove);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Layers, from input to output"));
}

void LayerList::setRows(std::span<const LayerRow> rows)
{
    const int selected = currentRow();
    const int offset = verticalScrollBar()->value();
    {
        const QSignalBlocker silence(this);
        while (count() > int(rows.size()))
            delete takeItem(count() - 1);
        while (count() < int(rows.size()))
            addItem(new QListWidgetItem);
        for (int i = 0; i < count(); ++i) {
            const LayerRow& row = rows[std::size_t(i)];
            QListWidgetItem* shown = item(i);
            shown->setText(row.words);
            shown->setToolTip(row.help);
            shown->setData(LayerDelegate::RowRole, QVariant::fromValue(row));
            shown->setData(Qt::AccessibleTextRole, spoken(row, i));
        }
        if (selected < count())
            setCurrentRow(selected);
    }
    doItemsLayout();
    fitHeight();
    verticalScrollBar()->setValue(offset);
}

bool LayerList::event(QEvent* event)
{
    // Elsewhere in the window Ctrl+D may mean something else.
    if (event->type() == QEvent::ShortcutOverride && isDuplicate(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QListWidget::event(event);
}

void LayerList::keyPressEvent(QKeyEvent* event)
{
    const int row = currentRow();
    if (row < 0) {
        QListWidget::keyPressEvent(event);
        return;
    }
    const bool alt = event->modifiers() == Qt::AltModifier;
    if (alt && event->key() == Qt::Key_Up) {
        if (row > 0)
            emit moveRequested(row, row - 1);
    } else if (alt && event->key() == Qt::Key_Down) {
        if (row + 1 < count())
            emit moveRequested(row, row + 1);
    } else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        emit removeRequested(row);
    } else if (isDuplicate(*event)) {
        emit duplicateRequested(row);
    } else {
        QListWidget::keyPressEvent(event);
    }
}

void LayerList::dropEvent(QDropEvent* event)
{
    const int from = currentRow();
    if (event->source() != this || from < 0)
        return;
    // Not MoveAction: Qt would then take the dragged row out of the list by itself.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const QModelIndex over = indexAt(event->position().toPoint());
    int gap = count();
    if (over.isValid())
        gap = over.row() + (event->position().y() > visualRect(over).center().y() ? 1 : 0);
    const int to = gap > from ? gap - 1 : gap;
    setState(NoState);
    viewport()->update();
    if (to != from)
        emit moveRequested(from, to);
}

void LayerList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    fitHeight();
}

void LayerList::fitHeight()
{
    int rows = 0;
    for (int i = 0; i < count(); ++i)
        rows += sizeHintForRow(i);
    const int frame = height() - viewport()->height();
    setFixedHeight(std::min(rows + std::max(frame, 2 * frameWidth()), tallestList));
}
