#include "engine/train/objective.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace engine {

Objective::Objective(const Recipe& recipe)
    : m_target(recipe.target)
    , m_loss(makeLoss(recipe.loss))
{
}

LossSum Objective::evaluate(const Samples& samples, std::span<const float> outputs, float weight,
                            std::span<float> gradient) const
{
    const std::size_t count = samples.labels.size();
    if (count == 0)
        return {};
    const std::size_t width = outputs.size() / count;
    LossSum sum{.samples = count};
    sum.loss = m_loss->evaluate(outputs, targets(samples, outputs.size()), width, weight, gradient);
    for (std::size_t i = 0; namesClasses() && i < count; ++i)
        sum.correct += classNamedBy(outputs.subspan(i * width, width)) == samples.labels[i];
    return sum;
}

double Objective::accuracy(const LossSum& sum) const
{
    return namesClasses() ? double(sum.correct) / double(sum.samples) : std::numeric_limits<double>::quiet_NaN();
}

std::span<const float> Objective::targets(const Samples& samples, std::size_t outputs) const
{
    if (m_target == Target::Input) {
        assert(samples.inputs.size() == outputs);
        return samples.inputs;
    }
    const auto rows = samples.memory.first(outputs);
    const std::size_t width = outputs / samples.labels.size();
    if (width == 1) {
        std::ranges::copy(samples.labels, rows.begin());
        return rows;
    }
    std::ranges::fill(rows, 0.0f);
    for (std::size_t i = 0; i < samples.labels.size(); ++i)
        rows[i * width + samples.labels[i]] = 1;
    return rows;
}

std::uint8_t classNamedBy(std::span<const float> outputs)
{
    if (outputs.size() == 1)
        return outputs[0] > 0.5f;
    return std::uint8_t(std::ranges::max_element(outputs) - outputs.begin());
}

} // namespace engine
