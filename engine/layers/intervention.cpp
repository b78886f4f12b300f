#include "engine/layers/intervention.h"

#include "engine/errors.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace engine {
namespace {

using Kind = Intervention::Kind;
using Role = ParameterSpec::Role;

float heldAt(const Intervention& intervention, std::size_t index)
{
    switch (intervention.kind) {
    case Kind::Mean:
        return intervention.means[index];
    case Kind::Clamp:
        return intervention.value;
    default:
        return 0;
    }
}

/// valueOf(index in intervention.units) at every number of each of its units.
void fillUnits(const Intervention& intervention, const Shape& shape, std::span<float> numbers, const auto& valueOf)
{
    const UnitLayout layout(shape);
    const std::size_t apart = layout.units * layout.length;
    for (std::size_t i = 0; i < intervention.units.size(); ++i)
        for (std::size_t at = intervention.units[i] * layout.length; at < numbers.size(); at += apart)
            std::ranges::fill(numbers.subspan(at, layout.length), valueOf(i));
}

double standardDeviation(std::span<const float> numbers)
{
    double sum = 0, squares = 0;
    for (const float number : numbers)
        sum += double(number);
    const double mean = sum / double(numbers.size());
    for (const float number : numbers)
        squares += (double(number) - mean) * (double(number) - mean);
    return std::sqrt(squares / double(numbers.size()));
}

bool concerns(const Intervention& intervention, const ParameterSlice& slice)
{
    return slice.layer == intervention.layer && slice.spec.role == (intervention.kind == Kind::NoBias ? Role::Bias : Role::Weight);
}

void requireParameters(const Sequential& network, const Intervention& intervention, const std::string& name)
{
    const auto slices = network.parameters().slices();
    if (std::ranges::none_of(slices, [&](const ParameterSlice& slice) { return concerns(intervention, slice); }))
        throw Error(intervention.kind == Kind::NoBias ? Message("%1 has no biases that could be changed", name)
                                                  : Message("%1 has no weights that could be changed", name));
}

void requireUnits(const Sequential& network, const Intervention& intervention, const std::string& name)
{
    const std::size_t units = UnitLayout(network.shapeBefore(intervention.layer + 1)).units;
    for (const std::size_t unit : intervention.units)
        if (unit >= units)
            throw Error("%1 has no unit %2, expected 0 to %3", name, unit, units - 1);
    if (intervention.kind == Kind::Mean && intervention.means.size() != intervention.units.size())
        throw Error("%1: %2 means for %3 units, expected one for each",
                    name, intervention.means.size(), intervention.units.size());
}

} // namespace

bool changesParameters(const Intervention& intervention)
{
    return intervention.kind == Kind::WeightNoise || intervention.kind == Kind::NoBias;
}

UnitLayout::UnitLayout(const Shape& output)
    : units(output.rank() == 3 ? output[0] : output[output.rank() - 1])
    , length(output.rank() == 3 ? output[1] * output[2] : 1)
    , runs(output.elements() / (units * length))
{
}

void requireApplicable(const Sequential& network, std::span<const Intervention> interventions)
{
    for (const Intervention& each : interventions) {
        if (each.layer >= network.size())
            throw Error("the network has no layer %1, expected 0 to %2", each.layer, network.size() - 1);
        const std::string& name = network.name(each.layer);
        const bool isFinite = std::isfinite(each.value) && std::ranges::all_of(each.means, [](float x) { return std::isfinite(x); });
        if (!isFinite)
            throw Error("%1: the value that its units are set to is not a finite number", name);
        if (changesParameters(each))
            requireParameters(network, each, name);
        else
            requireUnits(network, each, name);
    }
}

Buffer intervened(const Sequential& network, std::span<const float> parameters, std::span<const Intervention> interventions)
{
    Buffer changed(parameters.begin(), parameters.end());
    for (const Intervention& each : interventions) {
        if (!changesParameters(each))
            continue;
        for (const ParameterSlice& slice : network.parameters().slices()) {
            if (!concerns(each, slice))
                continue;
            const auto own = std::span(changed).subspan(slice.offset, slice.size());
            if (each.kind == Kind::NoBias) {
                std::ranges::fill(own, 0.0f);
                continue;
            }
            const auto deviation = float(double(each.value) * standardDeviation(own));
            Random random(Purpose::WeightNoise, {each.seed, slice.offset});
            for (float& weight : own)
                weight += deviation * random.normal();
        }
    }
    return changed;
}

void holdUnits(const Intervention& intervention, const Shape& shape, std::span<float> outputs)
{
    if (!changesParameters(intervention))
        fillUnits(intervention, shape, outputs, [&](std::size_t index) { return heldAt(intervention, index); });
}

void stopGradient(const Intervention& intervention, const Shape& shape, std::span<float> outputGradient)
{
    if (!changesParameters(intervention))
        fillUnits(intervention, shape, outputGradient, [](std::size_t) { return 0.0f; });
}

} // namespace engine
