#include "ui/panels/page_rail.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int railSignSide = 22;
constexpr int besideButtons = 2;
constexpr int compactWidth = 44;
constexpr int railMargin = 6;
constexpr int betweenPages = 2;

} // namespace

PageRail::PageRail(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_buttons(new QButtonGroup(this))
{
    setAccessibleName(tr("Pages"));
    m_column->setSizeConstraint(QLayout::SetNoConstraint); // it is fitted, see fit()
    m_column->setContentsMargins(besideButtons, railMargin, besideButtons, railMargin);
    m_column->setSpacing(betweenPages);
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
        button->setIconSize(QSize(scaled(railSignSide), scaled(railSignSide)));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the keys with the whole window
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const QString key = page.key.toString(QKeySequence::NativeText);
        button->setToolTip(key.isEmpty() ? page.title : QStringLiteral("%1 (%2)").arg(page.title, key));
        button->installEventFilter(this);
        m_buttons->addButton(button, int(i));
        m_column->insertWidget(int(i), button);
    }
    measure();
}

void PageRail::measure()
{
    m_heightOfIcons = heightNeeded(Qt::ToolButtonIconOnly);
    m_heightOfWords = heightNeeded(Qt::ToolButtonTextUnderIcon);
    setCompact(m_isCompact);
    updateGeometry();
    fit();
}

int PageRail::heightNeeded(Qt::ToolButtonStyle style) const
{
    int height = 2 * railMargin - betweenPages;
    for (QAbstractButton* button : m_buttons->buttons()) {
        static_cast<QToolButton*>(button)->setToolButtonStyle(style);
        height += button->sizeHint().height() + betweenPages;
    }
    return height;
}

QSize PageRail::minimumSizeHint() const
{
    return {width(), m_heightOfIcons};
}

/// Words where all of them have room.
void PageRail::fit()
{
    const bool isCompact = height() < m_heightOfWords;
    if (isCompact != m_isCompact)
        setCompact(isCompact);
}

void PageRail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
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
    for (QAbstractButton* button : m_buttons->buttons())
        static_cast<QToolButton*>(button)->setToolButtonStyle(isCompact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
    int widest = 0;
    for (const QAbstractButton* button : m_buttons->buttons())
        widest = std::max(widest, button->sizeHint().width());
    setFixedWidth(std::max(isCompact ? scaled(compactWidth) : 0, widest + 2 * besideButtons));
}

void PageRail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    const int side = scaled(railSignSide);
    for (QAbstractButton* button : m_buttons->buttons())
        button->setIconSize(QSize(side, side));
    measure();
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
