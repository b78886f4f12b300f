#include "app/views/pad/pad_panel.h"

#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/picture_view.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"
#include "ui/style/measured.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

PadPanel::PadPanel(QWidget* parent)
    : QWidget(parent)
    , pad(new DigitPad(this))
    , tools(new PadToolBar(pad, this))
    , seen(new DigitImageView(this))
    , number(new QLabel(this))
    , picture(new PictureView(this))
    , pictureText(new QLabel(this))
    , resetCrop(new QPushButton(tr("Reset the frame"), this))
    , sample(new SampleBar(this))
    , bars(new ProbabilityBars(this))
    , reconstruction(new DigitImageView(this))
    , reconstructionText(new QLabel(this))
    , correction(new CorrectionBar(this))
    , m_notice(new QLabel(this))
    , m_left(new QStackedLayout)
    , m_answer(new QStackedLayout)
{
    seen->setObjectName(QStringLiteral("seen"));
    m_drawing = buildDrawing();
    m_left->addWidget(m_drawing);
    m_left->addWidget(buildNotice());
    m_left->addWidget(buildPicture());
    m_answer->addWidget(bars);
    m_answer->addWidget(buildReconstruction());

    keepMeasured(seen, [this] { seen->setMinimumSize(seen->sizeHint()); }); // large enough to read as pixels
    m_prediction = new QVBoxLayout;
    m_prediction->setSpacing(4);
    m_prediction->addWidget(seen, 1);
    m_prediction->addLayout(m_answer, 2);

    m_row = new QHBoxLayout;
    m_row->setSpacing(6);
    m_row->addLayout(m_left, 5);
    m_row->addLayout(m_prediction, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(5, 8, 5, 8);
    column->setSpacing(4);
    column->addLayout(m_row, 1);
    column->addWidget(tools);
    column->addWidget(sample);
    auto* foot = new QHBoxLayout;
    foot->addWidget(correction, 1);
    foot->addWidget(buildUpright());
    column->addLayout(foot);
    buildNumber();
    keepMeasured(bars, [this] { fitBars(isPaperWide()); });
    connect(pad, &DigitPad::wideChanged, this, &PadPanel::arrange);
}

QWidget* PadPanel::buildDrawing()
{
    auto* page = new QWidget(this);
    auto* drawing = new QVBoxLayout(page);
    drawing->setContentsMargins({});
    drawing->setSpacing(4);
    drawing->addWidget(pad, 1);
    return page;
}

QWidget* PadPanel::buildNotice()
{
    auto* page = new QWidget(this);
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignCenter);
    auto* open = new QPushButton(tr("Open Toy"), page);
    open->setObjectName(QStringLiteral("openToy"));
    connect(open, &QPushButton::clicked, this, &PadPanel::toyRequested);

    auto* column = new QVBoxLayout(page);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_notice);
    column->addWidget(open, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

/// Below the prediction, since there is no room among the tools in a narrow window.
QWidget* PadPanel::buildUpright()
{
    QAction* action = tools->uprightAction();
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("upright"));
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    const auto follow = [action, button] { button->setVisible(action->isVisible()); };
    connect(action, &QAction::visibleChanged, button, follow);
    follow();
    return button;
}

void PadPanel::buildNumber()
{
    number->setObjectName(QStringLiteral("number"));
    number->setAccessibleName(tr("The number"));
    number->setAlignment(Qt::AlignCenter);
    number->setTextFormat(Qt::RichText); // what is doubted is grey
    number->setMinimumWidth(1); // rather cut than a window that cannot be narrow
    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    keepMeasured(number, [this] {
        QFont large = smallFont(2.2);
        large.setBold(true);
        number->setFont(large);
    });
    number->hide();
}

