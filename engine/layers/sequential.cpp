#include "engine/layers/sequential.h"

#include "engine/errors.h"
#include "engine/layers/deferred_weight_gradients.h"
#include "engine/layers/layer_kinds.h"
#include "engine/layers/packed_weights.h"
#include "engine/layers/workspace.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <map>

namespace engine {
namespace {

// A recipe may come from anywhere, and training keeps several copies of the weights and 32 samples' activations a thread:
// these bounds leave room for any network that learns on one machine, and keep it from being asked for all its memory.
constexpr std::size_t maxParameters = std::size_t{1} << 26;
constexpr std::size_t maxNumbersPerSample = std::size_t{1} << 23; ///< activations of all layers and one layer's scratch

/// Activations of one block of samples in one stage: about a megabyte, a core's
/// second-level cache. A constant, as the order of sums depends on it.
constexpr std::size_t numbersPerBlock = std::size_t{1} << 18;

std::vector<std::unique_ptr<Layer>> makeLayers(std::span<const Spec> specs)
{
    std::vector<std::unique_ptr<Layer>> layers;
    for (const Spec& spec : specs) {
        try {
            layers.push_back(makeLayer(spec));
        } catch (const SettingError& error) {
            throw SettingError("layer %1, %2", layers.size() + 1, error.message());
        }
    }
    return layers;
}

std::size_t weightsOf(const std::vector<ParameterSpec>& specs)
{
    std::size_t count = 0;
    for (const ParameterSpec& spec : specs)
        count += spec.shape.elements();
    return count;
}

/// Layers of maps hand on far more numbers than they have weights: they take a few samples at a time. Products with a
/// large matrix are the better the more samples they have: all others take them all.
std::vector<Sequential::Stage> stagesOf(const std::vector<std::unique_ptr<Layer>>& layers, const std::vector<Shape>& shapes)
{
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    const auto takesFew = [&](std::size_t i) {
        return layers[i]->treatsSamplesAlone() && shapes[i].rank() == 3 && shapes[i + 1].rank() == 3;
    };
    std::vector<Sequential::Stage> stages;
    for (std::size_t begin = 0, end = 0; begin < layers.size(); begin = end) {
        std::size_t numbers = shapes[begin].elements();
        const auto shrinks = [&](std::size_t i) { return takesFew(i) && shapes[i + 1].elements() < shapes[i].elements(); };
        for (end = begin; end < layers.size() && takesFew(end) == takesFew(begin); ++end) {
            if (end > begin && shrinks(end - 1))
                break; // smaller maps go on in larger blocks
            if (layers[end]->aliasing() == Aliasing::None)
                numbers += shapes[end + 1].elements();
        }
        stages.push_back({begin, end, takesFew(begin) ? std::max<std::size_t>(1, numbersPerBlock / numbers) : all});
    }
    return stages;
}

} // namespace

Sequential::Sequential(const Shape& input, std::vector<std::unique_ptr<Layer>> layers)
    : m_layers(std::move(layers))
    , m_shapes{input}
{
    if (m_layers.empty())
        throw ShapeError("the network has no layers, expected at least one");
    std::map<std::string, int> counts;
    std::size_t activations = input.elements();
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const Layer& layer = *m_layers[i];
        const std::string kind = layer.spec().kind;
        m_names.push_back(kind + "_" + std::to_string(++counts[kind]));
        const auto fail = [&](const Message& why) {
            throw ShapeError("layer %1, %2: %3", i + 1, m_names[i], why);
        };
        try {
            m_shapes.push_back(layer.outputShape(m_shapes[i]));
        } catch (const ShapeError& error) {
            fail(error.message());
        }
        const auto specs = layer.parameterSpecs(m_shapes[i]);
        if (m_parameters.size() + weightsOf(specs) > maxParameters)
            fail(Message("too large: %1 parameters so far, expected at most %2", m_parameters.size() + weightsOf(specs),
                         maxParameters));
        activations += m_shapes.back().elements();
        if (const std::size_t numbers = activations + layer.scratchSize(m_shapes[i], 1); numbers > maxNumbersPerSample)
            fail(Message("too large: %1 numbers to be kept for one picture, expected at most %2", numbers,
                         maxNumbersPerSample));
        m_parameters.add(m_names[i], i, specs);
    }
    m_stages = stagesOf(m_layers, m_shapes);
}

Sequential::Sequential(const Shape& input, std::span<const Spec> layers)
    : Sequential(input, makeLayers(layers))
{
}

LayerRange Sequential::whole(LayerRange layers) const
{
    layers.last = std::min(layers.last, m_layers.size());
    assert(layers.first < layers.last);
    return layers;
}

void Sequential::forward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                         const ForwardOptions& options) const
{
    assert(parameters.size() == m_parameters.size() && samples <= workspace.maxSamples());
    assert(options.mode <= workspace.mode());
    assert(options.mode != PassMode::Training || workspace.m_interventions.empty());
    const LayerRange layers = whole(options.layers);
    workspace.m_passMode = options.mode;
    workspace.m_passLayers = layers;
    for (const Stage& stage : m_stages) {
        const std::size_t begin = std::max(stage.begin, layers.first);
        const std::size_t end = std::min(stage.end, layers.last);
        for (Block block; begin < end && block.first < samples; block.first += block.count) {
            block.count = std::min(stage.samplesAtOnce, samples - block.first);
            for (std::size_t i = begin; i < end; ++i)
                forwardLayer(i, block, parameters, workspace, options);
        }
    }
}

