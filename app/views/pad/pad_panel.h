#pragma once

#include <QWidget>

class CorrectionBar;
class DigitImageView;
class DigitPad;
class PictureView;
class QBoxLayout;
class PadToolBar;
class ProbabilityBars;
class QLabel;
class QPushButton;
class QStackedLayout;
class SampleBar;

/// The drawing and its prediction, side by side; layout only.
class PadPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PadPanel(QWidget* parent = nullptr);

    void showPad();
    /// Instead of the pad: a picture from outside, with a sentence on what was made of it.
    void showPicture();
    /// Instead of the pad, for a network that reads no drawing: a sentence, and a way to where it is seen.
    void showNotice(const QString& sentence);
    void showBars();
    /// Instead of the bars, for a network that names no class: its reconstruction.
    void showReconstruction();

    DigitPad* pad;
    PadToolBar* tools;
    DigitImageView* seen;
    QLabel* number; ///< in large type
    PictureView* picture;
    QLabel* pictureText;
    QPushButton* resetCrop;
    SampleBar* sample;
    ProbabilityBars* bars;
    DigitImageView* reconstruction;
    QLabel* reconstructionText;
    CorrectionBar* correction; ///< under them all

signals:
    void toyRequested();
    void drawingRequested(); ///< away from the picture
    void cropResetRequested();

private:
    enum class Page { Drawing, Words, Picture };
    void turnTo(Page page);
    void arrange();
    bool isPaperWide() const;
    QWidget* buildDrawing();
    QWidget* buildNotice();
    QWidget* buildPicture();
    QWidget* buildUpright();
    void buildNumber();
    void fitBars(bool isWide);
    QWidget* buildReconstruction();

    QLabel* m_notice;
    QStackedLayout* m_left;
    QStackedLayout* m_answer;
    QWidget* m_drawing;
    QBoxLayout* m_pictureColumn;
    QBoxLayout* m_row;
    QBoxLayout* m_prediction;
};
