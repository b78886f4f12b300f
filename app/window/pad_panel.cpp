#include "app/window/pad_panel.h"

#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>

PadPanel::PadPanel(QWidget* parent)
    : QWidget(parent)
    , pad(new DigitPad(this))
    , tools(new PadToolBar(pad, this))
    , seen(new DigitImageView(this))
    , sample(new SampleBar(this))
    , bars(new ProbabilityBars(this))
    , given(new DigitImageView(this))
    , givenText(new QLabel(this))
    , correction(new CorrectionBar(this))
    , m_notice(new QLabel(this))
    , m_left(new QStackedLayout)
    , m_answer(new QStackedLayout)
{
    seen->setCaption(tr("What the network sees"));
    seen->setEmptyText(tr("nothing yet"));
    m_left->addWidget(buildDrawing());
    m_left->addWidget(buildNotice());
    m_answer->addWidget(bars);
    m_answer->addWidget(buildGiven());

    auto* reading = new QVBoxLayout;
    reading->setSpacing(4);
    reading->addWidget(seen, 1);
    reading->addWidget(sample);
    reading->addLayout(m_answer, 2);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addLayout(m_left, 1);
    row->addLayout(reading);
    column->addLayout(row, 1);
    column->addWidget(correction);
    bars->setFixedWidth(bars->sizeHint().width());
}

QWidget* PadPanel::buildDrawing()
{
    auto* page = new QWidget(this);
    auto* drawing = new QVBoxLayout(page);
    drawing->setContentsMargins({});
    drawing->setSpacing(4);
    drawing->addWidget(pad, 1);
    drawing->addWidget(tools);
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

QWidget* PadPanel::buildGiven()
{
    auto* page = new QWidget(this);
    given->setCaption(tr("What the network gives back"));
    given->setEmptyText(tr("nothing yet"));
    givenText->setObjectName(QStringLiteral("givenText"));
    givenText->setWordWrap(true);
    givenText->setProperty("muted", true);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(given, 3);
    column->addWidget(givenText);
    column->addStretch(2); // the two pictures are of one size
    return page;
}

void PadPanel::showPad()
{
    m_left->setCurrentIndex(0);
}

void PadPanel::showNotice(const QString& sentence)
{
    m_notice->setText(sentence);
    const bool hadFocus = m_left->widget(0)->isAncestorOf(QApplication::focusWidget());
    m_left->setCurrentIndex(1);
    if (hadFocus)
        window()->setFocus(); // rather than whichever field comes next: keys are for the whole window
}

void PadPanel::showBars()
{
    m_answer->setCurrentIndex(0);
}

void PadPanel::showGiven()
{
    m_answer->setCurrentIndex(1);
}
