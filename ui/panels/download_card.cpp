#include "ui/panels/download_card.h"

#include "ui/style/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace {

constexpr int signSide = 28;

} // namespace

DownloadCard::DownloadCard(QWidget* parent)
    : QFrame(parent)
    , m_picture(new QLabel(this))
    , m_heading(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_bars(new FileBars(this))
    , m_stop(addButton(QStringLiteral("stopDownload"), tr("Cancel"), tr("What is downloaded is kept, and a later "
                                                                        "download goes on from there"),
                       &DownloadCard::stopRequested))
    , m_retry(addButton(QStringLiteral("retryDownload"), tr("Try again"), tr("Goes on from what is downloaded"),
                        &DownloadCard::retryRequested))
    , m_address(addButton(QStringLiteral("downloadAddress"), tr("Other address…"), tr("Where to download the files from"),
                          &DownloadCard::addressRequested))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("downloadCard"));
    m_heading->setProperty("heading", true);
    m_sentence->setObjectName(QStringLiteral("downloadSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_retry->setProperty("primary", true);
    m_close->setObjectName(QStringLiteral("dismiss"));
    m_close->setIcon(icon(Icon::Close));
    m_close->setToolTip(tr("Not now; File › Data to learn from offers it again"));
    m_close->setAccessibleName(tr("Not now"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QWidget* button : std::initializer_list<QWidget*>{m_retry, m_address, m_stop, m_close})
        buttons->addWidget(button);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 8, 12, 8); // low: it lies over a page, also on a small screen
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(3);
    grid->addWidget(m_picture, 0, 0, 3, 1, Qt::AlignVCenter);
    grid->addWidget(m_heading, 0, 1);
    grid->addWidget(m_sentence, 1, 1);
    grid->addWidget(m_bars, 2, 1);
    grid->addLayout(buttons, 0, 2, 3, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    paintCard();
}

QPushButton* DownloadCard::addButton(const QString& name, const QString& text, const QString& tip,
                                     void (DownloadCard::*intention)())
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the keys with the whole window
    button->setToolTip(tip);
    connect(button, &QPushButton::clicked, this, intention);
    return button;
}

void DownloadCard::showProgress(const QString& heading, const QString& sentence, const std::vector<FileBar>& bars)
{
    m_isProblem = false;
    setText(heading, sentence);
    m_bars->setBars(bars);
    m_bars->show();
    m_stop->show();
    for (QWidget* part : std::initializer_list<QWidget*>{m_retry, m_address, m_close})
        part->hide();
    paintCard();
    show();
}

void DownloadCard::showStopped(const QString& sentence)
{
    m_isProblem = false;
    showEnd(tr("The download is stopped"), sentence, tr("Go on"));
}

void DownloadCard::showProblem(const QString& sentence)
{
    m_isProblem = true;
    showEnd(tr("The download failed"), sentence, tr("Try again"));
}

void DownloadCard::showEnd(const QString& heading, const QString& sentence, const QString& retry)
{
    setText(heading, sentence);
    m_retry->setText(retry);
    m_bars->hide();
    m_stop->hide();
    for (QWidget* part : std::initializer_list<QWidget*>{m_retry, m_address, m_close})
        part->show();
    paintCard();
    show();
}

void DownloadCard::setText(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    setAccessibleName(QStringLiteral("%1. %2").arg(heading, sentence));
}

void DownloadCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintCard();
    QFrame::changeEvent(event);
}

void DownloadCard::paintCard()
{
    const Theme& t = theme();
    const QString sheet = QStringLiteral("#downloadCard { background: %1; border: 1px solid %2; border-radius: 8px; }")
                              .arg(t.raised.name(), (m_isProblem ? t.error : t.border).name());
    if (styleSheet() != sheet) // setting it changes the palette, which leads back here
        setStyleSheet(sheet);
    const QIcon sign = m_isProblem ? icon(Icon::Warning, &Theme::error) : icon(Icon::Database, &Theme::accent);
    m_picture->setPixmap(sign.pixmap(QSize(signSide, signSide), devicePixelRatioF()));
}
