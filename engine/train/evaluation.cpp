#include "engine/train/evaluation.h"

#include <algorithm>

namespace engine {

Evaluation tally(const Dataset& data, std::span<const LossSum> parts, std::span<const std::uint8_t> predictions)
{
    LossSum sum;
    for (const LossSum& part : parts)
        sum.add(part);

    std::size_t classes = data.classNames.size();
    for (const std::uint8_t prediction : predictions)
        classes = std::max(classes, std::size_t(prediction) + 1);
    Evaluation result{.samples = predictions.size(),
                      .loss = sum.loss / double(predictions.size()),
                      .accuracy = double(sum.correct) / double(predictions.size()),
                      .confusion = {classes, std::vector<std::size_t>(classes)}};
    for (std::size_t i = 0; i < predictions.size(); ++i)
        ++result.confusion[data.labels[i]][predictions[i]];
    return result;
}

} // namespace engine
