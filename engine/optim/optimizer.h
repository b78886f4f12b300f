#pragma once

#include "engine/recipe/spec.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace engine {

/// The rule of one step, element by element: holds settings, no numbers. Any range of the Parameters buffer may be
/// updated on any thread.
class Optimizer
{
public:
    virtual ~Optimizer() = default;

    virtual Spec spec() const = 0;
    /// Names of the numbers that each parameter carries from step to step ("momentum"; "m", "v").
    virtual std::span<const std::string_view> stateNames() const = 0;
    /// What every number of stateNames()[state] is before the first step.
    virtual float initialState(std::size_t /*state*/) const { return 0; }

    /// One range of each: parameters are changed, state[k] is the range of stateNames()[k].
    /// step counts from 1. learningRate is given anew each step: schedules and the user's hand change it.
    struct Update
    {
        std::uint64_t step = 1;
        float learningRate = 0;
        std::span<float> parameters;
        std::span<const float> gradient;
        std::span<const std::span<float>> state;
    };
    virtual void update(const Update& update) const = 0;
};

std::span<const KindInfo> optimizerKinds();
std::unique_ptr<Optimizer> makeOptimizer(const Spec& spec);

} // namespace engine
