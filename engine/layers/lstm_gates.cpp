#include "engine/layers/lstm_gates.h"

#include <Eigen/Core>

#include <type_traits>

namespace engine {
namespace {

template<typename Number>
auto array(std::span<Number> values, std::size_t begin, std::size_t size)
{
    using Array = std::conditional_t<std::is_const_v<Number>, const Eigen::ArrayXf, Eigen::ArrayXf>;
    return Eigen::Map<Array>(values.data() + begin, Eigen::Index(size));
}

} // namespace

void stepForward(const LstmStep<float>& step)
{
    const std::size_t units = step.units;
    for (std::size_t begin = 0; begin < step.cell.size(); begin += units) {
        auto input = array(step.gates, 4 * begin, units);
        auto forget = array(step.gates, 4 * begin + units, units);
        auto candidate = array(step.gates, 4 * begin + 2 * units, units);
        auto output = array(step.gates, 4 * begin + 3 * units, units);
        input = input.logistic();
        forget = forget.logistic();
        candidate = candidate.tanh();
        output = output.logistic();
        auto cell = array(step.cell, begin, units);
        auto squashed = array(step.squashed, begin, units);
        cell = forget * array(step.cellBefore, begin, units) + input * candidate;
        squashed = cell.tanh();
        array(step.hidden, begin, units) = output * squashed;
    }
}

void stepBackward(const LstmStep<const float>& step, std::span<const float> hiddenGradient,
                  std::span<float> cellGradient, std::span<float> gatesGradient)
{
    const std::size_t units = step.units;
    for (std::size_t begin = 0; begin < step.cell.size(); begin += units) {
        const auto input = array(step.gates, 4 * begin, units);
        const auto forget = array(step.gates, 4 * begin + units, units);
        const auto candidate = array(step.gates, 4 * begin + 2 * units, units);
        const auto output = array(step.gates, 4 * begin + 3 * units, units);
        const auto squashed = array(step.squashed, begin, units);
        const auto dHidden = array(hiddenGradient, begin, units);
        auto dCell = array(cellGradient, begin, units);
        dCell += dHidden * output * (1.0f - squashed * squashed);
        array(gatesGradient, 4 * begin, units) = dCell * candidate * input * (1.0f - input);
        array(gatesGradient, 4 * begin + units, units)
            = dCell * array(step.cellBefore, begin, units) * forget * (1.0f - forget);
        array(gatesGradient, 4 * begin + 2 * units, units) = dCell * input * (1.0f - candidate * candidate);
        array(gatesGradient, 4 * begin + 3 * units, units) = dHidden * squashed * output * (1.0f - output);
        dCell *= forget;
    }
}

} // namespace engine
