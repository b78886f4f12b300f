#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/output_file.h"
#include "app/cli/train_ensemble.h"
#include "app/cli/train_options.h"
#include "app/cli/training_run.h"

#include "app/session/builtin_models.h"
#include "app/session/data_location.h"

#include "engine/errors.h"
#include "engine/io/model_file.h"
#include "engine/train/compatibility.h"

#include <memory>
#include <optional>
#include <ostream>

namespace cli {
namespace {

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

int train(const TrainOptions& options, const Console& console)
{
    if (options.out)
        requireWritable(*options.out);
    if (isEnsemble(options))
        return trainEnsemble(options, console);
    engine::SavedModel run = runOf(options);
    const auto data = openData(options.data, run.recipe, options.limit, console);
    if (!options.resume && !options.recipe.layers)
        run.recipe = presetFor(run.recipe, *data, console);
    engine::Trainer trainer(run.recipe, data, options.threads);
    if (const auto mismatch = engine::outputMismatch(*trainer.network(), run.recipe, data->train, run.classes))
        console.err << "note: " << mismatch->text().text() << std::endl;
    engine::TrainingControls controls;
    if (options.resume) {
        restore(trainer, run, *options.resume);
        if (options.recipe.learningRate)
            controls.setLearningRate(float(*options.recipe.learningRate));
        if (run.trainedOn != describe(*data))
            console.err << "note: so far it was trained on " << run.trainedOn << std::endl;
        if (trainer.hasStopped())
            console.err << "note: early stopping has ended this run, nothing is left to do" << std::endl;
        else if (!trainer.isPretraining() && trainer.stepsDone() >= trainer.stepsPlanned())
            console.err << "note: all " << run.recipe.epochs << " epochs are done, a larger --epochs goes on"
                        << std::endl;
    }
    noteData(run, *data);

    TrainingReport report(reportOf(trainer), options.json, console);
    const Interruption interruption;
    std::optional<RunFile> file;
    if (options.out)
        file.emplace(*options.out);
    const std::exception_ptr error = runToEnd(trainer, controls, report, interruption, run, file ? &*file : nullptr);
    if (options.weightsOnly)
        engine::keepWeightsOnly(run);
    if (options.out && !run.checkpoint.parameters.empty()) {
        engine::saveModel(run, *options.out);
        console.err << "saved: " << *options.out << ", step " << run.checkpoint.step << std::endl;
    }
    if (error)
        std::rethrow_exception(error);
    return interruption.signal() != 0 ? 128 + interruption.signal() : 0; // as shells tell of a signal
}

void addEnsembleOptions(Command command, TrainOptions& options)
{
    Option members = command.option("--members", &options.members,
                                        "With --preset ensemble: its networks, with commas between; the seed counts on "
                                        "from one to the next");
    members.valueName("NAME,NAME,…");
    command.option("--count", &options.count, "With --preset ensemble: so many networks …")
        .valueName("N")
        .countFrom(1)
        .excludes(members);
    command.option("--of", &options.of, "… of this preset").valueName("PRESET").excludes(members);
}

} // namespace

void addTrain(Commands& commands)
{
    Command command = commands.line.subcommand("train", "Train a network");
    command.footer("Ctrl-C stops after the running step and still writes --out; the exit status is then 130.");
    const auto options = std::make_shared<TrainOptions>();
    addNetworkOptions(command, options->recipe);
    addTrainingOptions(command, options->recipe);
    addData(command, options->data);
    addThreads(command, options->threads);
    command.option("--limit", &options->limit, "Only the first N training samples")
        .valueName("N")
        .countFrom(1);
    command.option("--resume", &options->resume, "Go on with a saved run, exactly as it would have gone on")
        .valueName("FILE");
    command.option("--out", &options->out, "Where the trained network goes; written once a minute meanwhile")
        .valueName("FILE");
    command.flag("--weights-only", options->weightsOnly,
                      "Leave the optimizer's state out of --out: a smaller file, from which training cannot go on");
    addEnsembleOptions(command, *options);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return train(*options, console); });
}

} // namespace cli
