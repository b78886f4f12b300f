#include "app/views/gallery/gallery_panel.h"

#include "ui/style/measured.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int between = 10; ///< cards

} // namespace

GalleryPanel::GalleryPanel(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_shipped(new QPushButton(tr("Use the shipped network"), this))
    , m_scroll(new QScrollArea(this))
    , m_group(new QButtonGroup(this))
{
    m_heading->setObjectName(QStringLiteral("galleryHeading"));
    m_heading->setProperty("heading", true);
    m_sentence->setObjectName(QStringLiteral("gallerySentence"));
    m_sentence->setProperty("muted", true);
    m_sentence->setWordWrap(true);
    m_shipped->setObjectName(QStringLiteral("useShipped"));
    m_shipped->setToolTip(tr("It comes with the program, trained already"));
    connect(m_shipped, &QPushButton::clicked, this, &GalleryPanel::shippedRequested);

    auto* content = new QWidget(m_scroll);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(12, 4, 12, 12);
    m_column->setSpacing(8);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // one that came and went would change the columns
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_heading);
    words->addWidget(m_sentence);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 12, 6);
    head->addLayout(words, 1);
    head->addWidget(m_shipped, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_scroll, 1);
    keepMeasured(this, [this] { arrange(); });
}

void GalleryPanel::setSections(std::vector<Section> sections)
{
    for (Section& section : sections) {
        auto* title = new QLabel(QStringLiteral("<b>%1</b>&nbsp; %2").arg(section.title.toHtmlEscaped(), section.sentence.toHtmlEscaped()));
        title->setWordWrap(true);
        title->setContentsMargins(0, 8, 0, 0);
        m_column->addWidget(title);
        auto* grid = new QGridLayout;
        grid->setSpacing(between);
        m_column->addLayout(grid);
        std::vector<PresetCard*> cards;
        for (PresetCard::Content& content : section.cards) {
            auto* made = new PresetCard(std::move(content));
            connect(made, &PresetCard::startRequested, this, [this, made] { emit startRequested(made->name()); });
            m_group->addButton(made);
            cards.push_back(made);
        }
        m_grids.push_back({grid, std::move(cards)});
    }
    m_column->addStretch();
    m_columns = 0;
    arrange();
}

void GalleryPanel::setHeading(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
}

PresetCard* GalleryPanel::card(const QString& name) const
{
    for (QAbstractButton* button : m_group->buttons())
        if (static_cast<PresetCard*>(button)->name() == name)
            return static_cast<PresetCard*>(button);
    return nullptr;
}

void GalleryPanel::setTime(const QString& name, const QString& time)
{
    if (PresetCard* const shown = card(name))
        shown->setTime(time);
}

void GalleryPanel::choose(const QString& name)
{
    if (PresetCard* const shown = card(name)) {
        shown->setChecked(true);
        m_scroll->ensureWidgetVisible(shown);
    }
}

QString GalleryPanel::chosen() const
{
    const auto* button = static_cast<const PresetCard*>(m_group->checkedButton());
    return button ? button->name() : QString();
}

void GalleryPanel::focusChosen()
{
    if (QAbstractButton* const button = m_group->checkedButton())
        button->setFocus(Qt::OtherFocusReason);
}

void GalleryPanel::setShippedVisible(bool isVisible)
{
    m_shipped->setVisible(isVisible);
}

void GalleryPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// As many columns as there is room for.
void GalleryPanel::arrange()
{
    if (m_grids.empty())
        return;
    const QMargins beside = m_column->contentsMargins();
    const int room = m_scroll->width() - m_scroll->verticalScrollBar()->sizeHint().width() - 2 * m_scroll->frameWidth() - beside.left() - beside.right();
    const int narrowest = m_grids.front().second.front()->sizeHint().width() * 9 / 10;
    const int columns = std::clamp((room + between) / (narrowest + between), 1, 6);
    const int wide = (room + between) / columns - between; // an empty place is as wide, so that cards stand below one another
    const int before = std::exchange(m_columns, columns);
    for (const auto& [grid, cards] : m_grids) {
        for (std::size_t i = 0; i < cards.size() && columns != before; ++i)
            grid->addWidget(cards[i], int(i) / columns, int(i) % columns);
        for (int column = 0; column < std::max(before, columns); ++column) {
            grid->setColumnStretch(column, column < columns ? 1 : 0);
            grid->setColumnMinimumWidth(column, column < columns ? wide : 0);
        }
    }
}
