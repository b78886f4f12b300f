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
constexpr std::size_t evaluatedSamples = 256;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Seconds of the quickest call, the first left out: what else the machine is doing only makes them longer. Nothing where
/// stop came first.
template<typename Step>
std::optional<double> secondsOf(Step step, const std::stop_token& stop)
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
        if (steps >= fewestSteps && secondsSince(begin) >= longEnough)
            return quickest;
    }
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
    const auto data = std::make_shared<const DataSplits>(samples);
    const auto batch = std::size_t(recipe.batchSize);
    const std::size_t batches = (trainSamples + batch - 1) / batch;
    double seconds = 0;

    Trainer trainer(endless, data);
    const auto step = secondsOf([&] { trainer.step(); }, stop);
    if (!step)
        return std::nullopt;
    seconds += *step * double(batches) * double(recipe.epochs);

    std::size_t evaluated = 0;
    const auto evaluation = secondsOf(
        [&] { evaluated = trainer.evaluate(data->test, evaluatedSamples, [&] { return stop.stop_requested(); }).samples; }, stop);
    if (!evaluation || evaluated == 0)
        return std::nullopt;
    seconds += *evaluation / double(evaluated) * double(testSamples) * double(recipe.epochs);

    const PretrainingPlan plan = pretrainingPlan(recipe, trainSamples);
    if (plan.steps() > 0) {
        endless.pretraining = recipe.pretraining;
        Trainer layers(endless, data);
        const auto layerStep = secondsOf(
            [&] {
                if (layers.isPretraining())
                    layers.pretrain();
            },
            stop);
        if (!layerStep)
            return std::nullopt;
        seconds += *layerStep * double(plan.steps());
    }
    return seconds;
}

} // namespace engine
