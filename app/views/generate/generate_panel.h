#pragma once

#include "ui/charts/weight_pictures.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <memory>
#include <span>
#include <vector>

class ErrorCurve;
class NumberPicture;
class PicturePairs;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;
class WeightsSection;

/// What generative networks make: reconstructions, an auto-encoder's code, an RBM's filters and Gibbs samples. Without
/// such a network it says what it is for and offers some.
class GeneratePanel : public QWidget
{
    Q_OBJECT

public:
    enum class Subject {
        Nothing, ///< the network reconstructs nothing
        AutoEncoder,
        Rbm,
    };

    /// After how many rounds a Gibbs sample is shown.
    static constexpr std::array<int, 3> gibbsRounds{1, 10, 100};

    explicit GeneratePanel(QWidget* parent = nullptr);

    /// Presets that reconstruct, to begin with; the first is the primary one.
    void setStarters(const QStringList& presets);
    /// How long one of them takes on this machine; empty: nobody knows.
    void setTime(const QString& preset, const QString& time);
    void setSubject(Subject subject);
    /// What is going on, in a line and in a sentence.
    void setWords(const QString& heading, const QString& sentence);

    PicturePairs& pairs() { return *m_pairs; }
    ErrorCurve& curve() { return *m_curve; }
    /// The narrowest layer's numbers. Empty: none to show.
    void setCode(std::span<const float> numbers);
    /// After gibbsRounds[which] rounds. Empty: not there yet.
    void setGibbsSample(int which, std::vector<float> picture, int rows, int columns);
    /// One layer's weights as small pictures.
    void setFilters(const WeightPictures& pictures);
    /// The whole network's parameters, as WeightsPanel::setWeights().
    void setWeights(std::shared_ptr<const void> keeper, std::span<const float> parameters);

signals:
    void presetChosen(const QString& preset);
    void filterClicked(int unit);

private:
    QWidget* buildEmptyPage();
    QWidget* buildPage();
    QWidget* buildCode();
    QWidget* buildGibbsSamples();

    QStackedWidget* m_pages;
    QHBoxLayout* m_starters = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_sentence = nullptr;
    PicturePairs* m_pairs = nullptr;
    QWidget* m_codeBox = nullptr;
    QLabel* m_codeTitle = nullptr;
    NumberPicture* m_code = nullptr;
    QWidget* m_gibbsBox = nullptr;
    std::array<NumberPicture*, gibbsRounds.size()> m_gibbsSamples{};
    ErrorCurve* m_curve = nullptr;
    QScrollArea* m_filterArea = nullptr;
    WeightsSection* m_filters = nullptr;
    std::shared_ptr<const void> m_saver;
};
