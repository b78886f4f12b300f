#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// What an LSTM keeps of one time step, [samples, …], the units side by side; gates are [samples, 4 units] in Keras'
/// order: input, forget, candidate, output. Number: float where it is computed, const float where it is read.
template<typename Number>
struct LstmStep
{
    std::size_t units = 0;
    std::span<const float> cellBefore; ///< cₜ₋₁
    std::span<Number> gates; ///< before stepForward() what the gates are functions of, then their values
    std::span<Number> cell; ///< cₜ
    std::span<Number> squashed; ///< tanh(cₜ)
    std::span<Number> hidden; ///< hₜ
};

/// From gates and cellBefore to all else.
void stepForward(const LstmStep<float>& step);

/// hiddenGradient: all of dLoss/dhₜ   cellGradient: in, what comes from step t + 1; out, for step t - 1
/// gatesGradient: written, with respect to what the gates are functions of
void stepBackward(const LstmStep<const float>& step, std::span<const float> hiddenGradient,
                  std::span<float> cellGradient, std::span<float> gatesGradient);

} // namespace engine
