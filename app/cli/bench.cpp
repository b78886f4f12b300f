#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/recipe_options.h"
#include "app/cli/text.h"

#include "engine/data/data_loader.h"
#include "engine/inspect/predictor.h"
#include "engine/layers/packed_weights.h"
#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct BenchOptions
{
    RecipeOptions recipe;
    std::optional<std::string> data;
    std::size_t threads = 0;
    double seconds = 2;
    bool json = false;
};

constexpr std::size_t manyPictures = 1024;

/// Calls work() for at least so long; returns the sum of what it returned, a second.
template<typename Work>
double perSecond(double seconds, const Work& work)
{
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    double done = 0;
    double elapsed = 0;
    do {
        done += double(work());
        elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
    } while (elapsed < seconds);
    return done / elapsed;
}

/// The better of two windows after a warm-up, as ../shared/peers/pytorch_bench.py measures: the machine's other work
/// only ever makes a window slower.
template<typename Work>
double best(double seconds, const Work& work)
{
    perSecond(std::min(0.3, seconds / 4), work);
    return std::max(perSecond(seconds / 2, work), perSecond(seconds / 2, work));
}

double trainingSpeed(engine::Trainer& trainer, double seconds)
{
    const std::size_t batch = std::size_t(trainer.recipe().batchSize);
    const std::size_t size = trainer.data().train.size();
    return best(seconds, [&] {
        const std::size_t begin = std::size_t(trainer.stepsDone() % trainer.stepsPerEpoch()) * batch;
        trainer.step();
        return std::min(batch, size - begin);
    });
}

/// Pictures a second, read one by one on this thread.
double singleSpeed(const engine::Trainer& trainer, double seconds)
{
    const auto network = trainer.network();
    engine::Workspace workspace(*network, 1, engine::PassMode::Inference);
    const engine::PackedWeights packed(*network, trainer.parameters());
    workspace.setPackedWeights(&packed);
    const auto picture = trainer.data().test.sample(0);
    return best(seconds, [&] {
        engine::scale(picture, workspace.input());
        network->forward(trainer.parameters(), workspace, 1);
        return 1;
    });
}

double batchSpeed(const engine::Trainer& trainer, double seconds)
{
    engine::Predictor predictor(trainer.network(), trainer.recipe().loss, engine::Predictor::forMany(trainer.threads()));
    const engine::Dataset pictures = trainer.data().test.first(manyPictures);
    return best(seconds, [&] {
        predictor.predictLogits(trainer.parameters(), pictures.pixels);
        return pictures.size();
    });
}

int bench(const BenchOptions& options, const Console& console)
{
    const engine::Recipe recipe = recipeOf(options.recipe);
    engine::Trainer trainer(recipe, openData(options.data, recipe, {}, console), options.threads);
    const double train = trainingSpeed(trainer, options.seconds);
    const double inferenceSeconds = std::min(1.0, options.seconds / 2);
    const double microseconds = 1e6 / singleSpeed(trainer, inferenceSeconds);
    const double many = batchSpeed(trainer, inferenceSeconds);
    if (options.json)
        writeLine(console.out,
                  {{"preset", recipe.name},
                   {"batch", recipe.batchSize},
                   {"threads", trainer.threads()},
                   {"train_samples_per_s", std::llround(train)},
                   {"infer1_us", std::round(microseconds * 10) / 10},
                   {"infer1024_per_s", std::llround(many)}});
    else
        console.out << recipe.name << ", batch " << recipe.batchSize << ", " << trainer.threads() << " threads\n"
                    << "training         " << grouped(std::size_t(train)) << " images/s\n"
                    << "reading 1        " << fixed(microseconds, 1) << " us\n"
                    << "reading " << grouped(manyPictures) << "    " << grouped(std::size_t(many)) << " images/s\n";
    return 0;
}

} // namespace

void addBench(Commands& commands)
{
    Command command = commands.line.subcommand("bench", "Measure the speed of training and reading");
    command.footer(
        "What is measured, each the better of two windows after a warm-up:\n"
        "  train_samples_per_s  whole optimiser steps on shuffled MNIST (synthetic digits where there is none)\n"
        "  infer1_us            one digit of the test set through the network on one thread, from bytes to outputs, in\n"
        "                       microseconds; its weights are ready for many, as they are while one draws\n"
        "  infer1024_per_s      1,024 pictures at once on all threads, in pictures a second");
    const auto options = std::make_shared<BenchOptions>();
    addNetworkOptions(command, options->recipe).required();
    addData(command, options->data);
    addThreads(command, options->threads);
    command.option("--seconds", &options->seconds, "Time for the training figure, 2 when not given")
        .valueName("S")
        .between(0.01, 3600.0);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return bench(*options, console); });
}

} // namespace cli
