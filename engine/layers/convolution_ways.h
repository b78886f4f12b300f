#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

#include <cstddef>

/// Two ways to the same convolution. A layer's parameters are weight [filters, channels, size, size], then bias [filters].

/// Straight from the maps (see Correlation), at stride 1.
namespace engine::by_shifts {

std::size_t scratchSize(const Shape& input, const Window& window, std::size_t filters);
void forward(const ForwardPass& pass, const Window& window, std::size_t filters);
void backward(const BackwardPass& pass, const Window& window, std::size_t filters);

} // namespace engine::by_shifts

/// As products with a matrix of patches ("im2col"), at any stride.
namespace engine::by_patches {

std::size_t scratchSize(const Shape& input, const Window& window);
void forward(const ForwardPass& pass, const Window& window, std::size_t filters);
void backward(const BackwardPass& pass, const Window& window, std::size_t filters);

} // namespace engine::by_patches
