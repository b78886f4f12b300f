#pragma once

#include "engine/finetuning/fine_tuning.h"
#include "engine/io/model_file.h"

namespace engine {

/// The model with what it has learnt. Its optimiser's state stays, so that a run can go on; how it did when it was last
/// looked at becomes what was measured afterwards.
void enterFineTuned(SavedModel& model, const FineTuned& result);

/// The same for the parts of a model where they are kept apart.
void enterFineTuned(std::vector<EvaluationRecord>& history, std::uint64_t step, const Comparison& test);

/// A calibration is kept, for a little learning changes little of it; its data tell that it was found before.
void enterFineTuned(Calibration& calibration);

} // namespace engine