void Sequential::forwardLayer(std::size_t index, Block block, std::span<const float> parameters, Workspace& workspace,
                              const ForwardOptions& options) const
{
    const std::size_t inputs = m_shapes[index].elements();
    const std::size_t outputs = m_shapes[index + 1].elements();
    const auto output = workspace.m_activations[index + 1].subspan(block.first * outputs, block.count * outputs);
    RandomKey draw = options.draw;
    draw.layer = index;
    draw.firstSample += block.first;
    m_layers[index]->forward({
        .inputShape = m_shapes[index],
        .samples = block.count,
        .parameters = m_parameters.ofLayer(parameters, index),
        .packed = workspace.m_packed ? workspace.m_packed->ofLayer(index) : std::span<const float>{},
        .input = workspace.m_activations[index].subspan(block.first * inputs, block.count * inputs),
        .output = output,
        .saved = workspace.saved(index, block.first, block.count),
        .scratch = workspace.m_scratch,
        .mode = options.mode,
        .draw = draw,
    });
    for (const Intervention& intervention : workspace.m_interventions)
        if (intervention.layer == index)
            holdUnits(intervention, m_shapes[index + 1], output);
}

void Sequential::backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                          const BackwardTargets& targets, LayerRange layers) const
{
    assert(targets.input || !targets.parameters.empty() || m_parameters.size() == 0); // else nothing is wanted
    const LayerRange passed = workspace.m_passLayers;
    layers.first = std::max(layers.first, passed.first);
    layers.last = std::min(layers.last, passed.last);
    const Backward pass{.parameters = parameters, .workspace = workspace, .parameterGradient = targets.parameters};
    backward(pass, samples, layers, targets.input);
}

void Sequential::backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                          std::span<float> parameterGradient, DeferredWeightGradients& deferred, std::size_t firstSample) const
{
    backward({parameters, workspace, parameterGradient, &deferred, firstSample}, samples, {}, false);
}

void Sequential::backward(const Backward& pass, std::size_t samples, LayerRange layers, bool needsInputGradient) const
{
    assert(pass.parameterGradient.empty() || pass.parameterGradient.size() == m_parameters.size());
    assert(pass.workspace.m_passMode != PassMode::Inference && samples <= pass.workspace.maxSamples());
    layers = whole(layers);
    // Where the input's gradient is not wanted, nothing before the first layer with weights needs one, nor does that layer's
    // own input.
    std::size_t first = layers.first;
    while (!needsInputGradient && first + 1 < layers.last && !m_parameters.isTrainable(first))
        std::ranges::fill(m_parameters.ofLayer(pass.parameterGradient, first++), 0.0f);

    for (auto stage = m_stages.rbegin(); stage != m_stages.rend(); ++stage) {
        const std::size_t begin = std::max(stage->begin, first);
        const std::size_t end = std::min(stage->end, layers.last);
        for (Block block; begin < end && block.first < samples; block.first += block.count) {
            block.count = std::min(stage->samplesAtOnce, samples - block.first);
            for (std::size_t i = end; i-- > begin;)
                backwardLayer(i, block, needsInputGradient || i != first, pass);
        }
    }
}

void Sequential::backwardLayer(std::size_t index, Block block, bool needsInputGradient, const Backward& pass) const
{
    Workspace& workspace = pass.workspace;
    const std::size_t inputs = m_shapes[index].elements();
    const std::size_t outputs = m_shapes[index + 1].elements();
    const auto outputGradient = workspace.m_gradients[index + 1].subspan(block.first * outputs, block.count * outputs);
    for (const Intervention& intervention : workspace.m_interventions)
        if (intervention.layer == index)
            stopGradient(intervention, m_shapes[index + 1], outputGradient);

    const bool later = pass.deferred && pass.deferred->keeps(index);
    std::span<float> total, own;
    if (!later && !pass.parameterGradient.empty()) {
        total = m_parameters.ofLayer(pass.parameterGradient, index);
        own = block.first == 0 ? total : workspace.m_blockGradient.first(total.size());
    }
    const BackwardPass layerPass{
        .inputShape = m_shapes[index],
        .samples = block.count,
        .parameters = m_parameters.ofLayer(pass.parameters, index),
        .packed = workspace.m_packed ? workspace.m_packed->ofLayerBackward(index) : std::span<const float>{},
        .input = workspace.m_activations[index].subspan(block.first * inputs, block.count * inputs),
        .output = workspace.m_activations[index + 1].subspan(block.first * outputs, block.count * outputs),
        .outputGradient = outputGradient,
        .inputGradient = needsInputGradient
            ? workspace.m_gradients[index].subspan(block.first * inputs, block.count * inputs)
            : std::span<float>{},
        .parameterGradient = own,
        .saved = workspace.saved(index, block.first, block.count),
        .scratch = workspace.m_scratch,
        .mode = workspace.m_passMode,
    };
    if (later) // before its gradient may be overwritten in place
        pass.deferred->write(index, pass.firstSample + block.first, layerPass.input, layerPass.outputGradient);
    m_layers[index]->backward(layerPass);
    if (!own.empty() && block.first > 0)
        std::ranges::transform(total, own, total.begin(), std::plus{});
}

} // namespace engine
