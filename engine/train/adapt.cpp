#include "engine/train/adapt.h"

#include "engine/errors.h"
#include "engine/layers/normalization.h"

#include <array>

namespace engine {
namespace {

struct Moments
{
    double mean = 0;
    double variance = 0;
};

/// Exact: the bytes are counted.
Moments momentsOf(const Dataset& data)
{
    std::array<std::size_t, 256> counts{};
    for (const std::uint8_t byte : data.pixels)
        ++counts[byte];
    const auto total = double(data.pixels.size());
    Moments moments;
    for (std::size_t byte = 0; byte < counts.size(); ++byte)
        moments.mean += double(counts[byte]) * double(byte) / 255 / total;
    for (std::size_t byte = 0; byte < counts.size(); ++byte) {
        const double distance = double(byte) / 255 - moments.mean;
        moments.variance += double(counts[byte]) * distance * distance / total;
    }
    return moments;
}

} // namespace

void adaptNormalization(const Sequential& network, const Dataset& data, std::span<float> parameters)
{
    bool isInput = true; // what enters the layer is the data
    for (std::size_t i = 0; i < network.size(); ++i) {
        const Layer& layer = network.layer(i);
        if (layer.spec().kind == Normalization::info().kind) {
            if (!isInput)
                throw ShapeError("layer %1, %2: it takes its mean and variance from the data, so it has to be the "
                                 "first layer", i + 1, network.name(i));
            const Moments moments = momentsOf(data);
            const auto own = network.parameters().ofLayer(parameters, i);
            own[0] = float(moments.mean);
            own[1] = float(moments.variance);
        }
        isInput &= layer.aliasing() == Aliasing::Passes;
    }
}

} // namespace engine
