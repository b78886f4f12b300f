#include "engine/layers/sequential.h"

#include "engine/errors.h"
#include "engine/layers/layer_kinds.h"
#include "engine/layers/workspace.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace engine {
namespace {

// A recipe may come from anywhere, and training keeps several copies of the weights and 32 samples' activations a thread:
// these bounds leave room for any network that learns on one machine, and keep it from being asked for all its memory.
constexpr std::size_t maxParameters = std::size_t{1} << 26;
constexpr std::size_t maxNumbersPerSample = std::size_t{1} << 23; ///< activations of all layers and one layer's scratch

std::vector<std::unique_ptr<Layer>> makeLayers(std::span<const Spec> specs)
{
    std::vector<std::unique_ptr<Layer>> layers;
    for (const Spec& spec : specs) {
        try {
            layers.push_back(makeLayer(spec));
        } catch (const SettingError& error) {
            throw SettingError("layer " + std::to_string(layers.size() + 1) + ", " + error.what());
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
        const auto fail = [&](const std::string& why) {
            throw ShapeError("layer " + std::to_string(i + 1) + ", " + m_names[i] + ": " + why);
        };
        try {
            m_shapes.push_back(layer.outputShape(m_shapes[i]));
        } catch (const ShapeError& error) {
            fail(error.what());
        }
        const auto specs = layer.parameterSpecs(m_shapes[i]);
        if (m_parameters.size() + weightsOf(specs) > maxParameters)
            fail("too large: " + std::to_string(m_parameters.size() + weightsOf(specs))
                 + " parameters so far, expected at most " + std::to_string(maxParameters));
        activations += m_shapes.back().elements();
        if (const std::size_t numbers = activations + layer.scratchSize(m_shapes[i], 1); numbers > maxNumbersPerSample)
            fail("too large: " + std::to_string(numbers) + " numbers to be kept for one picture, expected at most "
                 + std::to_string(maxNumbersPerSample));
        m_parameters.add(m_names[i], i, specs);
    }
}

Sequential::Sequential(const Shape& input, std::span<const Spec> layers)
    : Sequential(input, makeLayers(layers))
{
}

void Sequential::forward(std::span<const float> parameters, Workspace& workspace, std::size_t samples) const
{
    run(parameters, workspace, samples, false, {});
}

void Sequential::forwardTraining(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                                 const DrawKey& draw) const
{
    assert(workspace.use() == Workspace::Use::Training);
    run(parameters, workspace, samples, true, draw);
}

void Sequential::run(std::span<const float> parameters, Workspace& workspace, std::size_t samples, bool training,
                     const DrawKey& draw) const
{
    assert(parameters.size() == m_parameters.size() && samples <= workspace.maxSamples());
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        DrawKey layerDraw = draw;
        layerDraw.layer = i;
        m_layers[i]->forward({
            .inputShape = m_shapes[i],
            .samples = samples,
            .parameters = m_parameters.ofLayer(parameters, i),
            .input = workspace.m_activations[i].first(samples * m_shapes[i].elements()),
            .output = workspace.m_activations[i + 1].first(samples * m_shapes[i + 1].elements()),
            .memory = workspace.m_memories[i],
            .scratch = workspace.m_scratch,
            .training = training,
            .draw = layerDraw,
        });
    }
}

void Sequential::backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                          std::span<float> parameterGradient) const
{
    assert(parameterGradient.size() == m_parameters.size());
    // Nothing before the first layer with weights needs a gradient, nor does that layer's own input.
    std::size_t first = 0;
    while (first + 1 < m_layers.size() && !m_parameters.isTrainable(first))
        std::ranges::fill(m_parameters.ofLayer(parameterGradient, first++), 0.0f);

    for (std::size_t i = m_layers.size(); i-- > first;) {
        const std::size_t inputs = samples * m_shapes[i].elements();
        m_layers[i]->backward({
            .inputShape = m_shapes[i],
            .samples = samples,
            .parameters = m_parameters.ofLayer(parameters, i),
            .input = workspace.m_activations[i].first(inputs),
            .output = workspace.m_activations[i + 1].first(samples * m_shapes[i + 1].elements()),
            .outputGradient = workspace.m_gradients[i + 1].first(samples * m_shapes[i + 1].elements()),
            .inputGradient = i == first ? std::span<float>{} : workspace.m_gradients[i].first(inputs),
            .parameterGradient = m_parameters.ofLayer(parameterGradient, i),
            .memory = workspace.m_memories[i],
            .scratch = workspace.m_scratch,
        });
    }
}

} // namespace engine
