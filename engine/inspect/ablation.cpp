#include "engine/inspect/ablation.h"

#include "engine/data/data_loader.h"
#include "engine/inspect/classifier.h"
#include "engine/inspect/data_pass.h"
#include "engine/inspect/unit_means.h"
#include "engine/layers/workspace.h"
#include "engine/train/objective.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>

namespace engine {
namespace {

/// What is off at the same time; nothing in the whole network.
using Interventions = std::vector<Intervention>;

/// Right answers, [classes].
using Counts = std::vector<std::size_t>;

/// Reads a few samples with one thing after another switched off. Memory of one thread.
class AblationReader
{
public:
    /// first: the first layer in which anything is ever off.
    AblationReader(const Model& model, std::size_t first)
        : m_model(model)
        , m_before{.last = first + 1}
        , m_behind{.first = first + 1}
        , m_held(DataPass::samplesAtOnce * model.network->shapeBefore(first + 1).elements())
        , m_start(*model.network, DataPass::samplesAtOnce, PassMode::Inference, Keep::Needed, m_before)
    {
        if (m_behind.first < model.network->size())
            m_end.emplace(*model.network, DataPass::samplesAtOnce, PassMode::Inference, Keep::Needed, m_behind);
    }

    void load(std::span<const std::uint8_t> pixels, std::size_t samples)
    {
        m_samples = samples;
        scale(pixels, m_start.input().first(pixels.size()));
        m_model.network->forward(m_model.weights->parameters, m_start, samples, {.layers = m_before});
    }

    /// The outputs of what was loaded, [samples, outputs].
    std::span<const float> outputsWith(const Interventions& interventions)
    {
        const Shape& shape = m_model.network->shapeBefore(m_behind.first);
        const auto made = m_start.activation(m_behind.first).first(m_samples * shape.elements());
        const auto held = (m_end ? m_end->activation(m_behind.first) : std::span(m_held)).first(made.size());
        std::ranges::copy(made, held.begin());
        for (const Intervention& each : interventions)
            if (each.layer + 1 == m_behind.first)
                holdUnits(each, shape, held);
        if (!m_end)
            return held;
        m_end->setInterventions(interventions);
        m_model.network->forward(m_model.weights->parameters, *m_end, m_samples, {.layers = m_behind});
        return m_end->output().first(m_samples * m_model.network->outputShape().elements());
    }

private:
    const Model& m_model;
    LayerRange m_before;
    LayerRange m_behind;
    std::vector<float> m_held; ///< where no layer comes behind
    Workspace m_start;
    std::optional<Workspace> m_end;
    std::size_t m_samples = 0;
};

void countRight(std::span<const float> outputs, std::span<const std::uint8_t> labels, Counts& right)
{
    const std::size_t width = outputs.size() / labels.size();
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] != noClass)
            right[labels[i]] += classNamedBy(outputs.subspan(i * width, width)) == labels[i];
}

std::size_t firstLayerOf(std::span<const Interventions> all, std::size_t layers)
{
    std::size_t first = layers - 1;
    for (const Interventions& each : all)
        for (const Intervention& intervention : each)
            first = std::min(first, intervention.layer);
    return first;
}

/// How many samples of each class are named right with each of these; empty once stop is requested.
std::vector<Counts> rightWith(const Model& model, const Dataset& data, std::span<const Interventions> all,
                              const std::stop_token& stop, const Progress& progress)
{
    DataPass pass;
    const std::vector<Counts> none(all.size(), Counts(data.classNames.size()));
    std::vector<std::vector<Counts>> counts(pass.workers(), none); // integers: their sums do not depend on the order
    std::vector<AblationReader> readers;
    for (std::size_t worker = 0; worker < pass.workers(); ++worker)
        readers.emplace_back(model, firstLayerOf(all, model.network->size()));

    const std::size_t width = data.sampleShape.elements();
    const bool isWhole = pass.run(data.size(), stop, progress, [&](const DataPass::Part& part) {
        AblationReader& reader = readers[part.worker];
        reader.load(std::span(data.pixels).subspan(part.first * width, part.count * width), part.count);
        const auto labels = std::span(data.labels).subspan(part.first, part.count);
        for (std::size_t i = 0; i < all.size() && !stop.stop_requested(); ++i)
            countRight(reader.outputsWith(all[i]), labels, counts[part.worker][i]);
    });
    if (!isWhole)
        return {};
    std::vector<Counts> sum = none;
    for (const auto& own : counts)
        for (std::size_t i = 0; i < sum.size(); ++i)
            std::ranges::transform(sum[i], own[i], sum[i].begin(), std::plus{});
    return sum;
}

double shareOf(std::size_t part, std::size_t whole)
{
    return double(part) / double(whole); // of nothing: not a number
}

double accuracyOf(const Counts& right, const Counts& samples)
{
    return shareOf(std::reduce(right.begin(), right.end()), std::reduce(samples.begin(), samples.end()));
}

/// One for each group of units; the outer vector is empty once stop is requested.
std::vector<Ablation> ablations(const Model& model, const Dataset& data, std::span<const std::vector<Unit>> groups,
                                SwitchedOff as, const std::stop_token& stop, const Progress& progress)
{
    const Sequential& network = *model.network;
    std::map<std::size_t, std::vector<float>> means; // of each layer
    std::vector<Interventions> all(1); // the whole network comes first
    for (const std::vector<Unit>& units : groups) {
        Interventions& off = all.emplace_back();
        for (const Unit& unit : units) {
            requireUnit(network, unit);
            const std::size_t layer = activationOf(network, unit.layer);
            if (as == SwitchedOff::Zero) {
                off.push_back({.layer = layer, .units = {unit.index}});
                continue;
            }
            if (!means.contains(layer))
                means[layer] = unitMeans(network, model.weights->parameters, data, layer, stop);
            if (stop.stop_requested())
                return {};
            off.push_back(heldAtMeans(layer, {unit.index}, means[layer]));
        }
    }
    const std::vector<Counts> right = rightWith(model, data, all, stop, progress);
    if (right.empty())
        return {};

    const Counts samples = samplesOfEachClass(data);
    std::vector<Ablation> result;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        Ablation& ablation = result.emplace_back();
        ablation.units = groups[i];
        ablation.accuracy = accuracyOf(right[0], samples);
        ablation.accuracyWithout = accuracyOf(right[i + 1], samples);
        for (std::size_t label = 0; label < samples.size(); ++label)
            ablation.byClass.push_back(shareOf(right[i + 1][label], samples[label]));
    }
    return result;
}

} // namespace

std::optional<Ablation> ablated(const Model& model, const Dataset& data, std::span<const Unit> units, SwitchedOff as,
                                const std::stop_token& stop, const Progress& progress)
{
    requireClassifier(model, data);
    const std::vector<Unit> group(units.begin(), units.end());
    std::vector<Ablation> one = ablations(model, data, {&group, 1}, as, stop, progress);
    return one.empty() ? std::optional<Ablation>() : std::move(one.front());
}

std::vector<Ablation> ablatedOneByOne(const Model& model, const Dataset& data, std::size_t layer, SwitchedOff as,
                                      const std::stop_token& stop, const Progress& progress)
{
    requireClassifier(model, data);
    std::vector<std::vector<Unit>> groups;
    for (std::size_t unit = 0; unit < UnitLayout(model.network->shapeBefore(layer + 1)).units; ++unit)
        groups.push_back({{layer, unit}});
    std::vector<Ablation> all = ablations(model, data, groups, as, stop, progress);
    std::ranges::stable_sort(all, {}, &Ablation::accuracyWithout);
    return all;
}

} // namespace engine
