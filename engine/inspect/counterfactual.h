#pragma once

#include "engine/inspect/ink_change.h"
#include "engine/model/model.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// A drawing changed as little as was found until the network says another class of it: counterfactual ink.
struct Counterfactual
{
    std::size_t from = 0; ///< what the network says of the drawing
    std::size_t to = 0; ///< what it was to say
    bool isReached = false; ///< it says it, and accepts the drawing, see Calibration; else this is as near as was come
    double probability = 0; ///< of to, afterwards; tempered
    InkDifference ink{};
    std::vector<InkChange> changes{}; ///< none can be left out where it is reached; empty: it said so before
    std::vector<Stroke> parts{}; ///< what each of them erases or draws
    std::vector<Stroke> strokes{}; ///< the drawing with all of them
};

/// After Wachter et al. 2017, min λ(p_t − 1)² + ‖x′ − x‖₁, over what a person could do with eraser and pen and not over
/// pixels, so that no speckle comes of it: parts of what makes the drawing a template of the class, and plain changes,
/// the least ink first; what reaches the class is made smaller until nothing more can go.
///
/// strokes: as they were drawn, before the model's writer transform. to: without it the likeliest other class. Nothing
/// once stop is requested. Throws Error where the network does not read drawings or has no such class, or there is no
/// ink.
std::optional<Counterfactual> counterfactualInk(const Model& model, std::span<const Stroke> strokes,
                                                std::optional<std::size_t> to = {}, const std::stop_token& stop = {});

} // namespace engine
