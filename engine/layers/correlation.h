#pragma once

#include "engine/tensor/shape.h"

#include <cstddef>
#include <span>

namespace engine {

/// Sliding kernels over maps in steps of one, straight from the maps: what networks call convolution, and its two
/// gradients. No matrix of patches is written and read again. With zeros around the maps, a kernel's cell (y, x) meets
/// the outputs' places at maps shifted by y rows and x columns; with the padded rows laid end to end, that is one shift
/// for all rows at once, and the few sums that fall between two rows are dropped.
struct Correlation
{
    std::size_t channels = 0; ///< maps that come in
    std::size_t filters = 0; ///< maps that come out
    std::size_t height = 0; ///< of a map that comes in
    std::size_t width = 0;
    std::size_t kernel = 0; ///< side of the square kernels
    std::size_t before = 0; ///< zeros above and to the left
    std::size_t outHeight = 0;
    std::size_t outWidth = 0;

    std::size_t cells() const { return channels * kernel * kernel; }
    std::size_t inputs() const { return channels * height * width; }
    std::size_t places() const { return outHeight * outWidth; }
    std::size_t outputs() const { return filters * places(); }
    std::size_t paddedWidth() const { return outWidth + kernel - 1; }
    std::size_t plane() const { return (outHeight + kernel - 1) * paddedWidth(); }

    /// The one that takes the outputs' gradient to the inputs'.
    Correlation backward() const;

    std::size_t paddedSize() const;
    std::size_t sumsSize() const;
    std::size_t transposedSize() const;
    std::size_t weightSumsSize() const;
};

/// maps [channels, height, width] with zeros around them. padded: paddedSize() numbers that are 0 or were written here
/// before.
void pad(const Correlation& shape, std::span<const float> maps, std::span<float> padded);

/// outputs [filters, outHeight, outWidth] = bias + weight [filters, channels, kernel, kernel] over the padded maps.
/// bias: [filters], or empty for none. sums: sumsSize() numbers of scratch.
void correlate(const Correlation& shape, std::span<const float> padded, std::span<const float> weight,
               std::span<const float> bias, std::span<float> outputs, std::span<float> sums);

/// The weights of shape.backward(): [channels, filters, kernel, kernel], each kernel turned by half a circle.
void turnWeights(const Correlation& shape, std::span<const float> weight, std::span<float> turned);

/// gradient [filters, places] as [places, filters], the filters filled up with zeros to whole vectors.
void transpose(const Correlation& shape, std::span<const float> gradient, std::span<float> transposed);

/// Adds one sample's weight gradient to sums, a matrix [cells, filters] whose both sides are filled up to whole blocks.
/// padded: the sample's maps; transposed: its outputs' gradient.
void addWeightGradient(const Correlation& shape, std::span<const float> padded, std::span<const float> transposed,
                       std::span<float> sums);
/// The sums as weight [filters, channels, kernel, kernel].
void storeWeightGradient(const Correlation& shape, std::span<const float> sums, std::span<float> weight);

/// Adds one sample's bias gradient, from the same transposed gradient. sums: [filters].
void addBiasGradient(const Correlation& shape, std::span<const float> transposed, std::span<float> sums);

} // namespace engine
