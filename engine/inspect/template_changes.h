#pragma once

#include "engine/inspect/ink_change.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

// What makes a drawing one that people would write for a digit. strokes: none empty, all points finite; pixel: see
// pixelOf(); digit: [0, 9].

/// The digit's templates (stylesOf) laid over the drawing where they fit it best: what it lacks of one is drawn, what
/// is not in it is erased. Least changed first, at most so many.
std::vector<std::vector<InkChange>> changesTowards(int digit, std::span<const Stroke> strokes, double pixel,
                                                   std::size_t most);

/// All of the drawing erased, a template drawn in its place.
std::vector<std::vector<InkChange>> replacementsBy(int digit, std::span<const Stroke> strokes, double pixel);

} // namespace engine
