#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/parameter_layout.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace engine {

class BatchRows;
class Workspace;

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
    /// "conv2d_1", "dense_2": the kind and its how-manieth of that kind, as Keras' summary counts.
    const std::string& name(std::size_t index) const { return m_names[index]; }
    /// Shape of one sample before layer index; inputShape(size()) is the network's output.
    const Shape& shapeBefore(std::size_t index) const { return m_shapes[index]; }
    const Shape& inputShape() const { return m_shapes.front(); }
    const Shape& outputShape() const { return m_shapes.back(); }
    const ParameterLayout& parameters() const { return m_parameters; }

    /// Runs workspace.input() (samples of them) through all layers; the result is workspace.output().
    void forward(std::span<const float> parameters, Workspace& workspace, std::size_t samples) const;
    /// The same with dropout active; layers draw from draw. backward() may follow.
    void forwardTraining(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                         const DrawKey& draw) const;
    /// From workspace.outputGradient() to parameterGradient, which is overwritten.
    void backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                  std::span<float> parameterGradient) const;
    /// The same for the samples of a batch from firstSample on; the layers that rows keeps get their parameterGradient
    /// from there later.
    void backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                  std::span<float> parameterGradient, BatchRows& rows, std::size_t firstSample) const;

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

    void run(std::span<const float> parameters, Workspace& workspace, std::size_t samples, bool training,
             const DrawKey& draw) const;
    void forwardLayer(std::size_t index, Block block, std::span<const float> parameters, Workspace& workspace,
                      bool training, DrawKey draw) const;
    void backward(std::span<const float> parameters, Workspace& workspace, std::size_t samples,
                  std::span<float> parameterGradient, BatchRows* rows, std::size_t firstSample) const;
    void backwardLayer(std::size_t index, Block block, bool needsInputGradient, std::span<const float> parameters,
                       Workspace& workspace, std::span<float> parameterGradient, BatchRows* rows,
                       std::size_t firstSample) const;

    std::vector<std::unique_ptr<Layer>> m_layers;
    std::vector<std::string> m_names;
    std::vector<Shape> m_shapes; ///< size() + 1
    ParameterLayout m_parameters;
    std::vector<Stage> m_stages;
};

} // namespace engine
