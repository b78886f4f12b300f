#pragma once

#include "engine/inspect/attribution.h"
#include "engine/inspect/stroke_occlusion.h"

namespace engine {

/// Blame by stroke as a map, like those of other methods: what each stroke's absence costs with the frame held, spread
/// evenly over the pixels that lose ink with it. strokes, blame: as strokeOcclusion() has them; the map is empty where
/// blame is.
Attribution strokeMap(const Model& model, std::span<const Stroke> strokes, const AskedLogit& asked,
                      std::span<const StrokeBlame> blame);

} // namespace engine
