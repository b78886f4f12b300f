#include "engine/data/validation_split.h"

#include "engine/errors.h"

#include <cmath>

namespace engine {

std::size_t trainingSamples(std::size_t samples, double share)
{
    return std::size_t(std::floor(double(samples) * (1 - share)));
}

void requireBothParts(std::size_t samples, double share)
{
    const std::size_t learnt = trainingSamples(samples, share);
    if (share != 0 && (learnt == 0 || learnt == samples))
        throw Error("the %1 training samples are too few to hold a part of them out for validation; take more samples "
                    "or another validation split", samples);
}

std::shared_ptr<const DataSplits> withValidation(std::shared_ptr<const DataSplits> data, double share)
{
    if (share == 0)
        return data;
    requireBothParts(data->train.size(), share);
    const std::size_t learnt = trainingSamples(data->train.size(), share);
    auto split = std::make_shared<DataSplits>(DataSplits{.name = data->name,
                                                         .train = data->train.first(learnt),
                                                         .test = data->test,
                                                         .validation = data->train.from(learnt)});
    if (data->validation.size() > 0)
        split->validation.append(data->validation);
    return split;
}

} // namespace engine
