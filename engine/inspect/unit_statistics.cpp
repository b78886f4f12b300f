#include "engine/inspect/unit_statistics.h"

#include "engine/inspect/classifier.h"
#include "engine/inspect/units.h"
#include "engine/layers/intervention.h"
#include "engine/train/compatibility.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace engine {
namespace {

bool excitesMore(const UnitStatistics::Sample& one, const UnitStatistics::Sample& other)
{
    return one.activation != other.activation ? one.activation > other.activation : one.index < other.index;
}

/// A heap of the best, the least of them in front.
void offer(std::vector<UnitStatistics::Sample>& best, std::size_t most, const UnitStatistics::Sample& sample)
{
    if (best.size() == most && (most == 0 || !excitesMore(sample, best.front())))
        return;
    if (best.size() == most) {
        std::ranges::pop_heap(best, excitesMore);
        best.pop_back();
    }
    best.push_back(sample);
    std::ranges::push_heap(best, excitesMore);
}

} // namespace

std::vector<UnitStatistics> unitStatistics(const Model& model, const Dataset& data, std::size_t layer, std::size_t top,
                                           const std::stop_token& stop, const Progress& progress)
{
    requireCompatible(*model.network, model.recipe, data);
    const std::size_t behind = activationOf(*model.network, layer);
    const std::vector<std::size_t> counts = samplesOfEachClass(data);
    std::vector<UnitStatistics> units(UnitLayout(model.network->shapeBefore(behind + 1)).units,
                                      {std::vector<double>(counts.size()), {}, 0});
    const auto take = [&](std::size_t first, std::span<const float> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            UnitStatistics& unit = units[i % units.size()];
            const std::size_t index = first + i / units.size();
            const std::uint8_t label = data.labels[index];
            if (label != noClass)
                unit.meanByClass[label] += double(values[i]);
            unit.deadShare += values[i] == 0;
            offer(unit.top, top, {index, values[i]});
        }
    };
    if (!readUnits(*model.network, model.weights->parameters, data, behind, take, stop, progress))
        return {};
    for (UnitStatistics& unit : units) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            unit.meanByClass[i] /= double(counts[i]); // 0 / 0 is not a number
        unit.deadShare /= double(data.size());
        std::ranges::sort_heap(unit.top, excitesMore);
    }
    return units;
}

} // namespace engine
