#pragma once

#include "engine/drawing/strokes.h"
#include "engine/inspect/asked_logit.h"
#include "engine/model/model.h"

#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// Throws ShapeError unless the network reads grey pictures, which drawings can become.
void requireReadsDrawings(const Model& model);

/// What the logit loses where a stroke is left out: z(x) - z(x without it), after Zeiler and Fergus 2014, section 4.2.
/// Below 0 the stroke spoke against the class.
struct StrokeBlame
{
    double held = 0; ///< what is left stays where it was in the picture
    double recentred = 0; ///< what is left is sized and centred anew, as a drawing of its own
};

/// One a stroke; 0 for one without ink. strokes: as they were drawn, before the model's writer transform. Where nothing
/// is left, the picture is empty. Empty once stop is requested. Throws Error where the network does not read drawings,
/// or has no such class.
std::vector<StrokeBlame> strokeOcclusion(const Model& model, std::span<const Stroke> strokes, const AskedLogit& asked,
                                         const std::stop_token& stop = {});

} // namespace engine
