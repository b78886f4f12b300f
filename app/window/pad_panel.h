#pragma once

#include <QWidget>

class DigitImageView;
class DigitPad;
class PadToolBar;
class ProbabilityBars;
class SampleBar;

/// The drawing and its reading, side by side; layout only.
class PadPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PadPanel(QWidget* parent = nullptr);

    DigitPad* pad;
    PadToolBar* tools;
    DigitImageView* seen;
    SampleBar* sample;
    ProbabilityBars* bars;
};
