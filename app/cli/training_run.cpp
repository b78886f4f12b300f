#include "app/cli/training_run.h"

#include "engine/errors.h"
#include "engine/train/run.h"

#include <thread>

namespace cli {
namespace {

constexpr std::chrono::milliseconds pollInterval{50};

void enter(engine::SavedModel& run, const engine::Checkpoint& checkpoint)
{
    if (checkpoint.step != run.checkpoint.step || checkpoint.pretrainingStep != run.checkpoint.pretrainingStep)
        run.calibration = {}; // it was that of other weights
    run.checkpoint = checkpoint;
}

/// A full disk may be empty again when the next turn comes, or when the run is over.
void keep(const engine::SavedModel& run, const RunFile& file, TrainingReport& report)
{
    try {
        file.keep(run);
    } catch (const engine::FileError& error) {
        report.note(std::string(error.what()) + "; the run goes on, and is written again later");
    }
}

} // namespace

TrainingReport::Run reportOf(const engine::Trainer& trainer, Json labels)
{
    return {.firstStep = trainer.stepsDone(),
            .stepsPerEpoch = trainer.stepsPerEpoch(),
            .stepsPlanned = trainer.stepsPlanned(),
            .batch = std::uint64_t(trainer.recipe().batchSize),
            .pretraining = trainer.pretraining().plan(),
            .pretrainingStep = trainer.pretraining().stepsDone(),
            .hasValidation = trainer.data().validation.size() > 0,
            .labels = std::move(labels)};
}

void restore(engine::Trainer& trainer, const engine::SavedModel& run, const std::string& file)
{
    try {
        trainer.restore(run.checkpoint);
    } catch (const engine::Error& error) {
        throw engine::FileError("%1: %2", file, error.message());
    }
}

std::exception_ptr runToEnd(engine::Trainer& trainer, engine::TrainingControls& controls, TrainingReport& report,
                            const Interruption& interruption, engine::SavedModel& run, RunFile* file)
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
        run.log.append(update.log);
        if (update.checkpoint)
            enter(run, *update.checkpoint);
        if (update.finished) {
            report.end();
            report.showStopping(run.checkpoint.stopping, engine::evaluationOf(run));
            return update.error;
        }
        if (file && update.checkpoint)
            keep(run, *file, report);
        if (file && file->isDue())
            feed.requestCheckpoint();
        if (interruption.signal() != 0)
            worker.request_stop();
        std::this_thread::sleep_for(pollInterval);
    }
}

} // namespace cli
