#include "app/cli/training_run.h"

#include "engine/errors.h"
#include "engine/train/run.h"

#include <filesystem>
#include <thread>

#include <unistd.h>

namespace cli {
namespace {

constexpr std::chrono::milliseconds pollInterval{50};

} // namespace

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
        if (update.finished) {
            report.end();
            report.showStopping(run.checkpoint.stopping, engine::evaluationOf(run));
            return update.error;
        }
        if (interruption.signal() != 0)
            worker.request_stop();
        std::this_thread::sleep_for(pollInterval);
    }
}

} // namespace cli
