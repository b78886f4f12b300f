#include "engine/finetuning/fine_tuning.h"

#include "engine/drawing/digit_image.h"
#include "engine/errors.h"
#include "engine/finetuning/fine_tuning_plan.h"
#include "engine/finetuning/rehearsal.h"
#include "engine/finetuning/writer_transform_fit.h"
#include "engine/inspect/predictor.h"
#include "engine/model/calibration.h"
#include "engine/synthetic/non_digits.h"
#include "engine/synthetic/synthetic_digits.h"
#include "engine/train/compatibility.h"
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
constexpr double evaluationShare = 0.2;
constexpr double writerFitShare = 0.1;
constexpr double learningShare = 1 - 2 * evaluationShare - writerFitShare;
constexpr double learningBegin = evaluationShare + writerFitShare;

/// Synthetic digits that are none of the built-in set.
constexpr std::uint64_t otherSynthetic = 1'000'003;

/// So many of them tell how surely the network reads drawings usually.
constexpr std::size_t usualDigits = 300;

/// How much forgetting is tolerated: the expected loss of old digits, as a share. The true one is to stay below 0.001;
/// it is some 0.9 times the expected one, give or take 0.0003 (measured on held-out digits of MNIST, see rehearsal.cpp
/// and the README).
constexpr double tolerated = 0.0005;

/// Weights are interpolated from the old ones, 0, to the fine-tuned ones, 1; the first of these is always accepted.
constexpr std::array interpolations{0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1.0};

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
        const Dataset drawnBefore = asDrawn(transformed(m_mine, m_order.writerTransform));
        result.testStride = evaluationStride(*m_network, m_order.data->test.size());
        const Dataset test = everyOneIn(result.testStride, m_order.data->test);

        const auto mineBefore = predict(m_order.parameters, drawnBefore, {Stage::EvaluatingBefore, 0}, 0);
        const auto testBefore = predict(m_order.parameters, test, {Stage::EvaluatingBefore, 0}, evaluationShare);
        if (!mineBefore || !testBefore)
            return {};
        const auto beginLearning = Clock::now();
        const auto found = fittingWriterTransform();
        if (!found)
            return {};
        result.writerTransform = *found;
        m_mine = transformed(std::move(m_mine), *found);
        const auto interpolation = learn(result.parameters);
        if (!interpolation)
            return {};
        result.interpolation = *interpolation;
        result.learningSeconds = secondsSince(beginLearning);
        const double done = learningBegin + learningShare;
        const Dataset drawn = asDrawn(m_mine);
        const auto mineAfter = predict(result.parameters, drawn, {Stage::EvaluatingAfter, done}, 0);
        const auto testAfter = predict(result.parameters, test, {Stage::EvaluatingAfter, done}, evaluationShare);
        if (!mineAfter || !testAfter)
            return {};
        result.mine = compare(drawn.labels, *mineBefore, *mineAfter);
        result.test = compare(test.labels, *testBefore, *testAfter);
        for (Flip& flip : result.test.flips)
            flip.index *= result.testStride;
        result.seconds = secondsSince(begin);
        return result;
    }

