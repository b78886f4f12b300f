#pragma once

#include "engine/inspect/ink_change.h"

#include <span>
#include <vector>

namespace engine {

/// What one might try on any drawing, knowing of no digit: parts of strokes erased, their ends led on or to other ink,
/// lines drawn from ink to ink and across it. strokes: none empty, all points finite; pixel: see pixelOf().
std::vector<InkChange> plainChanges(std::span<const Stroke> strokes, double pixel);

} // namespace engine
