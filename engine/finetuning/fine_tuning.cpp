#include "engine/finetuning/fine_tuning.h"

#include "engine/data/digit_image.h"
#include "engine/errors.h"
#include "engine/finetuning/practice.h"
#include "engine/inspect/batch_predictor.h"
#include "engine/train/fit.h"
#include "engine/train/trainer.h"

#include <algorithm>
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
constexpr double learningShare = 1 - 2 * readingShare;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
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
        , m_reader(m_network, order.threads)
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
            throw Error("there is no drawing that says which digit it is, so there is nothing to learn");
        const Dataset drawn = asDrawn(m_mine);
        const Dataset& test = m_order.data->test;

        const auto mineBefore = read(m_order.parameters, drawn, {Stage::ReadingBefore, 0}, 0);
        const auto testBefore = read(m_order.parameters, test, {Stage::ReadingBefore, 0}, readingShare);
        if (!mineBefore || !testBefore)
            return {};
        const auto beginLearning = Clock::now();
        if (!learn(result.parameters))
            return {};
        result.learningSeconds = secondsSince(beginLearning);
        const double done = readingShare + learningShare;
        const auto mineAfter = read(result.parameters, drawn, {Stage::ReadingAfter, done}, 0);
        const auto testAfter = read(result.parameters, test, {Stage::ReadingAfter, done}, readingShare);
        if (!mineAfter || !testAfter)
            return {};
        result.mine = compare(drawn.labels, *mineBefore, *mineAfter);
        result.test = compare(test.labels, *testBefore, *testAfter);
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
            const auto logits = m_reader.read(parameters, std::span(data.pixels).subspan(begin * width, count * width));
            targets.assign(count * classes, 0);
            for (std::size_t i = 0; i < count; ++i) {
                targets[i * classes + data.labels[begin + i]] = 1;
                readings.classes.push_back(classNamedBy(logits.subspan(i * classes, classes)));
            }
            readings.loss += m_loss->evaluate(logits, targets, classes, 1, {});
        }
        readings.loss /= double(std::max<std::size_t>(1, data.size()));
        return readings;
    }

    /// false: it was ended.
    bool learn(Buffer& parameters)
    {
        if (!mayGoOn(Stage::Learning, readingShare))
            return false;
        auto practice = std::make_shared<DataSplits>();
        const PracticePlan plan = practicePlan(*m_network, m_mine.size());
        practice->train = practiceDigits(m_mine, m_order.data->train, plan, m_order.seed);
        practice->test = practice->train.first(1); // none is judged by
        Trainer trainer(practiceRecipe(m_order.recipe, m_order.seed), practice, m_order.threads, m_order.loan);
        Checkpoint start = trainer.checkpoint();
        start.parameters = m_order.parameters;
        trainer.restore(start);
        while (trainer.stepsDone() < trainer.stepsPlanned()) {
            trainer.step();
            const double share = double(trainer.stepsDone()) / double(trainer.stepsPlanned());
            if (!mayGoOn(Stage::Learning, readingShare + learningShare * share))
                return false;
        }
        const auto learnt = trainer.parameters();
        parameters.assign(learnt.begin(), learnt.end());
        return true;
    }

    const FineTuning& m_order;
    const GoOn& m_goOn;
    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<Loss> m_loss;
    BatchPredictor m_reader;
    std::vector<StrokeSample> m_mine;
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
