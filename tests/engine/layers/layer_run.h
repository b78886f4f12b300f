#pragma once

#include "engine/layers/layer.h"
#include "tests/numbers.h"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

/// One layer run alone, every array in memory of its own. What a call must write starts as NaN, so that a number that
/// is forgotten, or added to instead of written, is seen.
class LayerRun
{
public:
    struct Gradients
    {
        std::vector<float> input;
        std::vector<float> parameters;
    };

    enum class InputGradient { Wanted, Unwanted };
    enum class ParameterGradient { Wanted, Unwanted };

    LayerRun(const engine::Layer& layer, const engine::Shape& inputShape, std::size_t samples,
             std::vector<float> parameters = {})
        : m_layer(layer)
        , m_shape(inputShape)
        , m_samples(samples)
        , m_parameters(std::move(parameters))
        , m_saved(samples * layer.savedPerSample(inputShape), notANumber)
        , m_scratch(layer.scratchSize(inputShape, samples), notANumber)
    {
    }

    const std::vector<float>& parameters() const { return m_parameters; }

    /// From now on with the weights packed, in so many parts, the last one first.
    void pack(engine::PackingUse use, std::size_t parts)
    {
        m_packed.assign(m_layer.packedSize(m_shape, use), 0.0f);
        for (std::size_t part = parts; part-- > 0;)
            m_layer.pack({.inputShape = m_shape,
                          .parameters = m_parameters,
                          .packed = m_packed,
                          .use = use,
                          .part = part,
                          .parts = parts});
    }

    std::vector<float> forward(std::span<const float> input, engine::PassMode mode = engine::PassMode::Inference,
                               const engine::RandomKey& draw = {})
    {
        m_mode = mode;
        m_input.assign(input.begin(), input.end());
        m_output.assign(m_samples * m_layer.outputShape(m_shape).elements(), notANumber);
        m_layer.forward({.inputShape = m_shape,
                         .samples = m_samples,
                         .parameters = m_parameters,
                         .packed = m_packed,
                         .input = m_input,
                         .output = m_output,
                         .saved = m_saved,
                         .scratch = m_scratch,
                         .mode = mode,
                         .draw = draw});
        return m_output;
    }

    /// Of the last forward call.
    Gradients backward(std::span<const float> outputGradient, InputGradient inputGradient = InputGradient::Wanted,
                       ParameterGradient parameterGradient = ParameterGradient::Wanted)
    {
        const std::size_t inputs = inputGradient == InputGradient::Wanted ? m_input.size() : 0;
        const std::size_t parameters = parameterGradient == ParameterGradient::Wanted ? m_parameters.size() : 0;
        Gradients gradients{std::vector<float>(inputs, notANumber), std::vector<float>(parameters, notANumber)};
        m_layer.backward({.inputShape = m_shape,
                          .samples = m_samples,
                          .parameters = m_parameters,
                          .packed = m_packed,
                          // A layer that may work in place must do with its output.
                          .input = m_layer.aliasing() == engine::Aliasing::None ? m_input : m_output,
                          .output = m_output,
                          .outputGradient = outputGradient,
                          .inputGradient = gradients.input,
                          .parameterGradient = gradients.parameters,
                          .saved = m_saved,
                          .scratch = m_scratch,
                          .mode = m_mode});
        return gradients;
    }

private:
    const engine::Layer& m_layer;
    engine::Shape m_shape;
    std::size_t m_samples;
    engine::PassMode m_mode = engine::PassMode::Inference;
    std::vector<float> m_parameters;
    std::vector<float> m_packed;
    std::vector<float> m_saved;
    std::vector<float> m_scratch;
    std::vector<float> m_input;
    std::vector<float> m_output;
};
