#include "engine/inspect/units.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/inspect/data_pass.h"
#include "engine/layers/activation.h"
#include "engine/layers/batch_normalization.h"
#include "engine/layers/dropout.h"
#include "engine/layers/intervention.h"
#include "engine/layers/pool2d.h"
#include "engine/layers/softmax.h"
#include "engine/layers/workspace.h"

#include <algorithm>
#include <string>
#include <vector>

namespace engine {
namespace {

/// Of units' numbers that are held at a time.
constexpr std::size_t numbersAtOnce = std::size_t{1} << 22;

template<typename... Kinds>
bool isOneOf(const Layer& layer)
{
    return ((dynamic_cast<const Kinds*>(&layer) != nullptr) || ...);
}

/// Each of the units' numbers in one, for one sample.
void meansOf(std::span<const float> numbers, const UnitLayout& layout, std::span<float> means)
{
    for (std::size_t unit = 0; unit < layout.units; ++unit) {
        double sum = 0;
        for (std::size_t run = 0; run < layout.runs; ++run)
            for (const float number : numbers.subspan((run * layout.units + unit) * layout.length, layout.length))
                sum += double(number);
        means[unit] = float(sum / double(layout.length * layout.runs));
    }
}

std::size_t samplesOfSlice(std::size_t units)
{
    const std::size_t parts = std::max<std::size_t>(1, numbersAtOnce / (units * DataPass::samplesAtOnce));
    return DataPass::samplesAtOnce * std::min<std::size_t>(64, parts);
}

} // namespace

std::size_t layerNamed(const Sequential& network, std::string_view name)
{
    std::string names;
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (network.name(i) == name)
            return i;
        names += (i > 0 ? ", " : "") + network.name(i);
    }
    throw Error("the network has no layer %1, expected one of %2", name, names);
}

void requireUnit(const Sequential& network, const Unit& unit)
{
    const std::size_t units = UnitLayout(network.shapeBefore(unit.layer + 1)).units;
    if (unit.index >= units)
        throw Error("%1 has no unit %2, expected 0 to %3", network.name(unit.layer), unit.index, units - 1);
}

std::size_t activationOf(const Sequential& network, std::size_t layer)
{
    if (isOneOf<Activation, Softmax>(network.layer(layer)))
        return layer;
    for (std::size_t i = layer + 1; i < network.size(); ++i) {
        if (isOneOf<Activation, Softmax>(network.layer(i)))
            return i;
        if (!isOneOf<BatchNormalization, Dropout, Pool2d>(network.layer(i)))
            break;
    }
    return layer;
}

bool readUnits(const Sequential& network, std::span<const float> parameters, const Dataset& data, std::size_t layer,
               const UnitValues& take, const std::stop_token& stop, const Progress& progress)
{
    const LayerRange layers{.last = layer + 1};
    const std::size_t inputs = network.inputShape().elements();
    const std::size_t outputs = network.shapeBefore(layer + 1).elements();
    const UnitLayout layout(network.shapeBefore(layer + 1));
    DataPass pass;
    std::vector<Workspace> workspaces;
    for (std::size_t worker = 0; worker < pass.workers(); ++worker)
        workspaces.emplace_back(network, DataPass::samplesAtOnce, PassMode::Inference, Keep::Needed, layers);

    std::vector<float> values;
    const std::size_t slice = samplesOfSlice(layout.units);
    for (std::size_t first = 0; first < data.size(); first += slice) {
        const std::size_t samples = std::min(slice, data.size() - first);
        values.resize(samples * layout.units);
        const auto all = double(data.size());
        const Progress part = progress.part(double(first) / all, double(first + samples) / all);
        const bool isWhole = pass.run(samples, stop, part, [&](const DataPass::Part& few) {
            Workspace& workspace = workspaces[few.worker];
            scale(std::span(data.pixels).subspan((first + few.first) * inputs, few.count * inputs),
                  workspace.input().first(few.count * inputs));
            network.forward(parameters, workspace, few.count, {.layers = layers});
            for (std::size_t i = 0; i < few.count; ++i)
                meansOf(workspace.activation(layer + 1).subspan(i * outputs, outputs), layout,
                        std::span(values).subspan((few.first + i) * layout.units, layout.units));
        });
        if (!isWhole)
            return false;
        take(first, values);
    }
    return true;
}

} // namespace engine