private:
    bool mayGoOn(Stage stage, double share) const { return !m_goOn || m_goOn({stage, share}); }

    /// nullopt: cancelled.
    std::optional<Predictions> predict(const Buffer& parameters, const Dataset& data, FineTuningProgress at, double share)
    {
        const std::size_t width = data.sampleShape.elements();
        const std::size_t classes = m_network->outputShape().elements();
        Predictions predictions;
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
                predictions.classes.push_back(classNamedBy(logits.subspan(i * classes, classes)));
            }
            predictions.loss += m_loss->evaluate(logits, targets, classes, 1, {});
        }
        predictions.loss /= double(std::max<std::size_t>(1, data.size()));
        return predictions;
    }

    /// For each picture; see MarginOf. What is no digit counts by how far its acceptance score is below the threshold.
    std::vector<float> margins(const Buffer& parameters, const Dataset& data)
    {
        const std::size_t classes = m_network->outputShape().elements();
        const auto logits = m_predictor.predictLogits(parameters, data.pixels);
        std::vector<float> result, probabilities;
        for (std::size_t i = 0; i < data.size(); ++i) {
            const auto row = logits.subspan(i * classes, classes);
            probabilities.assign(row.begin(), row.end());
            m_loss->toProbabilities(probabilities, classes);
            if (data.labels[i] == noClass) { // which is predicted right where it is rejected
                result.push_back(float(Calibration().threshold - acceptanceScore(probabilities)));
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

    /// See ConfidenceOf.
    std::vector<float> confidences(const Dataset& data)
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

    std::optional<WriterTransform> fittingWriterTransform()
    {
        const double usual = explained(confidences(syntheticDigits(usualDigits, m_order.seed + otherSynthetic)));
        const std::size_t atMost = drawingsForWriterFit(*m_network);
        return fitWriterTransform(
            m_mine, m_order.writerTransform, usual, atMost, [this](const Dataset& data) { return confidences(data); },
            [this] { return mayGoOn(Stage::FittingWriter, evaluationShare); });
    }

    Rehearsal rehearsed(const Dataset& data, std::size_t count, std::size_t guards)
    {
        const auto marginOf = [this](const Dataset& pool) { return margins(m_order.parameters, pool); };
        return rehearsalOf(data, count, guards, marginOf, m_order.seed);
    }

    /// Returns the interpolation, see limitForgetting(); nullopt: cancelled.
    std::optional<double> learn(Buffer& parameters)
    {
        if (!mayGoOn(Stage::Training, learningBegin))
            return {};
        const FineTuningPlan plan = fineTuningPlan(*m_network, m_mine.size());
        const Rehearsal old = rehearsed(m_order.data->train, plan.rehearsed, plan.guards);
        if (!mayGoOn(Stage::Training, learningBegin + 0.1 * learningShare))
            return {};
        const Dataset synthetic = syntheticDigits(plan.synthetic, m_order.seed + otherSynthetic);
        const Dataset others = nonDigits(plan.nonDigits, m_order.seed + otherSynthetic);
        auto mixture = std::make_shared<DataSplits>();
        mixture->train = variedDigits(m_mine, plan.mine, m_order.seed);
        mixture->train.append(old.samples);
        mixture->train.append(rehearsed(synthetic, plan.synthetic, 0).samples);
        mixture->train.append(rehearsed(others, plan.nonDigits, 0).samples);
        mixture->test = mixture->train.first(1); // none is judged by
        return trainOn(mixture, parameters) ? limitForgetting(old.guard, parameters) : std::nullopt;
    }

    bool trainOn(const std::shared_ptr<const DataSplits>& mixture, Buffer& parameters)
    {
        Trainer trainer(fineTuningRecipe(m_order.recipe, m_order.seed), mixture, m_order.threads, m_order.coreYield);
        Checkpoint start = trainer.checkpoint();
        start.parameters = m_order.parameters;
        trainer.restore(start);
        while (trainer.stepsDone() < trainer.stepsPlanned()) {
            trainer.step();
            const double share = double(trainer.stepsDone()) / double(trainer.stepsPlanned());
            if (!mayGoOn(Stage::Training, learningBegin + learningShare * (0.2 + 0.7 * share)))
                return false;
        }
        const auto learnt = trainer.parameters();
        parameters.assign(learnt.begin(), learnt.end());
        return true;
    }

    void interpolate(double interpolation, const Buffer& learnt, Buffer& parameters) const
    {
        for (std::size_t i = 0; i < parameters.size(); ++i)
            parameters[i] = std::lerp(m_order.parameters[i], learnt[i], float(interpolation));
    }

    /// Interpolates back towards the old weights while too many of the old digits would be forgotten: between two such
    /// networks, the old one's knowledge is lost later than the new one's is won (Wortsman et al. 2022, "WiSE-FT").
    /// Returns the interpolation; nullopt: cancelled.
    std::optional<double> limitForgetting(const Guard& guard, Buffer& parameters)
    {
        const Buffer learnt = parameters;
        // What is lost grows with the interpolation, so that bisection finds the largest.
        std::size_t reachable = 0, tooFar = interpolations.size();
        while (tooFar - reachable > 1) {
            if (!mayGoOn(Stage::Training, learningBegin + 0.95 * learningShare))
                return {};
            const std::size_t tried = (reachable + tooFar) / 2;
            interpolate(interpolations[tried], learnt, parameters);
            const bool isBearable = expectedLoss(guard, margins(parameters, guard.pictures)) <= tolerated;
            (isBearable ? reachable : tooFar) = tried;
        }
        interpolate(interpolations[reachable], learnt, parameters);
        return interpolations[reachable];
    }

    const FineTuning& m_order;
    const GoOn& m_goOn;
    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<Loss> m_loss;
    Predictor m_predictor;
    std::vector<StrokeSample> m_mine; ///< those that are learnt; transformed once the writer's transform is known
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
        throw ShapeError("the network %1 gives its input back and names no digit, so it cannot learn which digit a "
                         "drawing is", recipe.name);
    if (recipe.input.elements() != digitSide * digitSide)
        throw ShapeError("the network %1 reads %2, expected pictures of 1×28×28 as digits are drawn",
                         recipe.name, recipe.input.text());
    if (data.classNames != Dataset().classNames)
        throw Error("the data set in use is not of the digits 0 to 9, which your drawings are; take data of digits");
    const Sequential network(recipe.input, std::span<const Spec>(recipe.layers));
    requireCompatible(network, recipe, data);
}

std::string withDigitsOfMine(const std::string& trainedOn, std::size_t drawings)
{
    const std::string link = ", then ";
    return trainedOn.substr(0, trainedOn.find(link)) + link + std::to_string(drawings)
        + (drawings == 1 ? " digit of mine" : " digits of mine");
}

} // namespace engine
