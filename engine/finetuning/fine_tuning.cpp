#include "engine/finetuning/fine_tuning.h"

#include "engine/data/digit_image.h"
#include "engine/data/non_digits.h"
#include "engine/data/synthetic_digits.h"
#include "engine/errors.h"
#include "engine/finetuning/practice.h"
#include "engine/finetuning/replay.h"
#include "engine/finetuning/straightening_fit.h"
#include "engine/inspect/calibration.h"
#include "engine/inspect/predictor.h"
#include "engine/train/fit.h"
#include "engine/train/trainer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace engine {
namespace {

using Clock = std::chrono::steady_clock;
using Stage = FineTuningProgress::Stage;

/// Pictures between two looks at whether to go on.
constexpr std::size_t chunk = 1'000;

// Shares of the whole, about as long as they take.
constexpr double readingShare = 0.2;
constexpr double straighteningShare = 0.1;
constexpr double learningShare = 1 - 2 * readingShare - straighteningShare;
constexpr double learningBegin = readingShare + straighteningShare;

/// Synthetic digits that are none of the built-in set.
constexpr std::uint64_t otherSynthetic = 1'000'003;

/// So many of them tell how surely the network reads drawings usually.
constexpr std::size_t usualDigits = 300;

/// What a lesson may cost: the expected loss of old digits, as a share. The true one is to stay below 0.001; it is some 0.9
/// times the expected one, give or take 0.0003 (measured on held-out digits of MNIST, see replay.cpp and the README).
constexpr double tolerated = 0.0005;

/// Parts of the way from the old weights to the new ones that may be gone; the first always is.
constexpr std::array ways{0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1.0};

/// Of a probability; not below that of Keras' epsilon.
float logarithm(float probability)
{
    return std::log(std::max(probability, 1e-7f));
}

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

Dataset everyOneIn(std::size_t step, const Dataset& data)
{
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < data.size(); row += step)
        rows.push_back(std::uint32_t(row));
    return taken(data, rows);
}

class Tuning
{
public:
    using GoOn = std::function<bool(const FineTuningProgress&)>;

    Tuning(const FineTuning& order, const GoOn& goOn)
        : m_order(order)
        , m_goOn(goOn)
        , m_network(std::make_shared<const Sequential>(order.recipe.input, std::span<const Spec>(order.recipe.layers)))
        , m_loss(makeLoss(order.recipe.loss))
        , m_predictor(m_network, order.recipe.loss, Predictor::forMany(order.threads))
    {
    }

    std::optional<FineTuned> run()
    {
        const auto begin = Clock::now();
        FineTuned result;
        for (std::size_t i = 0; i < m_order.drawings.size(); ++i)
            if (!learnable({&m_order.drawings[i], 1}).empty())
                result.learnt.push_back(i);
        m_mine = learnable(m_order.drawings);
        if (m_mine.empty())
            throw Error("there is no drawing that says what it is, so there is nothing to learn");
        const Dataset drawnBefore = asDrawn(straightened(m_mine, m_order.straightening));
        result.testStep = readingStep(*m_network, m_order.data->test.size());
        const Dataset test = everyOneIn(result.testStep, m_order.data->test);

        const auto mineBefore = read(m_order.parameters, drawnBefore, {Stage::ReadingBefore, 0}, 0);
        const auto testBefore = read(m_order.parameters, test, {Stage::ReadingBefore, 0}, readingShare);
        if (!mineBefore || !testBefore)
            return {};
        const auto beginLearning = Clock::now();
        const auto found = fittingStraightening();
        if (!found)
            return {};
        result.straightening = *found;
        m_mine = straightened(std::move(m_mine), *found);
        const auto way = learn(result.parameters);
        if (!way)
            return {};
        result.way = *way;
        result.learningSeconds = secondsSince(beginLearning);
        const double done = learningBegin + learningShare;
        const Dataset drawn = asDrawn(m_mine);
        const auto mineAfter = read(result.parameters, drawn, {Stage::ReadingAfter, done}, 0);
        const auto testAfter = read(result.parameters, test, {Stage::ReadingAfter, done}, readingShare);
        if (!mineAfter || !testAfter)
            return {};
        result.mine = compare(drawn.labels, *mineBefore, *mineAfter);
        result.test = compare(test.labels, *testBefore, *testAfter);
        for (Flip& flip : result.test.flips)
            flip.index *= result.testStep;
        result.seconds = secondsSince(begin);
        return result;
    }

private:
    bool mayGoOn(Stage stage, double share) const { return !m_goOn || m_goOn({stage, share}); }

