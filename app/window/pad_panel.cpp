#include "app/window/pad_panel.h"

#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"

#include <QHBoxLayout>

PadPanel::PadPanel(QWidget* parent)
    : QWidget(parent)
    , pad(new DigitPad(this))
    , tools(new PadToolBar(pad, this))
    , seen(new DigitImageView(this))
    , sample(new SampleBar(this))
    , bars(new ProbabilityBars(this))
{
    seen->setCaption(tr("What the network sees"));
    seen->setEmptyText(tr("nothing yet"));

    auto* drawing = new QVBoxLayout;
    drawing->setSpacing(4);
    drawing->addWidget(pad, 1);
    drawing->addWidget(tools);

    auto* reading = new QVBoxLayout;
    reading->setSpacing(4);
    reading->addWidget(seen, 1);
    reading->addWidget(sample);
    reading->addWidget(bars, 2);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(12);
    row->addLayout(drawing, 1);
    row->addLayout(reading);
    bars->setFixedWidth(bars->sizeHint().width());
}
