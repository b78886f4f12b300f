#include "ui/panels/page_rail.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int railSignSide = 22;
constexpr int besideWords = 20;
constexpr int compactWidth = 44;

} // namespace

PageRail::PageRail(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_buttons(new QButtonGroup(this))
{
    setAccessibleName(tr("Pages"));
    m_column->setContentsMargins(4, 6, 4, 6);
    m_column->setSpacing(2);
    m_column->addStretch();
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int place) { emit pageChosen(m_pages[std::size_t(place)].id); });
    setCompact(false);
}

void PageRail::setPages(const std::vector<Page>& pages)
{
    qDeleteAll(m_buttons->buttons());
    m_pages = pages;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Page& page = pages[i];
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("rail.") + page.id);
        button->setText(page.title);
        button->setIcon(icon(page.sign));
        button->setIconSize(QSize(railSignSide, railSignSide));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the keys with the whole window
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const QString key = page.key.toString(QKeySequence::NativeText);
        button->setToolTip(key.isEmpty() ? page.title : QStringLiteral("%1 (%2)").arg(page.title, key));
        button->installEventFilter(this);
        m_buttons->addButton(button, int(i));
        m_column->insertWidget(int(i), button);
    }
    setCompact(m_isCompact);
}

void PageRail::setCurrent(const QString& id)
{
    const auto page = std::ranges::find(m_pages, id, &Page::id);
    m_buttons->setExclusive(false); // so that none can be marked
    for (QAbstractButton* button : m_buttons->buttons())
        button->setChecked(page != m_pages.end() && m_buttons->id(button) == int(page - m_pages.begin()));
    m_buttons->setExclusive(true);
}

void PageRail::setCompact(bool isCompact)
{
    m_isCompact = isCompact;
    int words = 0;
    for (const Page& page : m_pages)
        words = std::max(words, fontMetrics().horizontalAdvance(page.title));
    setFixedWidth(isCompact ? int(compactWidth * uiScale()) : words + besideWords);
    for (QAbstractButton* button : m_buttons->buttons())
        static_cast<QToolButton*>(button)->setToolButtonStyle(isCompact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
}

void PageRail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    const int side = int(railSignSide * uiScale());
    for (QAbstractButton* button : m_buttons->buttons())
        button->setIconSize(QSize(side, side));
    setCompact(m_isCompact);
}

bool PageRail::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    const int count = int(m_pages.size()), place = m_buttons->id(static_cast<QAbstractButton*>(watched));
    m_buttons->button((place + (key == Qt::Key_Up ? count - 1 : 1)) % count)->setFocus(Qt::TabFocusReason);
    return true;
}

void PageRail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(width() - 1, 0, 1, height(), theme().border);
}
