#pragma once

#include <QWidget>

class CorrectionBar;
class DigitImageView;
class DigitPad;
class PadToolBar;
class ProbabilityBars;
class QLabel;
class QStackedLayout;
class SampleBar;

/// The drawing and its reading, side by side; layout only.
class PadPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PadPanel(QWidget* parent = nullptr);

    void showPad();
    /// Instead of the pad, for a network that reads no drawing: a sentence, and a way to where it is seen.
    void showNotice(const QString& sentence);
    void showBars();
    /// Instead of the bars, for a network that names no class: what it gives.
    void showGiven();

    DigitPad* pad;
    PadToolBar* tools;
    DigitImageView* seen;
    SampleBar* sample;
    ProbabilityBars* bars;
    DigitImageView* given;
    QLabel* givenText;
    CorrectionBar* correction; ///< under them all

signals:
    void toyRequested();

private:
    QWidget* buildDrawing();
    QWidget* buildNotice();
    QWidget* buildGiven();

    QLabel* m_notice;
    QStackedLayout* m_left;
    QStackedLayout* m_answer;
};
