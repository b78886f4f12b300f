#pragma once

#include "engine/layers/window.h"
#include "engine/tensor/shape.h"

#include <span>

namespace engine {

/// Row c·k·k + y·k + x of patches holds, for every output place, the input at channel c and kernel cell (y, x); zero
/// where the window reaches over the border. image: [C, H, W]   patches: [C·k·k, H'·W']
void imageToPatches(std::span<const float> image, const Shape& shape, const Window& window, std::span<float> patches);

/// The transpose: adds every cell of patches to where it came from. image is overwritten.
void patchesToImage(std::span<const float> patches, const Shape& shape, const Window& window, std::span<float> image);

} // namespace engine
