#pragma once

#include "app/cli/console.h"
#include "app/cli/train_options.h"

namespace cli {

/// Whether the options ask for several networks.
bool isEnsemble(const TrainOptions& options);

/// Trains the members one after the other, telling of each as of a network alone, then how well they do together.
/// Returns the exit status. Throws UsageError.
int trainEnsemble(const TrainOptions& options, const Console& console);

} // namespace cli
