#pragma once

#include "engine/recipe/spec.h"

#include <cstddef>
#include <string>

namespace engine {

enum class Padding {
    Valid, ///< the window stays inside: out = floor((in - size) / stride) + 1
    Same, ///< out = ceil(in / stride), zeros around; the odd one below and to the right, as TensorFlow has it
};

/// The inputs under a window at one place along one axis, [begin, end); never empty, never in the padding.
struct Reach
{
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - begin; }
};

/// How a square window slides along one axis, for convolution and pooling.
struct Window
{
    std::size_t size = 3; ///< >= 1
    std::size_t stride = 1; ///< >= 1
    Padding padding = Padding::Same;

    /// 0 when the window does not fit (Valid only).
    std::size_t outputs(std::size_t inputs) const;
    /// Zeros before the first input.
    std::size_t padBefore(std::size_t inputs) const;
    /// What the output at that place is made of.
    Reach reach(std::size_t inputs, std::size_t output) const;
};

/// "padding": "valid" or "same".
SettingInfo paddingSetting(Padding initial);
Padding paddingFrom(const std::string& text);
std::string textOf(Padding padding);

} // namespace engine
