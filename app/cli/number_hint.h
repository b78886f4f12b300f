#pragma once

#include "app/cli/console.h"
#include "app/cli/drawings.h"
#include "app/cli/predictions.h"

#include <span>

namespace cli {

/// Whether they read digits of MNIST's kind, so that a picture's parts may be digits, too.
bool mayShowNumbers(std::span<const engine::SavedModel> members);

/// Says on err which of the pictures that were read as one thing show several digits. Their parts are known.
void hintAtNumbers(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings,
                   std::span<const Prediction> predictions, const Console& console);

} // namespace cli
