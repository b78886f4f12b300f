#include "ui/panels/notice_layout.h"

#include "ui/style/theme.h"

#include <QWidget>

#include <algorithm>
#include <span>

namespace {

constexpr int leastSentence = 240; ///< a narrower one is a column of words
constexpr int rowDistance = 6;

void placeAt(QLayoutItem& item, int x, int top, int rowHeight, int width, int height)
{
    item.setGeometry(QRect(x, top + (rowHeight - height) / 2, width, height));
}

int widthOf(std::span<const std::unique_ptr<QLayoutItem>> items, int spacing)
{
    int width = 0;
    for (const auto& item : items)
        width += item->isEmpty() ? 0 : item->sizeHint().width() + spacing;
    return width;
}

int heightOf(std::span<const std::unique_ptr<QLayoutItem>> items)
{
    int height = 0;
    for (const auto& item : items)
        height = std::max(height, item->isEmpty() ? 0 : item->sizeHint().height());
    return height;
}

/// From the left, in the middle of a row.
void placeRow(std::span<const std::unique_ptr<QLayoutItem>> items, int x, int top, int rowHeight, int spacing)
{
    for (const auto& item : items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        placeAt(*item, x, top, rowHeight, size.width(), size.height());
        x += size.width() + spacing;
    }
}

} // namespace

NoticeLayout::NoticeLayout(QWidget* card)
    : QLayout(card)
{
}

NoticeLayout::~NoticeLayout() = default;

void NoticeLayout::setParts(QWidget* sign, QWidget* sentence, const std::vector<QWidget*>& actions, QWidget* close)
{
    addWidget(sign);
    addWidget(sentence);
    for (QWidget* action : actions)
        addWidget(action);
    addWidget(close);
}

void NoticeLayout::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

QLayoutItem* NoticeLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[std::size_t(index)].get() : nullptr;
}

QLayoutItem* NoticeLayout::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    QLayoutItem* taken = m_items[std::size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

QSize NoticeLayout::sizeHint() const
{
    const QMargins margins = contentsMargins();
    const int width = widthOf(m_items, spacing()) + margins.left() + margins.right();
    return {width, heightForWidth(width)};
}

QSize NoticeLayout::minimumSize() const
{
    const QMargins margins = contentsMargins();
    return {scaled(leastSentence) / 2 + margins.left() + margins.right(), margins.top() + margins.bottom()};
}

int NoticeLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), Purpose::Measure);
}

void NoticeLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, Purpose::Place);
}

int NoticeLayout::arrange(const QRect& rect, Purpose purpose) const
{
    if (m_items.size() < 3)
        return 0;
    const std::span all(m_items);
    const std::span actions = all.subspan(2, all.size() - 3);
    QLayoutItem &sentence = *all[1], &close = *all.back();
    const QMargins margins = contentsMargins();
    const QRect inner = rect.marginsRemoved(margins);
    const int room = inner.width() - widthOf(all.first(1), spacing()) - widthOf(all.last(1), spacing());
    const int besides = room - widthOf(actions, spacing());
    const bool isOneRow = besides == room || besides >= scaled(leastSentence);
    const int sentenceWidth = std::max(1, isOneRow ? besides : room);
    const int sentenceHeight = sentence.heightForWidth(sentenceWidth);
    const int firstRow = std::max({sentenceHeight, heightOf(all.first(1)), heightOf(all.last(1)), isOneRow ? heightOf(actions) : 0});
    const int secondRow = isOneRow ? 0 : heightOf(actions) + scaled(rowDistance);
    if (purpose == Purpose::Measure)
        return firstRow + secondRow + margins.top() + margins.bottom();

    // In a lower card than it needs the sentence gives way.
    const int height = std::clamp(inner.height() - secondRow, 0, firstRow);
    const int x = inner.left() + widthOf(all.first(1), spacing());
    placeRow(all.first(1), inner.left(), inner.top(), height, spacing());
    placeAt(sentence, x, inner.top(), height, sentenceWidth, std::min(sentenceHeight, height));
    placeRow(all.last(1), inner.left() + inner.width() - close.sizeHint().width(), inner.top(), height, spacing());
    if (isOneRow)
        placeRow(actions, x + sentenceWidth + spacing(), inner.top(), height, spacing());
    else
        placeRow(actions, inner.left() + inner.width() - widthOf(actions, spacing()) + spacing(),
                 inner.top() + height + scaled(rowDistance), heightOf(actions), spacing());
    return firstRow + secondRow + margins.top() + margins.bottom();
}
