#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/parameter_layout.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace engine {

class DeferredWeightGradients;
class Workspace;

struct ForwardOptions
{
    PassMode mode = PassMode::Inference; ///< at most the workspace's
    RandomKey draw = {}; ///< where layers draw from; Training
    LayerRange layers = {}; ///< from workspace.activation(layers.first) on, which the caller fills
};

/// A chain of layers whose shapes fit: it cannot be constructed otherwise. Immutable; shared by all threads.
class Sequential
{
public:
    /// input: shape of one sample. Throws ShapeError that names the layer ("layer 3, dense_2: …") and both shapes.
    Sequential(const Shape& input, std::vector<std::unique_ptr<Layer>> layers);
    /// Throws SettingError or ShapeError.
    Sequential(const Shape& input, std::span<const Spec> layers);

    std::size_t size() const { return m_layers.size(); }
    const Layer& layer(std::size_t index) const { return *m_layers[index]; }
    /// "conv2d_1", "dense_2": the kind and its index among those of that kind, as in Keras' summary.
    const std::string& name(std::size_t index) const { return m_names[index]; }
    /// Shape of one sample before layer index; inputShape(size()) is the network's output.
    const Shape& shapeBefore(std::size_t index) const { return m_shapes[index]; }
    const Shape& inputShape() const { return m_shapes.front(); }
    const Shape& outputShape() const { return m_shapes.back(); }
    const ParameterLayout& parameters() const { return m_parameters; }

    /// Runs workspace.input() (samples of them) through all layers, or some; the result is workspace.output(). backward() may
    /// follow in every mode but Inference.
    void forward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                 const ForwardOptions& options = {}) const;
    /// Of the last forward pass, from workspace.outputGradient() to what is wanted: workspace.inputGradient(), or gradients
    /// of the parameters. layers: fewer than forward ran, from workspace.gradient(layers.last) to gradient(layers.first).
    void backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                  const BackwardTargets& targets, LayerRange layers = {}) const;
    /// The parameters' gradient for the samples of a batch from firstSample on; the layers that rows keeps get theirs from
    /// there later.
    void backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                  std::span<float> parameterGradient, DeferredWeightGradients& deferred, std::size_t firstSample) const;

    /// Layers [begin, end) through which some samples of a call go together before the next ones: few enough for what
    /// the layers hand on to stay in the cache.
    struct Stage
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t samplesAtOnce = 0;
    };
    const std::vector<Stage>& stages() const { return m_stages; }

private:
    /// Some samples of a call: [first, first + count).
    struct Block
    {
        std::size_t first = 0;
        std::size_t count = 0;
    };

    /// Those of a backward pass.
    struct Backward
    {
        std::span<const float> parameters;
        Workspace& workspace;
        std::span<float> parameterGradient; ///< empty: not wanted
        DeferredWeightGradients* deferred = nullptr;
        std::size_t firstSample = 0;
    };

    /// Within the network, as it is.
    LayerRange whole(LayerRange layers) const;
    void forwardLayer(std::size_t index, Block block, std::span<const float> parameters, Workspace& workspace,
                      const ForwardOptions& options) const;
    void backward(const Backward& pass, std::size_t samples, LayerRange layers, bool needsInputGradient) const;
    void backwardLayer(std::size_t index, Block block, bool needsInputGradient, const Backward& pass) const;

    std::vector<std::unique_ptr<Layer>> m_layers;
    std::vector<std::string> m_names;
    std::vector<Shape> m_shapes; ///< size() + 1
    ParameterLayout m_parameters;
    std::vector<Stage> m_stages;
};

} // namespace engine