QWidget* PadPanel::buildPicture()
{
    auto* page = new QWidget(this);
    pictureText->setObjectName(QStringLiteral("pictureText"));
    pictureText->setWordWrap(true);
    pictureText->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    keepMeasured(pictureText, [this] { // the picture stays as large whatever is said of it
        pictureText->setMinimumHeight(2 * pictureText->fontMetrics().lineSpacing());
    });
    auto* back = new QPushButton(tr("Back to the pad"), page);
    back->setObjectName(QStringLiteral("backToPad"));
    connect(back, &QPushButton::clicked, this, &PadPanel::drawingRequested);

    resetCrop->setObjectName(QStringLiteral("resetCrop"));
    resetCrop->setToolTip(tr("Read what the program finds again (Esc on the picture)"));
    connect(resetCrop, &QPushButton::clicked, this, &PadPanel::cropResetRequested);
    connect(picture, &PictureView::cropReset, this, &PadPanel::cropResetRequested);

    auto* foot = new QHBoxLayout;
    foot->addWidget(resetCrop);
    foot->addStretch();
    foot->addWidget(back);
    m_pictureColumn = new QVBoxLayout(page);
    m_pictureColumn->setContentsMargins({});
    m_pictureColumn->setSpacing(4);
    m_pictureColumn->addWidget(picture, 1);
    m_pictureColumn->addWidget(pictureText);
    m_pictureColumn->addLayout(foot);
    return page;
}

void PadPanel::fitBars(bool isWide)
{
    // Beside the square paper, which gets what is left, they can do with little; below the wide one they may need two
    // columns, and leave it what height they can do without.
    const int wished = bars->sizeHint().width();
    bars->setMinimumWidth(isWide ? wished : bars->minimumSizeHint().width());
    bars->setMaximumWidth(isWide ? 2 * wished : wished);
    bars->setSizePolicy(QSizePolicy::Expanding, isWide ? QSizePolicy::Ignored : QSizePolicy::Preferred);
}

/// The wide paper, three times as wide as high, stands above its prediction; anything else beside it. The number stands
/// under what it was read of, where it has the width.
void PadPanel::arrange()
{
    const bool isAbove = isPaperWide();
    const bool isPicture = m_left->currentIndex() == int(Page::Picture);
    // A paper that is not in sight asks for no room: the panel would grow, and stay so.
    m_drawing->setSizePolicy(isPicture ? QSizePolicy::Ignored : QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_row->setDirection(isAbove ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_prediction->setDirection(isAbove ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(isAbove ? 4 : 12);
    m_row->setStretchFactor(m_prediction, isAbove ? 4 : 1); // the paper needs no more height than it has width for
    m_prediction->setSpacing(isAbove ? 12 : 4);
    fitBars(isAbove);
    constexpr int underneath = 1;
    m_row->removeWidget(number);
    m_pictureColumn->removeWidget(number);
    (isPicture ? m_pictureColumn : m_row)->insertWidget(underneath, number);
    number->setVisible(pad->isWide());
}

bool PadPanel::isPaperWide() const
{
    return pad->isWide() && m_left->currentIndex() != int(Page::Picture);
}

/// With every move of the pen: nothing is arranged anew that stands already.
void PadPanel::turnTo(Page page)
{
    if (m_left->currentIndex() == int(page))
        return;
    m_left->setCurrentIndex(int(page));
    arrange();
}

QWidget* PadPanel::buildReconstruction()
{
    auto* page = new QWidget(this);
    reconstruction->setCaption(tr("Reconstruction"));
    reconstruction->setEmptyText(tr("nothing yet"));
    reconstructionText->setObjectName(QStringLiteral("givenText"));
    reconstructionText->setWordWrap(true);
    reconstructionText->setProperty("muted", true);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(reconstruction, 3);
    column->addWidget(reconstructionText);
    column->addStretch(2); // the two pictures are of one size
    return page;
}

void PadPanel::showPad()
{
    turnTo(Page::Drawing);
    tools->show();
}

void PadPanel::showPicture()
{
    turnTo(Page::Picture);
    tools->hide();
}

void PadPanel::showNotice(const QString& sentence)
{
    m_notice->setText(sentence);
    const bool hadFocus = m_left->widget(0)->isAncestorOf(QApplication::focusWidget());
    turnTo(Page::Words);
    tools->hide();
    if (hadFocus)
        window()->setFocus(); // rather than whichever field comes next: keys are for the whole window
}

void PadPanel::showBars()
{
    m_answer->setCurrentIndex(0);
}

void PadPanel::showReconstruction()
{
    m_answer->setCurrentIndex(1);
}
