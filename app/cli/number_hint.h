#pragma once

#include "app/cli/console.h"
#include "app/cli/drawings.h"
#include "app/cli/predictions.h"

#include <span>

namespace cli {

/// Says on err which of the pictures that were read as one digit show several.
void hintAtNumbers(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings,
                   std::span<const Prediction> predictions, const Console& console);

} // namespace cli
