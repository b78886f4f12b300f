#include "app/views/my_digits/digit_grid.h"

#include "ui/pad/digit_image_view.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <set>

namespace {

constexpr int pictureSide = 56; // twice the 28 pixels
constexpr int pictureMargin = 6;

enum Role { IdRole = Qt::UserRole, PictureRole, LabelRole, PredictionRole, WrongRole, GoodRole };

QImage inThemeColours(const QImage& grey)
{
    std::vector<std::uint8_t> pixels;
    for (int row = 0; row < grey.height(); ++row) // whose lines are padded
        pixels.insert(pixels.end(), grey.constScanLine(row), grey.constScanLine(row) + grey.width());
    return DigitImageView::render(pixels, grey.height(), grey.width());
}

/// Paints a tile in the theme's colours: picture, label, prediction; wrong ones have a frame and a mark besides the
/// colour.
class TileDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {pictureSide + 2 * pictureMargin + 4, pictureSide + 2 * pictureMargin + option.fontMetrics.height() + 4};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& t = theme();
        const QRect area = option.rect.adjusted(2, 2, -2, -2);
        const bool isSelected = option.state & QStyle::State_Selected;
        const bool isCurrent = (option.state & QStyle::State_HasFocus) != 0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(isCurrent ? QPen(t.accent, 2) : QPen(isSelected ? t.accent : t.border));
        painter->setBrush(isSelected ? mixed(t.raised, t.accent, 0.22f) : t.raised);
        painter->drawRoundedRect(area, 6, 6);

        const QRect frame(area.left() + (area.width() - pictureSide) / 2, area.top() + pictureMargin - 2, pictureSide, pictureSide);
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.paper);
        painter->drawRect(frame);
        const auto picture = index.data(PictureRole).value<QImage>();
        if (!picture.isNull())
            painter->drawImage(frame, inThemeColours(picture));

        const QRect words(area.left() + pictureMargin, frame.bottom() + 2, area.width() - 2 * pictureMargin, area.bottom() - frame.bottom() - 2);
        const bool isWrong = index.data(WrongRole).toBool();
        QFont bold = option.font;
        bold.setBold(true);
        painter->setFont(bold);
        painter->setPen(t.text);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, index.data(LabelRole).toString());
        painter->setFont(option.font);
        painter->setPen(isWrong ? t.error : index.data(GoodRole).toBool() ? t.good : t.mutedText);
        painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, index.data(PredictionRole).toString());
        painter->restore();
    }
};

} // namespace

QImage greyPicture(std::span<const std::uint8_t> pixels, int rows, int columns)
{
    QImage picture(columns, rows, QImage::Format_Grayscale8);
    for (int row = 0; row < rows; ++row)
        std::copy_n(pixels.data() + row * columns, columns, picture.scanLine(row));
    return picture;
}

DigitGrid::DigitGrid(QWidget* parent)
    : QListWidget(parent)
{
    setItemDelegate(new TileDelegate(this));
    setViewMode(QListView::IconMode);
    setFlow(QListView::LeftToRight);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setUniformItemSizes(true);
    setSpacing(0);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Digits"));
}

void DigitGrid::setTiles(const std::vector<DigitTile>& tiles)
{
    const auto kept = selectedIds();
    const quint64 current = currentItem() ? currentItem()->data(IdRole).toULongLong() : 0;
    {
        const QSignalBlocker quiet(this);
        while (count() > int(tiles.size()))
            delete takeItem(count() - 1);
        while (count() < int(tiles.size()))
            addItem(new QListWidgetItem);
        for (std::size_t i = 0; i < tiles.size(); ++i) {
            const DigitTile& tile = tiles[i];
            QListWidgetItem& one = *item(int(i));
            one.setData(IdRole, tile.id);
            one.setData(PictureRole, tile.picture);
            one.setData(LabelRole, tile.label);
            one.setData(PredictionRole, tile.prediction);
            one.setData(WrongRole, tile.isWrong);
            one.setData(GoodRole, tile.isGood);
            one.setToolTip(tile.tip);
            one.setData(Qt::AccessibleTextRole, tile.tip);
        }
        for (int i = 0; i < count() && current != 0; ++i)
            if (item(i)->data(IdRole).toULongLong() == current)
                setCurrentItem(item(i), QItemSelectionModel::NoUpdate);
        selectIds(kept);
    }
    emit itemSelectionChanged();
    viewport()->update();
}

std::vector<quint64> DigitGrid::selectedIds() const
{
    std::vector<quint64> ids;
    for (int i = 0; i < count(); ++i)
        if (item(i)->isSelected())
            ids.push_back(item(i)->data(IdRole).toULongLong());
    return ids;
}

void DigitGrid::selectIds(const std::vector<quint64>& ids)
{
    const std::set<quint64> wanted(ids.begin(), ids.end());
    for (int i = 0; i < count(); ++i)
        item(i)->setSelected(wanted.contains(item(i)->data(IdRole).toULongLong()));
}

void DigitGrid::setEditable(bool editable)
{
    m_isEditable = editable;
}

bool DigitGrid::obey(const QKeyEvent& key, bool onlyAsk)
{
    const auto modifiers = key.modifiers() & ~Qt::KeypadModifier;
    const bool isPlain = modifiers == Qt::NoModifier;
    const auto does = [onlyAsk](auto action) {
        if (!onlyAsk)
            action();
        return true;
    };
    if (!m_isEditable)
        return false;
    if (isPlain && key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9)
        return does([this, &key] { emit labelTyped(key.key() - Qt::Key_0); });
    if (isPlain && key.key() == Qt::Key_X)
        return does([this] { emit labelTyped(std::nullopt); });
    if (isPlain && (key.key() == Qt::Key_Delete || key.key() == Qt::Key_Backspace))
        return does([this] { emit deleteTyped(); });
    if (modifiers == Qt::ControlModifier && key.key() == Qt::Key_Z)
        return does([this] { emit undoTyped(); });
    if ((modifiers == Qt::ControlModifier && key.key() == Qt::Key_Y)
        || (modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && key.key() == Qt::Key_Z))
        return does([this] { emit redoTyped(); });
    return false;
}

bool DigitGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // The window has other uses for these keys; here they are about the tiles.
        auto* key = static_cast<QKeyEvent*>(event);
        const bool isMove = key->modifiers() == Qt::NoModifier
            && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right || key->key() == Qt::Key_Home || key->key() == Qt::Key_End);
        const bool isSelectAll = key->matches(QKeySequence::SelectAll);
        if (isMove || isSelectAll || obey(*key, true)) {
            event->accept();
            return true;
        }
    }
    return QListWidget::event(event);
}

void DigitGrid::keyPressEvent(QKeyEvent* event)
{
    if (obey(*event, false))
        return;
    QListWidget::keyPressEvent(event);
    // Home on the first tile moves nowhere, and would leave it unselected.
    const bool isMove = event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End);
    if (isMove && selectedItems().isEmpty() && currentItem())
        currentItem()->setSelected(true);
}

void DigitGrid::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}
