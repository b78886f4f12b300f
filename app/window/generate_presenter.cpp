#include "app/window/generate_presenter.h"

#include "app/network_pictures.h"
#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/workbench.h"
#include "ui/charts/error_curve.h"
#include "ui/charts/number_text.h"
#include "ui/panels/generate_view.h"

#include <algorithm>
#include <chrono>

namespace {

/// Rounds of a dream in one go: about a millisecond.
constexpr int roundsAtOnce = 3;

constexpr std::chrono::milliseconds dreamInterval{16};

/// Presets that give something back.
QStringList starters()
{
    return {QStringLiteral("autoencoder"), QStringLiteral("dbn")};
}

/// Place of the narrowest activation between input and output; the last of them.
std::size_t codePlace(const engine::Sequential& network)
{
    std::size_t narrowest = 1;
    for (std::size_t place = 1; place < network.size(); ++place)
        if (network.shapeBefore(place).elements() <= network.shapeBefore(narrowest).elements())
            narrowest = place;
    return narrowest;
}

} // namespace

GeneratePresenter::GeneratePresenter(GenerateView& view, const SampleReader& reader, Selection& selection,
                                     const Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_reader(reader)
    , m_selection(selection)
    , m_workbench(workbench)
{
    m_view.setStarters(starters());
    m_dreams.setInterval(dreamInterval);
    connect(&m_dreams, &QTimer::timeout, this, &GeneratePresenter::dreamOn);
    connect(&view, &GenerateView::filterClicked, &selection, [this](int unit) {
        m_selection.selectUnit(Selection::Unit{m_stack->place(m_filterDepth - 1), std::size_t(unit)});
    });
    connect(&view, &GenerateView::shown, this, &GeneratePresenter::refresh);
    connect(&reader, &SampleReader::readingChanged, this, &GeneratePresenter::refresh);
    connect(&workbench, &Workbench::networkReplaced, this, &GeneratePresenter::showNetwork);
    connect(&workbench, &Workbench::dataChanged, this, &GeneratePresenter::chooseDigits);
    connect(&workbench, &Workbench::recordsArrived, this, &GeneratePresenter::addRecords);
    connect(&workbench, &Workbench::progressChanged, this, &GeneratePresenter::showWords);
    showNetwork();
    chooseDigits();
}

void GeneratePresenter::showNetwork()
{
    const NetworkState& state = m_workbench.state();
    m_dreams.stop();
    m_stack.reset();
    m_autoencoder.reset();
    m_filterDepth = 0;
    auto stack = std::make_unique<engine::RbmStack>(state.network);
    if (state.recipe.target == engine::Target::Input)
        m_autoencoder = std::make_unique<engine::Predictor>(state.network, state.recipe.loss);
    else if (stack->size() > 0)
        m_stack = std::move(stack);
    m_view.setSubject(m_autoencoder ? GenerateView::Subject::AutoEncoder
                          : m_stack ? GenerateView::Subject::Rbm
                                    : GenerateView::Subject::Nothing);
    for (int which = 0; which < int(GenerateView::dreamRounds.size()); ++which)
        m_view.setDream(which, {}, 0, 0);
    m_view.curve().clear();
    m_view.curve().append(std::span(state.pretrainingSteps));
    m_view.curve().append(std::span(state.pretrainingEpochs));
    refresh();
}

void GeneratePresenter::addRecords(const engine::TrainingFeed::Update& update)
{
    m_view.curve().append(std::span(update.pretrainingSteps));
    m_view.curve().append(std::span(update.pretrainingEpochs));
}

void GeneratePresenter::chooseDigits()
{
    m_digits.clear();
    if (const auto data = m_workbench.data())
        for (std::size_t name = 0; name < data->test.classNames.size(); ++name) {
            const auto found = std::ranges::find(data->test.labels, name);
            if (found != data->test.labels.end())
                m_digits.push_back(std::size_t(found - data->test.labels.begin()));
        }
    refresh();
}

void GeneratePresenter::refresh()
{
    // While a network is being replaced, the reader still has the old one.
    const bool isCurrent = &m_reader.network() == m_workbench.state().network.get();
    if (!m_view.isVisible() || !isCurrent || (!m_stack && !m_autoencoder)) {
        m_dreams.stop();
        return;
    }
    showWords();
    showPairs();
    if (m_autoencoder)
        showCode();
    if (m_stack)
        showFilters();
    if (m_stack && !m_dreams.isActive())
        beginDream();
}

std::size_t GeneratePresenter::depth() const
{
    const Workbench::Progress now = m_workbench.progress();
    return now.isPretraining() ? std::min(now.pretraining.placeAfter(now.pretrainingStep).layer + 1, m_stack->size())
                               : m_stack->size();
}

std::optional<std::span<const std::uint8_t>> GeneratePresenter::sample() const
{
    const std::size_t size = m_reader.network().inputShape().elements();
    if (m_reader.hasReading())
        return std::span<const std::uint8_t>(*m_reader.picture());
    const auto data = m_workbench.data();
    if (data && !m_digits.empty() && data->test.sampleShape.elements() == size)
        return data->test.sample(m_digits.front());
    return {};
}

std::vector<float> GeneratePresenter::givenBack(std::span<const std::uint8_t> picture)
{
    const auto& parameters = m_reader.weights().parameters;
    const auto result = m_stack ? m_stack->reconstruct(parameters, depth(), picture) : m_autoencoder->predict(parameters, picture);
    return {result.begin(), result.end()};
}

PicturePair GeneratePresenter::pairOf(const QString& name, std::span<const std::uint8_t> picture)
{
    PicturePair pair{.name = name, .picture = std::vector<float>(picture.size()), .reconstruction = givenBack(picture)};
    std::ranges::transform(picture, pair.picture.begin(), [](std::uint8_t byte) { return float(byte) / 255; });
    return pair;
}

void GeneratePresenter::showPairs()
{
    const engine::Shape& shape = m_reader.network().inputShape();
    std::vector<PicturePair> pairs;
    if (m_reader.hasReading())
        pairs.push_back(pairOf(m_selection.testDigit() ? tr("selected") : tr("drawing"), *m_reader.picture()));
    const auto data = m_workbench.data();
    const bool fits = data && data->test.sampleShape == shape;
    for (std::size_t i = 0; fits && i < m_digits.size(); ++i)
        pairs.push_back(pairOf(QString::fromStdString(data->test.className(m_digits[i])),
                               data->test.sample(m_digits[i])));
    const bool isPicture = shape.rank() == 3 && shape[0] == 1;
    m_view.pairs().setPairs(std::move(pairs), isPicture ? int(shape[1]) : 1, isPicture ? int(shape[2]) : int(shape.elements()));
}

void GeneratePresenter::showCode()
{
    const auto picture = sample();
    if (!picture) {
        m_view.setCode({});
        return;
    }
    const engine::Sequential& network = m_reader.network();
    const std::size_t place = codePlace(network);
    m_autoencoder->predict(m_reader.weights().parameters, *picture);
    m_view.setCode(m_autoencoder->activation(place).first(network.shapeBefore(place).elements()));
}

void GeneratePresenter::showFilters()
{
    const std::size_t wanted = depth();
    if (wanted != m_filterDepth) {
        const auto layers = weightPictures(m_reader.network());
        const auto own = std::ranges::find(layers, m_stack->place(wanted - 1), &LayerPictures::layer);
        m_view.setFilters(own->pictures);
        m_filterDepth = wanted;
    }
    const auto& weights = m_workbench.state().weights;
    m_view.setWeights(weights, weights->parameters);
}

void GeneratePresenter::showWords()
{
    if (!m_view.isVisible())
        return;
    if (m_autoencoder)
        m_view.setWords(tr("Gives every picture back through %1 numbers")
                            .arg(m_autoencoder->network().shapeBefore(codePlace(m_autoencoder->network())).elements()),
                        m_workbench.state().isTrained() ? tr("With the newest weights; the error is the mean squared difference.")
                                                        : tr("Not trained yet: press Train and watch the digits appear."));
    else if (m_stack)
        m_view.setWords(phaseWords(), judgementWords());
}

QString GeneratePresenter::phaseWords() const
{
    const Workbench::Progress now = m_workbench.progress();
    if (now.isPretraining()) {
        const auto place = now.pretraining.placeAfter(now.pretrainingStep);
        if (now.pretrainingStep == 0 && now.phase == Workbench::Phase::Idle)
            return tr("Not taught yet: press Train, and each RBM layer first learns to give back what enters it");
        return tr("Pre-training layer %1 of %2, epoch %3 of %4")
            .arg(place.layer + 1)
            .arg(now.pretraining.layers)
            .arg(place.epoch + 1)
            .arg(now.pretraining.epochs);
    }
    if (now.phase == Workbench::Phase::Finished)
        return tr("Pre-trained, then fine-tuned");
    if (m_workbench.state().recipe.pretraining.kind == "none")
        return tr("RBM layers that learn with the whole network, without pre-training");
    if (now.stepsPerEpoch == 0 || now.step == 0)
        return tr("Pre-trained");
    return tr("Fine-tuning, epoch %1 of %2")
        .arg((now.step - 1) / now.stepsPerEpoch + 1)
        .arg(m_workbench.state().recipe.epochs);
}

QString GeneratePresenter::judgementWords() const
{
    const auto& epochs = m_workbench.state().pretrainingEpochs;
    if (epochs.empty())
        return tr("Pictures go up through the RBM layers and come down again.");
    const engine::PretrainingEpochRecord& last = epochs.back();
    return tr("Layer %1 after epoch %2: pictures kept aside come back with an error of %3, free-energy gap %4 (how far they lie "
              "above pictures that it learnt; it grows when a layer learns by heart).")
        .arg(last.layer)
        .arg(last.epoch)
        .arg(numberText(double(last.reconstructionError)), numberText(double(last.freeEnergyGap)));
}

void GeneratePresenter::beginDream()
{
    const auto picture = sample();
    if (!picture)
        return;
    m_stack->beginDream(m_reader.weights().parameters, depth(), *picture, m_workbench.state().recipe.seed);
    m_dreamRound = 0;
    m_dreams.start();
}

void GeneratePresenter::dreamOn()
{
    const auto next = std::ranges::upper_bound(GenerateView::dreamRounds, m_dreamRound);
    if (next == GenerateView::dreamRounds.end() || !m_view.isVisible()) {
        m_dreams.stop();
        return;
    }
    const int rounds = std::min(roundsAtOnce, *next - m_dreamRound);
    const auto picture = m_stack->dream(m_reader.weights().parameters, std::size_t(rounds));
    m_dreamRound += rounds;
    const engine::Shape& shape = m_reader.network().inputShape();
    if (m_dreamRound == *next && shape.rank() == 3)
        m_view.setDream(int(next - GenerateView::dreamRounds.begin()), {picture.begin(), picture.end()}, int(shape[0] * shape[1]),
                        int(shape[2]));
}
