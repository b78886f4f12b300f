#include "app/views/generate/generate_view.h"

#include "app/views/view_help.h"
#include "app/session/notices.h"
#include "app/session/presets.h"
#include "app/session/time_left.h"
#include "app/session/training_times.h"
#include "app/views/generate/generate_panel.h"
#include "app/views/network_pictures.h"
#include "ui/charts/error_curve.h"
#include "ui/charts/number_text.h"
#include "ui/fields/words.h"

#include <algorithm>
#include <chrono>

namespace {

/// Gibbs rounds in one go: about a millisecond.
constexpr int roundsAtOnce = 3;

constexpr std::chrono::milliseconds gibbsInterval{16};

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

GenerateView::GenerateView(const Context& context)
    : m_context(context)
    , m_panel(new GeneratePanel)
{
    m_panel->setStarters(starters());
    m_gibbsTimer.setInterval(gibbsInterval);
    connect(&m_gibbsTimer, &QTimer::timeout, this, &GenerateView::continueGibbsChain);
    connect(m_panel, &GeneratePanel::filterClicked, this, [this](int unit) {
        m_context.selection.selectUnit(Selection::Unit{m_stack->place(m_filterDepth - 1), std::size_t(unit)});
    });
    connect(m_panel, &GeneratePanel::presetChosen, this, &GenerateView::start);
    connect(&context.times, &TrainingTimes::changed, this, &GenerateView::showTimes);
    showTimes();
}

void GenerateView::start(const QString& preset)
{
    const NetworkCheck check = openPreset(m_context.runs, preset.toStdString());
    if (check.problem.isEmpty())
        m_context.runs.current().train();
    else
        m_context.notices.say(Notice::Level::Error, check.problem);
}

void GenerateView::showTimes()
{
    for (const QString& preset : starters()) {
        const auto seconds = m_context.times.secondsOf(preset.toStdString());
        m_panel->setTime(preset, seconds ? roughTime(*seconds) : QString());
    }
}

QWidget* GenerateView::widget()
{
    return m_panel;
}

void GenerateView::setInSight(bool isInSight)
{
    m_gibbsTimer.stop();
    showTimes();
    if (isInSight) // once what changed meanwhile is shown
        QMetaObject::invokeMethod(this, &GenerateView::goOnSampling, Qt::QueuedConnection);
}

void GenerateView::goOnSampling()
{
    if (m_stack && !m_gibbsTimer.isActive())
        beginGibbsChain();
}

const engine::Sequential& GenerateView::network() const
{
    return *m_context.inspection.model().network;
}

std::span<const float> GenerateView::parameters() const
{
    return m_context.inspection.model().weights->parameters;
}

void GenerateView::refresh(Inspection::Changes what)
{
    if (what & Inspection::Network)
        startOver();
    if (what & (Inspection::Network | Inspection::Data))
        chooseDigits();
    if (what & Inspection::Log)
        appendRecords();
    showWords();
    if (what & (Inspection::Network | Inspection::Data | Inspection::Weights | Inspection::SampleOf))
        showNumbers();
}

void GenerateView::startOver()
{
    const engine::Model& model = m_context.inspection.model();
    m_gibbsTimer.stop();
    m_stack.reset();
    m_autoencoder.reset();
    m_filterDepth = 0;
    m_steps = m_epochs = 0;
    auto stack = std::make_unique<engine::RbmStack>(model.network);
    if (model.recipe.target == engine::Target::Input)
        m_autoencoder = std::make_unique<engine::Predictor>(model.network, model.recipe.loss);
    else if (stack->size() > 0)
        m_stack = std::move(stack);
    m_panel->setSubject(m_autoencoder ? GeneratePanel::Subject::AutoEncoder
                            : m_stack ? GeneratePanel::Subject::Rbm
                                      : GeneratePanel::Subject::Nothing);
    for (int which = 0; which < int(GeneratePanel::gibbsRounds.size()); ++which)
        m_panel->setGibbsSample(which, {}, 0, 0);
    m_panel->curve().clear();
}

void GenerateView::appendRecords()
{
    const engine::RunLog& log = m_context.inspection.run().state().log;
    m_panel->curve().append(std::span(log.pretrainingSteps).subspan(m_steps));
    m_panel->curve().append(std::span(log.pretrainingEpochs).subspan(m_epochs));
    m_steps = log.pretrainingSteps.size();
    m_epochs = log.pretrainingEpochs.size();
}

void GenerateView::chooseDigits()
{
    m_digits.clear();
    if (const auto data = m_context.inspection.data())
        for (std::size_t name = 0; name < data->test.classNames.size(); ++name) {
            const auto found = std::ranges::find(data->test.labels, name);
            if (found != data->test.labels.end())
                m_digits.push_back(std::size_t(found - data->test.labels.begin()));
        }
}

void GenerateView::showNumbers()
{
    if (!m_stack && !m_autoencoder)
        return;
    showPairs();
    if (m_autoencoder)
        showCode();
    if (m_stack)
        showFilters();
    goOnSampling();
}

std::size_t GenerateView::depth() const
{
    const Run::Progress now = m_context.inspection.run().progress();
    return now.isPretraining() ? std::min(now.pretraining.placeAfter(now.pretrainingStep).layer + 1, m_stack->size())
                               : m_stack->size();
}

std::optional<std::span<const std::uint8_t>> GenerateView::sample() const
{
    const std::size_t size = network().inputShape().elements();
    if (m_context.inspection.prediction())
        return std::span<const std::uint8_t>(m_context.inspection.input()->pixels);
    const auto data = m_context.inspection.data();
    if (data && !m_digits.empty() && data->test.sampleShape.elements() == size)
        return data->test.sample(m_digits.front());
    return {};
}

std::vector<float> GenerateView::givenBack(std::span<const std::uint8_t> picture)
{
    const auto parameters = this->parameters();
    const auto result = m_stack ? m_stack->reconstruct(parameters, depth(), picture) : m_autoencoder->predict(parameters, picture);
    return {result.begin(), result.end()};
}

PicturePair GenerateView::pairOf(const QString& name, std::span<const std::uint8_t> picture)
{
    PicturePair pair{.name = name, .picture = std::vector<float>(picture.size()), .reconstruction = givenBack(picture)};
    std::ranges::transform(picture, pair.picture.begin(), [](std::uint8_t byte) { return float(byte) / 255; });
    return pair;
}

void GenerateView::showPairs()
{
    const engine::Shape& shape = network().inputShape();
    std::vector<PicturePair> pairs;
    if (m_context.inspection.prediction())
        pairs.push_back(pairOf(m_context.selection.testDigit() ? tr("selected") : tr("drawing"), m_context.inspection.input()->pixels));
    const auto data = m_context.inspection.data();
    const bool fits = data && data->test.sampleShape == shape;
    for (std::size_t i = 0; fits && i < m_digits.size(); ++i)
        pairs.push_back(pairOf(QString::fromStdString(data->test.className(m_digits[i])),
                               data->test.sample(m_digits[i])));
    const bool isPicture = shape.rank() == 3 && shape[0] == 1;
    m_panel->pairs().setPairs(std::move(pairs), isPicture ? int(shape[1]) : 1, isPicture ? int(shape[2]) : int(shape.elements()));
}

void GenerateView::showCode()
{
    const auto picture = sample();
    if (!picture) {
        m_panel->setCode({});
        return;
    }
    const engine::Sequential& network = this->network();
    const std::size_t place = codePlace(network);
    m_autoencoder->predict(parameters(), *picture);
    m_panel->setCode(m_autoencoder->activation(place).first(network.shapeBefore(place).elements()));
}

void GenerateView::showFilters()
{
    const std::size_t wanted = depth();
    if (wanted != m_filterDepth) {
        const auto layers = weightPictures(network());
        const auto own = std::ranges::find(layers, m_stack->place(wanted - 1), &LayerPictures::layer);
        m_panel->setFilters(own->pictures);
        m_filterDepth = wanted;
    }
    const auto& weights = m_context.inspection.model().weights;
    m_panel->setWeights(weights, weights->parameters);
}

void GenerateView::showWords()
{
    if (m_autoencoder)
        m_panel->setWords(tr("Reconstructs every picture from %1 numbers")
                            .arg(m_autoencoder->network().shapeBefore(codePlace(m_autoencoder->network())).elements()),
                        m_context.inspection.model().isTrained() ? tr("With the newest weights; the error is the mean squared difference.")
                                                        : tr("Not trained yet: press Train and watch the digits appear."));
    else if (m_stack)
        m_panel->setWords(phaseWords(), judgementWords());
}

QString GenerateView::phaseWords() const
{
    const Run::Progress now = m_context.inspection.run().progress();
    if (now.isPretraining()) {
        const auto place = now.pretraining.placeAfter(now.pretrainingStep);
        if (now.pretrainingStep == 0 && now.phase == Run::Phase::Idle)
            return tr("Not trained yet: press Train, and each RBM layer first learns to reconstruct its input");
        const QString words = tr("Pre-training layer %1 of %2, epoch %3 of %4")
                                  .arg(place.layer + 1)
                                  .arg(now.pretraining.layers)
                                  .arg(place.epoch + 1)
                                  .arg(now.pretraining.epochs);
        const auto left = pretrainingSecondsLeft(m_context.inspection.run());
        return left ? tr("%1 · about %2 left").arg(words, clockTime(*left)) : words;
    }
    if (now.phase == Run::Phase::Finished)
        return tr("Pre-trained, then fine-tuned");
    if (m_context.inspection.model().recipe.pretraining.kind == "none")
        return tr("RBM layers that learn with the whole network, without pre-training");
    if (now.stepsPerEpoch == 0 || now.step == 0)
        return tr("Pre-trained");
    return tr("Fine-tuning, epoch %1 of %2")
        .arg((now.step - 1) / now.stepsPerEpoch + 1)
        .arg(m_context.inspection.model().recipe.epochs);
}

QString GenerateView::judgementWords() const
{
    const auto& epochs = m_context.inspection.run().state().log.pretrainingEpochs;
    if (epochs.empty())
        return tr("Pictures go up through the RBM layers and come down again.");
    const engine::PretrainingEpochRecord& last = epochs.back();
    return tr("Layer %1 after epoch %2: held-out pictures are reconstructed with an error of %3; their free energy is "
              "%4 above that of training pictures (the gap grows when a layer overfits).")
        .arg(last.layer)
        .arg(last.epoch)
        .arg(numberText(double(last.reconstructionError)), numberText(double(last.freeEnergyGap)));
}

void GenerateView::beginGibbsChain()
{
    const auto picture = sample();
    if (!picture)
        return;
    m_stack->beginGibbsChain(parameters(), depth(), *picture, m_context.inspection.model().recipe.seed);
    m_gibbsRound = 0;
    m_gibbsTimer.start();
}

void GenerateView::continueGibbsChain()
{
    const auto next = std::ranges::upper_bound(GeneratePanel::gibbsRounds, m_gibbsRound);
    if (next == GeneratePanel::gibbsRounds.end()) {
        m_gibbsTimer.stop();
        return;
    }
    const int rounds = std::min(roundsAtOnce, *next - m_gibbsRound);
    const auto picture = m_stack->gibbsSample(parameters(), std::size_t(rounds));
    m_gibbsRound += rounds;
    const engine::Shape& shape = network().inputShape();
    if (m_gibbsRound == *next && shape.rank() == 3)
        m_panel->setGibbsSample(int(next - GeneratePanel::gibbsRounds.begin()), {picture.begin(), picture.end()}, int(shape[0] * shape[1]),
                        int(shape[2]));
}

QString GenerateView::help()
{
    return helpText(tr("Networks that make pictures: an auto-encoder reconstructs its input, a stack of RBMs makes "
                       "digits of its own."),
                    {{tr("Input and reconstruction"),
                      tr("The picture that the network is given, and what it gives back after squeezing it through its "
                         "narrow middle layer.")},
                     {tr("Gibbs samples"),
                      tr("An RBM goes back and forth between its visible and its hidden units, and so comes to "
                         "pictures that it finds likely.")}});
}
