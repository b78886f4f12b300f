#pragma once

#include <cstddef>

/// Convolution with kernels of 3×3 at a stride of one by minimal filtering, F(4×4, 3×3): A. Lavin, S. Gray, "Fast
/// Algorithms for Convolutional Neural Networks", 2016, after S. Winograd. The maps are cut into tiles of 4×4 outputs. The
/// 6×6 inputs that a tile meets are taken to 36 coordinates in which the convolution is a product of numbers, and so, over
/// all channels and tiles, 36 small matrix products: a fourth of the multiplications. Both gradients are the same steps
/// turned round.
///
/// Here maps lie as [places + 1, channels], the channels filled up with zeros to whole vectors; the last row stands for
/// everything outside the map: zeros where it is read, thrown away where it is written. Coordinates lie as [36, rows,
/// channels], a row for each tile.
namespace engine::winograd {

inline constexpr std::size_t coordinates = 36;

/// One sample's maps and how they are cut.
struct Tiling
{
    std::size_t height = 0; ///< of the maps that come in
    std::size_t width = 0;
    std::size_t before = 0; ///< zeros above and to the left
    std::size_t outHeight = 0;
    std::size_t outWidth = 0;

    std::size_t down() const { return (outHeight + 3) / 4; }
    std::size_t across() const { return (outWidth + 3) / 4; }
    std::size_t tiles() const { return down() * across(); }
};

/// Where a sample's tiles lie among those of others.
struct Coordinates
{
    float* first = nullptr; ///< of the sample's first tile
    std::size_t rows = 0; ///< of all samples
    std::size_t channels = 0; ///< a multiple of simd::width
};

// Forward: inputs → coordinates, times the weights', → outputs, which are added to what is there.
void readInputs(const Tiling& tiling, const float* inputs, const Coordinates& to);
void addOutputs(const Tiling& tiling, const Coordinates& from, float* outputs);

// Backward: the gradients of the same two.
void readOutputGradient(const Tiling& tiling, const float* outputGradient, const Coordinates& to);
void addInputGradient(const Tiling& tiling, const Coordinates& from, float* inputGradient);

/// The weights' coordinates lie as [36, filledChannels, filters].
struct Kernels
{
    std::size_t channels = 0;
    std::size_t filledChannels = 0; ///< rows after the channels are left as they are
    std::size_t filters = 0; ///< a multiple of simd::width
};

/// From [channels · 9, filters].
void readWeights(const float* weights, const Kernels& kernels, float* to);
/// The gradient back.
void storeWeightGradient(const float* from, const Kernels& kernels, float* weights);

} // namespace engine::winograd
