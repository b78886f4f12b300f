#include "engine/train/evaluation.h"

#include <algorithm>

namespace engine {

Evaluation tally(const Objective& objective, const Dataset& data, std::span<const LossSum> parts,
                 std::span<const std::uint8_t> predictions)
{
    LossSum sum;
    for (const LossSum& part : parts)
        sum.add(part);
    Evaluation result{.samples = sum.samples,
                      .loss = sum.loss / double(sum.samples),
                      .accuracy = objective.accuracy(sum),
                      .confusion = {}};
    if (!objective.namesClasses())
        return result;

    std::size_t classes = data.classNames.size();
    for (const std::uint8_t prediction : predictions)
        classes = std::max(classes, std::size_t(prediction) + 1);
    result.confusion.assign(classes, std::vector<std::size_t>(classes));
    for (std::size_t i = 0; i < predictions.size(); ++i)
        if (data.labels[i] != noClass)
            ++result.confusion[data.labels[i]][predictions[i]];
    return result;
}

} // namespace engine
