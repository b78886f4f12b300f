#pragma once

#include "engine/drawing/drawing_style.h"
#include "engine/message.h"
#include "engine/tensor/shape.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// The label of a sample that is of no class: a scribble among digits. The network is to be in two minds about it, every
/// class as likely as another (Hendrycks et al. 2019, "outlier exposure"); it counts neither for nor against the accuracy.
inline constexpr std::uint8_t noClass = 255;

/// Labelled pictures, kept as the bytes they came in: 47 MB for MNIST's 60,000 instead of 188 as floats.
struct Dataset
{
    Shape sampleShape{1, 28, 28};
    std::vector<std::uint8_t> pixels; ///< size() × sampleShape, ink 255, paper 0
    std::vector<std::uint8_t> labels; ///< one a sample, below classNames.size(), or noClass
    std::vector<std::string> classNames{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    std::size_t size() const { return labels.size(); }
    std::span<const std::uint8_t> sample(std::size_t index) const
    {
        return std::span(pixels).subspan(index * sampleShape.elements(), sampleShape.elements());
    }
    /// What the sample shows, for people.
    const std::string& className(std::size_t index) const;
    /// The first count samples, or all when there are fewer.
    Dataset first(std::size_t count) const;
    /// The samples from begin to the end.
    Dataset from(std::size_t begin) const;
    /// other: of the same shape and classes.
    void append(const Dataset& other);
};

/// What a run trains on and what it is tested with.
struct DataSplits
{
    std::string name; ///< "MNIST", "synthetic digits", "xor", a folder's name: for people
    Dataset train;
    Dataset test;
    DrawingStyle drawing = {}; ///< how what is drawn becomes a picture like these
    Dataset validation = {}; ///< held out of train, for choices that test must not make; empty without one
    std::vector<Message> notes = {}; ///< what was left out of a source, and why: sentences for people
};

} // namespace engine