    /// nullopt: it was ended.
    std::optional<Readings> read(const Buffer& parameters, const Dataset& data, FineTuningProgress at, double share)
    {
        const std::size_t width = data.sampleShape.elements();
        const std::size_t classes = m_network->outputShape().elements();
        Readings readings;
        std::vector<float> targets;
        for (std::size_t begin = 0; begin < data.size(); begin += chunk) {
            if (!mayGoOn(at.stage, at.share + share * double(begin) / double(data.size())))
                return {};
            const std::size_t count = std::min(chunk, data.size() - begin);
            const auto logits = m_predictor.predictLogits(parameters, std::span(data.pixels).subspan(begin * width, count * width));
            targets.assign(count * classes, 0);
            for (std::size_t i = 0; i < count; ++i) {
                if (const std::uint8_t label = data.labels[begin + i]; label != noClass)
                    targets[i * classes + label] = 1;
                readings.classes.push_back(classNamedBy(logits.subspan(i * classes, classes)));
            }
            readings.loss += m_loss->evaluate(logits, targets, classes, 1, {});
        }
        readings.loss /= double(std::max<std::size_t>(1, data.size()));
        return readings;
    }

    /// For each picture; see MarginOf. What is no digit counts by how far its certainty is below the threshold.
    std::vector<float> margins(const Buffer& parameters, const Dataset& data)
    {
        const std::size_t classes = m_network->outputShape().elements();
        const auto logits = m_predictor.predictLogits(parameters, data.pixels);
        std::vector<float> result, probabilities;
        for (std::size_t i = 0; i < data.size(); ++i) {
            const auto row = logits.subspan(i * classes, classes);
            probabilities.assign(row.begin(), row.end());
            m_loss->toProbabilities(probabilities, classes);
            if (data.labels[i] == noClass) { // which is read right where it is refused
                result.push_back(float(Calibration().threshold - certaintyOf(probabilities)));
                continue;
            }
            float other = 0;
            for (std::size_t c = 0; c < classes; ++c)
                if (c != data.labels[i])
                    other = std::max(other, probabilities[c]);
            result.push_back(logarithm(probabilities[data.labels[i]]) - logarithm(other));
        }
        return result;
    }

    /// See SuretyOf.
    std::vector<float> sureties(const Dataset& data)
    {
        const std::size_t classes = m_network->outputShape().elements();
        const auto logits = m_predictor.predictLogits(m_order.parameters, data.pixels);
        std::vector<float> result, probabilities;
        for (std::size_t i = 0; i < data.size(); ++i) {
            const auto row = logits.subspan(i * classes, classes);
            probabilities.assign(row.begin(), row.end());
            m_loss->toProbabilities(probabilities, classes);
            float sum = 0;
            for (float& probability : probabilities)
                sum += probability = std::pow(std::max(probability, 0.0f), softening);
            result.push_back(sum > 0 ? probabilities[data.labels[i]] / sum : 0);
        }
        return result;
    }

    std::optional<Straightening> fittingStraightening()
    {
        const double usual = explained(sureties(syntheticDigits(usualDigits, m_order.seed + otherSynthetic)));
        const std::size_t atMost = drawingsToStraighten(*m_network);
        return fitStraightening(
            m_mine, m_order.straightening, usual, atMost, [this](const Dataset& data) { return sureties(data); },
            [this] { return mayGoOn(Stage::Straightening, readingShare); });
    }

    Replay replayed(const Dataset& data, std::size_t count, std::size_t guards)
    {
        const auto marginOf = [this](const Dataset& pool) { return margins(m_order.parameters, pool); };
        return replayOf(data, count, guards, marginOf, m_order.seed);
    }

