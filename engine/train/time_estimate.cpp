#include "engine/train/time_estimate.h"

#include "engine/pretraining/pretraining_plan.h"
#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>

namespace engine {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double longEnough = 0.25; ///< seconds, for steps
constexpr int fewestSteps = 2; ///< after the first, which fills caches
constexpr std::uint64_t stepsOfALayer = 8; ///< in pre-training, where a layer's steps come to an end
constexpr std::size_t evaluatedSamples = 256;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Seconds of the quickest call, the first left out: what else the machine is doing only makes them longer. At least for so
/// many seconds. Nothing where stop came first.
template<typename Step>
std::optional<double> secondsOf(Step step, double leastSeconds, const std::stop_token& stop)
{
    step();
    const auto begin = Clock::now();
    double quickest = std::numeric_limits<double>::infinity();
    for (int steps = 1;; ++steps) {
        if (stop.stop_requested())
            return std::nullopt;
        const auto now = Clock::now();
        step();
        quickest = std::min(quickest, secondsSince(now));
        if (steps >= fewestSteps && secondsSince(begin) >= leastSeconds)
            return quickest;
    }
}

/// The samples of whole batches: the rest of an epoch is a short batch, which would be the quickest. heldOut: how many of so
/// many are not trained on.
std::shared_ptr<const DataSplits> wholeBatches(const DataSplits& samples, std::size_t batch,
                                               std::size_t (*heldOut)(std::size_t))
{
    std::size_t count = samples.train.size();
    while (count - heldOut(count) > batch && (count - heldOut(count)) % batch != 0)
        --count;
    return std::make_shared<const DataSplits>(
        DataSplits{.name = samples.name, .train = samples.train.first(count), .test = samples.test});
}

/// Seconds of a step of each layer together. Nothing where stop came first.
std::optional<double> secondsOfLayers(Recipe recipe, const DataSplits& samples, const std::stop_token& stop)
{
    const auto data = wholeBatches(samples, std::size_t(recipe.batchSize), heldOutSamples);
    const std::uint64_t stepsPerEpoch = pretrainingPlan(recipe, data->train.size()).stepsPerEpoch;
    recipe.pretraining.settings["epochs"] = std::int64_t((stepsOfALayer + stepsPerEpoch - 1) / stepsPerEpoch);
    const PretrainingPlan plan = pretrainingPlan(recipe, data->train.size());
    Trainer trainer(recipe, data);
    double seconds = 0;
    for (std::size_t layer = 0; layer < plan.layers; ++layer) {
        double quickest = std::numeric_limits<double>::infinity();
        for (std::uint64_t step = 0; step < plan.stepsPerLayer(); ++step) {
            if (stop.stop_requested())
                return std::nullopt;
            const auto now = Clock::now();
            trainer.pretrain();
            quickest = std::min(quickest, secondsSince(now));
        }
        seconds += quickest;
    }
    return seconds;
}

} // namespace

std::optional<double> estimateTrainingSeconds(const Recipe& recipe, const DataSplits& samples, std::size_t trainSamples,
                                              std::size_t testSamples, const std::stop_token& stop)
{
    Recipe endless = recipe; // the steps that are measured belong to no epoch
    endless.epochs = 100'000;
    endless.pretraining = {"none", {}};
    endless.earlyStopping = {"none", {}};
    endless.validationSplit = 0;
    const auto batch = std::size_t(recipe.batchSize);
    const auto data = wholeBatches(samples, batch, [](std::size_t) { return std::size_t(0); });
    const std::size_t batches = (trainSamples + batch - 1) / batch;
    double seconds = 0;

    Trainer trainer(endless, data);
    const auto step = secondsOf([&] { trainer.step(); }, longEnough, stop);
    if (!step)
        return std::nullopt;
    seconds += *step * double(batches) * double(recipe.epochs);

    std::size_t evaluated = 0;
    const auto evaluation = secondsOf(
        [&] { evaluated = trainer.evaluate(data->test, evaluatedSamples, [&] { return stop.stop_requested(); }).samples; },
        0, stop);
    if (!evaluation || evaluated == 0)
        return std::nullopt;
    seconds += *evaluation / double(evaluated) * double(testSamples) * double(recipe.epochs);

    const PretrainingPlan plan = pretrainingPlan(recipe, trainSamples);
    if (plan.steps() > 0) {
        endless.pretraining = recipe.pretraining;
        const auto layers = secondsOfLayers(endless, samples, stop);
        if (!layers)
            return std::nullopt;
        seconds += *layers * double(plan.stepsPerLayer());
    }
    return seconds;
}

} // namespace engine
