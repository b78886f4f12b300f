#pragma once

#include "app/views/view.h"

#include "engine/inspect/predictor.h"
#include "engine/inspect/rbm_stack.h"
#include "ui/charts/picture_pairs.h"

#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class GeneratePanel;

/// What the network in use makes by itself of the selected sample and of some test digits: an auto-encoder's reconstructions
/// and code, an RBM's reconstructions, filters and Gibbs samples.
class GenerateView : public View
{
    Q_OBJECT

public:
    explicit GenerateView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;
    void setInSight(bool isInSight) override;

private:
    void start(const QString& preset);
    void showTimes();
    void startOver();
    void chooseDigits();
    void appendRecords();
    /// All that depends on weights and sample.
    void showNumbers();
    void showPairs();
    void showCode();
    void showFilters();
    void showWords();
    void goOnSampling();
    void beginGibbsChain();
    void continueGibbsChain();

    const engine::Sequential& network() const;
    std::span<const float> parameters() const;
    /// RBM layers that take part: up to the one that is being fine-tuned.
    std::size_t depth() const;
    std::optional<std::span<const std::uint8_t>> sample() const;
    std::vector<float> givenBack(std::span<const std::uint8_t> picture);
    PicturePair pairOf(const QString& name, std::span<const std::uint8_t> picture);
    QString phaseWords() const;
    QString judgementWords() const;

    Context m_context;
    GeneratePanel* m_panel;
    std::unique_ptr<engine::RbmStack> m_stack; ///< null unless it is RBMs that are shown
    std::unique_ptr<engine::Predictor> m_autoencoder; ///< null unless it is one
    std::vector<std::size_t> m_digits; ///< of the test set, one of each class
    std::size_t m_filterDepth = 0; ///< whose filters are shown; 0: none
    std::size_t m_steps = 0; ///< records that are shown; the run's log has these and more
    std::size_t m_epochs = 0;
    QTimer m_gibbsTimer;
    int m_gibbsRound = 0;
};
