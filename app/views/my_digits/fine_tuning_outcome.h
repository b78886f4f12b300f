#pragma once

#include "app/session/fine_tuner.h"
#include "app/views/my_digits/fine_tuning_report.h"

/// As the report shows it; of very many digits that flipped, some.
FineTuningOutcome fineTuningOutcome(const FineTuner::Outcome& outcome);
