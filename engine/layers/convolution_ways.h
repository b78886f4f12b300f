#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

#include <cstddef>

/// Three ways to the same convolution. A layer's parameters are weight [filters, channels, size, size], then bias [filters].

/// Straight from the maps (see Correlation), at stride 1.
namespace engine::by_shifts {

std::size_t scratchSize(const Shape& input, const Window& window, std::size_t filters);
void forward(const ForwardPass& pass, const Window& window, std::size_t filters);
void backward(const BackwardPass& pass, const Window& window, std::size_t filters);

} // namespace engine::by_shifts

/// By minimal filtering (see winograd.h): kernels of 3×3 at stride 1 between many maps. Worth it for several samples, or for
/// one with packed weights.
namespace engine::by_winograd {

bool suits(const Shape& input, const Window& window, std::size_t filters);
std::size_t scratchSize(const Shape& input, const Window& window, std::size_t filters);
std::size_t packedSize(const Shape& input, const Window& window, std::size_t filters, PackingUse use);
void pack(const PackPass& pass, const Window& window, std::size_t filters);
void forward(const ForwardPass& pass, const Window& window, std::size_t filters);
void backward(const BackwardPass& pass, const Window& window, std::size_t filters);

} // namespace engine::by_winograd

/// As products with a matrix of patches ("im2col"), at any stride.
namespace engine::by_patches {

std::size_t scratchSize(const Shape& input, const Window& window);
void forward(const ForwardPass& pass, const Window& window, std::size_t filters);
void backward(const BackwardPass& pass, const Window& window, std::size_t filters);

} // namespace engine::by_patches