    /// How much of the way was gone; nullopt: it was ended.
    std::optional<double> learn(Buffer& parameters)
    {
        if (!mayGoOn(Stage::Learning, learningBegin))
            return {};
        const PracticePlan plan = practicePlan(*m_network, m_mine.size());
        const Replay old = replayed(m_order.data->train, plan.replayed, plan.guards);
        if (!mayGoOn(Stage::Learning, learningBegin + 0.1 * learningShare))
            return {};
        const Dataset synthetic = syntheticDigits(plan.synthetic, m_order.seed + otherSynthetic);
        const Dataset others = nonDigits(plan.nonDigits, m_order.seed + otherSynthetic);
        auto practice = std::make_shared<DataSplits>();
        practice->train = variedDigits(m_mine, plan.mine, m_order.seed);
        practice->train.append(old.practised);
        practice->train.append(replayed(synthetic, plan.synthetic, 0).practised);
        practice->train.append(replayed(others, plan.nonDigits, 0).practised);
        practice->test = practice->train.first(1); // none is judged by
        return practise(practice, parameters) ? goBack(old.guard, parameters) : std::nullopt;
    }

    bool practise(const std::shared_ptr<const DataSplits>& practice, Buffer& parameters)
    {
        Trainer trainer(practiceRecipe(m_order.recipe, m_order.seed), practice, m_order.threads, m_order.loan);
        Checkpoint start = trainer.checkpoint();
        start.parameters = m_order.parameters;
        trainer.restore(start);
        while (trainer.stepsDone() < trainer.stepsPlanned()) {
            trainer.step();
            const double share = double(trainer.stepsDone()) / double(trainer.stepsPlanned());
            if (!mayGoOn(Stage::Learning, learningBegin + learningShare * (0.2 + 0.7 * share)))
                return false;
        }
        const auto learnt = trainer.parameters();
        parameters.assign(learnt.begin(), learnt.end());
        return true;
    }

    void goTo(double way, const Buffer& learnt, Buffer& parameters) const
    {
        for (std::size_t i = 0; i < parameters.size(); ++i)
            parameters[i] = std::lerp(m_order.parameters[i], learnt[i], float(way));
    }

    /// Goes back a part of the way while the lesson would cost too many of the old digits: between two such networks, the old
    /// one's knowledge is lost later than the new one's is won (Wortsman et al. 2022, "WiSE-FT").
    /// How much of the way was gone; nullopt: it was ended.
    std::optional<double> goBack(const Guard& guard, Buffer& parameters)
    {
        const Buffer learnt = parameters;
        // What is lost grows along the way, so that halving what is left of the ways finds the furthest.
        std::size_t reachable = 0, tooFar = ways.size();
        while (tooFar - reachable > 1) {
            if (!mayGoOn(Stage::Learning, learningBegin + 0.95 * learningShare))
                return {};
            const std::size_t tried = (reachable + tooFar) / 2;
            goTo(ways[tried], learnt, parameters);
            const bool isBearable = expectedLoss(guard, margins(parameters, guard.pictures)) <= tolerated;
            (isBearable ? reachable : tooFar) = tried;
        }
        goTo(ways[reachable], learnt, parameters);
        return ways[reachable];
    }

    const FineTuning& m_order;
    const GoOn& m_goOn;
    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<Loss> m_loss;
    Predictor m_predictor;
    std::vector<StrokeSample> m_mine; ///< those that are learnt; once it is known how, straightened
};

} // namespace

std::optional<FineTuned> fineTune(const FineTuning& order, const std::function<bool(const FineTuningProgress&)>& goOn)
{
    requireTunable(order.recipe, order.data->train);
    return Tuning(order, goOn).run();
}

void requireTunable(const Recipe& recipe, const Dataset& data)
{
    if (recipe.target == Target::Input)
        throw ShapeError("the network " + recipe.name + " gives its input back and names no digit, so it cannot learn which "
                         "digit a drawing is");
    if (recipe.input.elements() != digitSide * digitSide)
        throw ShapeError("the network " + recipe.name + " reads " + recipe.input.text()
                         + ", expected pictures of 1×28×28 as digits are drawn");
    if (data.classNames != Dataset().classNames)
        throw Error("the data set in use is not of the digits 0 to 9, which your drawings are; take data of digits");
    const Sequential network(recipe.input, std::span<const Spec>(recipe.layers));
    requireFit(network, recipe, data);
}

std::string learntFromToo(const std::string& trainedOn, std::size_t drawings)
{
    const std::string link = ", then ";
    return trainedOn.substr(0, trainedOn.find(link)) + link + std::to_string(drawings)
        + (drawings == 1 ? " digit of mine" : " digits of mine");
}

} // namespace engine
