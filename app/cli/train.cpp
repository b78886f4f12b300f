#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/interruption.h"
#include "app/cli/recipe_options.h"
#include "app/cli/training_report.h"

#include "app/builtin_models.h"
#include "app/data_location.h"

#include "engine/errors.h"
#include "engine/io/model_file.h"
#include "engine/train/run.h"

#include <filesystem>
#include <memory>
#include <ostream>
#include <thread>

#include <unistd.h>

namespace cli {
namespace {

struct TrainOptions
{
    RecipeOptions recipe;
    std::optional<std::string> data;
    std::size_t threads = 0;
    std::optional<std::size_t> limit;
    std::optional<std::string> resume;
    std::optional<std::string> out;
    bool weightsOnly = false;
    bool json = false;
};

constexpr std::chrono::milliseconds pollInterval{50};

/// Rather now than after an hour of training.
void requireWritable(const std::string& out)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    const fs::path folder = fs::absolute(out).parent_path();
    if (!fs::is_directory(folder, ignored))
        throw engine::FileError("--out " + out + ": there is no folder " + folder.string());
    if (fs::is_directory(out, ignored))
        throw engine::FileError("--out " + out + ": this is a folder, expected a file to write");
    if (::access(folder.c_str(), W_OK) != 0)
        throw engine::FileError("--out " + out + ": the folder " + folder.string() + " may not be written to");
}

/// The run as it will be saved: from its beginning, or from where a file has it.
engine::SavedModel runOf(const TrainOptions& options)
{
    engine::SavedModel run;
    if (options.resume) {
        run = openModel(*options.resume);
        run.recipe = continued(run.recipe, options.recipe, *options.resume);
    } else if (options.recipe.preset) {
        run.recipe = recipeOf(options.recipe);
    } else {
        throw UsageError("train needs --preset NAME or --resume FILE");
    }
    return run;
}

void restore(engine::Trainer& trainer, const engine::SavedModel& run, const std::string& file)
{
    try {
        trainer.restore(run.checkpoint);
    } catch (const engine::Error& error) {
        throw engine::FileError(file + ": " + error.what());
    }
}

/// Runs to the end, to an interruption or to an error, which is returned; run gets what came of it.
std::exception_ptr runToEnd(engine::Trainer& trainer, engine::TrainingControls& controls, TrainingReport& report,
                            const Interruption& interruption, engine::SavedModel& run)
{
    engine::TrainingFeed feed;
    std::jthread worker([&](std::stop_token stop) {
        std::exception_ptr error;
        try {
            engine::runTraining(trainer, feed, controls, std::move(stop));
        } catch (...) {
            error = std::current_exception();
        }
        feed.finish(error);
    });
    for (;;) {
        const auto update = feed.take();
        report.show(update);
        run.history.insert(run.history.end(), update.evaluations.begin(), update.evaluations.end());
        run.pretraining.insert(run.pretraining.end(), update.pretrainingEpochs.begin(), update.pretrainingEpochs.end());
        if (update.checkpoint)
            run.checkpoint = *update.checkpoint;
        if (update.finished)
            return update.error;
        if (interruption.signal() != 0)
            worker.request_stop();
        std::this_thread::sleep_for(pollInterval);
    }
}

int train(const TrainOptions& options, const Console& console)
{
    if (options.out)
        requireWritable(*options.out);
    engine::SavedModel run = runOf(options);
    const auto data = openData(options.data, run.recipe, options.limit, console);
    engine::Trainer trainer(run.recipe, data, options.threads);
    engine::TrainingControls controls;
    if (options.resume) {
        restore(trainer, run, *options.resume);
        if (options.recipe.learningRate)
            controls.setLearningRate(float(*options.recipe.learningRate));
        if (run.trainedOn != describe(*data))
            console.err << "note: so far it was trained on " << run.trainedOn << std::endl;
        if (!trainer.isPretraining() && trainer.stepsDone() >= trainer.stepsPlanned())
            console.err << "note: all " << run.recipe.epochs << " epochs are done, a larger --epochs goes on"
                        << std::endl;
    }
    run.trainedOn = describe(*data);

    TrainingReport report({.firstStep = trainer.stepsDone(),
                           .stepsPerEpoch = trainer.stepsPerEpoch(),
                           .stepsPlanned = trainer.stepsPlanned(),
                           .batch = std::uint64_t(run.recipe.batchSize),
                           .pretraining = trainer.pretraining().plan(),
                           .pretrainingStep = trainer.pretraining().stepsDone()},
                          options.json, console);
    const Interruption interruption;
    const std::exception_ptr error = runToEnd(trainer, controls, report, interruption, run);
    report.end();
    if (options.weightsOnly) {
        run.checkpoint.optimizerStateNames.clear();
        run.checkpoint.optimizerState.clear();
        run.checkpoint.pretrainingVelocity.clear();
    }
    if (options.out && !run.checkpoint.parameters.empty()) {
        engine::saveModel(run, *options.out);
        console.err << "saved: " << *options.out << ", step " << run.checkpoint.step << std::endl;
    }
    if (error)
        std::rethrow_exception(error);
    return interruption.signal() != 0 ? 128 + interruption.signal() : 0; // as shells tell of a signal
}

} // namespace

void addTrain(Commands& commands)
{
    auto* command = commands.program.add_subcommand("train", "Train a network");
    command->footer("Ctrl-C stops after the running step and still writes --out; the exit status is then 130.");
    const auto options = std::make_shared<TrainOptions>();
    addNetworkOptions(command, options->recipe);
    addTrainingOptions(command, options->recipe);
    addData(command, options->data);
    addThreads(command, options->threads);
    command->add_option("--limit", options->limit, "Only the first N training samples")
        ->type_name("N")
        ->check(countFrom(1));
    command->add_option("--resume", options->resume, "Go on with a saved run, exactly as it would have gone on")
        ->type_name("FILE");
    command->add_option("--out", options->out, "Where the trained network goes")->type_name("FILE");
    command->add_flag("--weights-only", options->weightsOnly,
                      "Leave the optimizer's state out of --out: a smaller file, from which training cannot go on");
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return train(*options, console); });
}

} // namespace cli
