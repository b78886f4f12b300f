#pragma once

#include "engine/inspect/predictor.h"
#include "engine/inspect/rbm_stack.h"
#include "engine/train/training_feed.h"
#include "ui/charts/picture_pairs.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class GenerateView;
class SampleReader;
class Selection;
class Workbench;

/// Shows what the network in use gives back of the selected sample and of some test digits, with the newest weights, while
/// the view is in sight.
class GeneratePresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    GeneratePresenter(GenerateView& view, const SampleReader& reader, Selection& selection, const Workbench& workbench,
                      QObject* parent = nullptr);

private:
    void showNetwork();
    void addRecords(const engine::TrainingFeed::Update& update);
    void chooseDigits();
    /// All that depends on weights and sample.
    void refresh();
    void showPairs();
    void showCode();
    void showFilters();
    void showWords();
    void beginDream();
    void dreamOn();

    /// RBM layers that take part: up to the one that is being taught.
    std::size_t depth() const;
    std::optional<std::span<const std::uint8_t>> sample() const;
    std::vector<float> givenBack(std::span<const std::uint8_t> picture);
    PicturePair pairOf(const QString& name, std::span<const std::uint8_t> picture);
    QString phaseWords() const;
    QString judgementWords() const;

    GenerateView& m_view;
    const SampleReader& m_reader;
    Selection& m_selection;
    const Workbench& m_workbench;
    std::unique_ptr<engine::RbmStack> m_stack; ///< null unless it is RBMs that are shown
    std::unique_ptr<engine::Predictor> m_autoencoder; ///< null unless it is one
    std::vector<std::size_t> m_digits; ///< of the test set, one of each class
    std::size_t m_filterDepth = 0; ///< whose filters are shown; 0: none
    QTimer m_dreams;
    int m_dreamRound = 0;
};
