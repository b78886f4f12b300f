#pragma once

#include "engine/inspect/attribution.h"

namespace engine {

/// Which layer's output Grad-CAM looks at: the last one that is maps of more than one place, behind a convolution.
/// Nothing where there is none.
std::optional<std::size_t> gradCamLayer(const Sequential& network);

/// ReLU Σ_c mean_uv(∂z/∂A_c) A_c over the maps A_c of that layer (Selvaraju et al. 2017), drawn out bilinearly to the
/// size of the picture: where the network has looked. The maps are coarse, often 7×7 or 4×4. Throws Error where it has
/// none.
Attribution gradCam(const Model& model, std::span<const float> input, const AskedLogit& asked,
                    const std::stop_token& stop = {});

/// Maps drawn out, or together, to another size: bilinear between the middles of the places, the outermost ones go on
/// to the edge. map: [height, width] of from; returns [height, width] of to.
std::vector<float> resized(std::span<const float> map, const Shape& from, const Shape& to);

} // namespace engine
