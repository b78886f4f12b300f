#include "engine/inspect/unit_means.h"

#include "engine/inspect/units.h"

namespace engine {

std::vector<float> unitMeans(const Sequential& network, std::span<const float> parameters, const Dataset& data,
                             std::size_t layer, const std::stop_token& stop)
{
    std::vector<double> sums(UnitLayout(network.shapeBefore(layer + 1)).units);
    const auto add = [&sums](std::size_t, std::span<const float> values) {
        for (std::size_t i = 0; i < values.size(); ++i)
            sums[i % sums.size()] += double(values[i]);
    };
    if (!readUnits(network, parameters, data, layer, add, stop, {}))
        return {};
    std::vector<float> means;
    for (const double sum : sums)
        means.push_back(float(sum / double(data.size())));
    return means;
}

Intervention heldAtMeans(std::size_t layer, std::vector<std::size_t> units, std::span<const float> means)
{
    Intervention intervention{.kind = Intervention::Kind::Mean, .layer = layer, .units = std::move(units)};
    for (const std::size_t unit : intervention.units)
        intervention.means.push_back(means[unit]);
    return intervention;
}

} // namespace engine
