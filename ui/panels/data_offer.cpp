#include "ui/panels/data_offer.h"

#include "ui/style/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace {

constexpr int iconSide = 28;

} // namespace

DataOffer::DataOffer(QWidget* parent)
    : QFrame(parent)
    , m_picture(new QLabel(this))
    , m_heading(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_choices(new QHBoxLayout)
{
    setObjectName(QStringLiteral("dataOffer"));
    m_heading->setProperty("heading", true);
    m_sentence->setWordWrap(true);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("dismiss"));
    close->setIcon(icon(Icon::Close));
    close->setToolTip(tr("Not now; File › Open data… offers the same"));
    close->setAccessibleName(tr("Not now"));
    m_choices->setSpacing(8);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 8, 12, 8); // low: it stands above everything else, also on a small screen
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_picture, 0, 0, 2, 1, Qt::AlignVCenter);
    grid->addWidget(m_heading, 0, 1);
    grid->addWidget(m_sentence, 1, 1);
    grid->addLayout(m_choices, 0, 2, 2, 1, Qt::AlignVCenter);
    grid->addWidget(close, 0, 3, 2, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);

    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    paintCard();
}

void DataOffer::setText(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    setAccessibleName(QStringLiteral("%1. %2").arg(heading, sentence));
}

void DataOffer::setChoices(const QStringList& choices)
{
    while (QLayoutItem* item = m_choices->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < choices.size(); ++i) {
        auto* button = new QPushButton(choices[i], this);
        button->setProperty("primary", i == 0);
        connect(button, &QPushButton::clicked, this, [this, i] { emit chosen(i); });
        m_choices->addWidget(button);
    }
}

void DataOffer::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintCard();
    QFrame::changeEvent(event);
}

void DataOffer::paintCard()
{
    const QString sheet
        = QStringLiteral("#dataOffer { background: %1; border: 1px solid %2; border-radius: 8px; }")
              .arg(theme().raised.name(), theme().border.name());
    if (styleSheet() != sheet) // setting it changes the palette, which leads back here
        setStyleSheet(sheet);
    m_picture->setPixmap(
        icon(Icon::Database, &Theme::accent).pixmap(QSize(iconSide, iconSide), devicePixelRatioF()));
}
