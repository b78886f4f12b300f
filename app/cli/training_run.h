#pragma once

#include "app/cli/interruption.h"
#include "app/cli/run_file.h"
#include "app/cli/training_report.h"

#include "engine/io/model_file.h"
#include "engine/train/trainer.h"
#include "engine/train/training_controls.h"

#include <exception>
#include <string>

namespace cli {

/// What a report of the trainer's run needs to know. labels: see TrainingReport::Run.
TrainingReport::Run reportOf(const engine::Trainer& trainer, Json labels = Json::object());

/// The trainer goes on where the file's run was. Throws engine::FileError when it is another network's or optimizer's.
void restore(engine::Trainer& trainer, const engine::SavedModel& run, const std::string& file);

/// Runs to the end, to an interruption or to an error, which is returned; run gets what came of it. file: where it is kept
/// meanwhile, null for nowhere; the end of it is not written.
std::exception_ptr runToEnd(engine::Trainer& trainer, engine::TrainingControls& controls, TrainingReport& report,
                            const Interruption& interruption, engine::SavedModel& run, RunFile* file = nullptr);

} // namespace cli
