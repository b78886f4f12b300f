#pragma once

#include <QLabel>

/// What there is to hold a part of out.
struct TrainingSamples
{
    std::size_t count = 0;
    std::size_t keptApart = 0; ///< by the data themselves, for validation
    bool areDigits = true;
};

/// Of what a share is held out: "6,000 of the 60,000 training digits".
class HeldOutNote : public QLabel
{
    Q_OBJECT

public:
    explicit HeldOutNote(QWidget* parent = nullptr);

    void setSamples(const TrainingSamples& samples);
    void setShare(double share);

private:
    void showText();

    TrainingSamples m_samples;
    double m_share = 0;
};
