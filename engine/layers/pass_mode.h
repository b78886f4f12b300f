#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace engine {

/// What a pass through a network is for.
enum class PassMode {
    Inference, ///< forward only
    Differentiable, ///< the same numbers, and what backward needs is saved: to explain a prediction
    Training, ///< dropout is active, batch normalisation takes the samples' own statistics; backward follows
};

/// Which activations and gradients can be looked at after a pass.
enum class Keep {
    Needed, ///< what goes in and what comes out; in between, a layer that can works in place
    EveryLayer, ///< all: no layer overwrites what another one made
};

/// Layers [first, last) of a network; a last beyond the end means the end.
struct LayerRange
{
    static constexpr std::size_t end = std::numeric_limits<std::size_t>::max();

    std::size_t first = 0;
    std::size_t last = end;

    bool operator==(const LayerRange&) const = default;
};

/// What a backward pass is to find: either, or both.
struct BackwardTargets
{
    bool input = false; ///< the gradient of what entered the first of its layers
    std::span<float> parameters = {}; ///< as long as the network's; of it what belongs to the layers is overwritten
};

} // namespace engine
