#include "engine/train/fit.h"

#include "engine/errors.h"

#include <algorithm>

namespace engine {
namespace {

/// Labels and predictions are bytes.
constexpr std::size_t maxClasses = 256;

} // namespace

void requireFit(const Sequential& network, const Dataset& data)
{
    if (data.size() == 0)
        throw Error("the data set is empty, expected at least one sample");
    if (network.inputShape() != data.sampleShape)
        throw ShapeError("the network reads pictures of " + network.inputShape().text() + ", the data set has "
                         + data.sampleShape.text());
    const std::size_t outputs = network.outputShape().elements();
    const std::size_t needed = std::max(data.classNames.size(), std::size_t(*std::ranges::max_element(data.labels)) + 1);
    if (network.outputShape().rank() != 1 || outputs < needed || outputs > maxClasses)
        throw ShapeError("the last layer gives " + network.outputShape().text() + " outputs, the data set has "
                         + std::to_string(needed) + " classes; end with a Dense layer of "
                         + std::to_string(needed) + " units");
}

} // namespace engine
