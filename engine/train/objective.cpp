#include "engine/train/objective.h"

#include "engine/data/dataset.h"

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
    const auto wanted = targets(samples, outputs.size());
    sum.loss = m_loss->evaluate(outputs, wanted, width, weight, gradient);
    for (std::size_t i = 0; namesClasses() && i < count; ++i) {
        if (samples.labels[i] == noClass) {
            sum.loss -= m_loss->least(wanted.subspan(i * width, width));
            continue;
        }
        ++sum.classified;
        sum.correct += classNamedBy(outputs.subspan(i * width, width)) == samples.labels[i];
    }
    return sum;
}

double Objective::accuracy(const LossSum& sum) const
{
    return namesClasses() ? double(sum.correct) / double(sum.classified) : std::numeric_limits<double>::quiet_NaN();
}

std::span<const float> Objective::targets(const Samples& samples, std::size_t outputs) const
{
    if (m_target == Target::Input) {
        assert(samples.inputs.size() == outputs);
        return samples.inputs;
    }
    const auto rows = samples.scratch.first(outputs);
    const std::size_t width = outputs / samples.labels.size();
    // One output says yes or no; of several each says how likely its class is.
    const float undecided = width == 1 ? 0.5f : 1 / float(width);
    for (std::size_t i = 0; i < samples.labels.size(); ++i) {
        const auto row = rows.subspan(i * width, width);
        const std::uint8_t label = samples.labels[i];
        std::ranges::fill(row, label == noClass ? undecided : 0.0f);
        if (label != noClass)
            row[width == 1 ? 0 : label] = width == 1 ? float(label) : 1.0f;
    }
    return rows;
}

std::uint8_t classNamedBy(std::span<const float> outputs)
{
    if (outputs.size() == 1)
        return outputs[0] > 0.5f;
    return std::uint8_t(std::ranges::max_element(outputs) - outputs.begin());
}

} // namespace engine
