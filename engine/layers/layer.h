#pragma once

#include "engine/layers/pass_mode.h"
#include "engine/recipe/spec.h"
#include "engine/tensor/random.h"
#include "engine/tensor/shape.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

class SparseColumns;

/// A named array of weights that a layer wants in the network's one Parameters buffer.
struct ParameterSpec
{
    enum class Role
    {
        Weight,
        Bias,
        Scale, ///< one factor a channel
        Statistic, ///< not learnt by descent: moving means and variances, an RBM's visible biases; see
                   ///< BackwardPass::parameterGradient
    };

    std::string name; ///< "weight", "bias"
    Shape shape; ///< dense weight [out, in], convolution weight [out, in, height, width], bias [out]
    Role role = Role::Weight;
    std::size_t fanIn = 0; ///< inputs that feed one output, for the initialisers
    std::size_t fanOut = 0; ///< outputs that one input feeds
    std::optional<Spec> initializer = {}; ///< instead of the recipe's, where the layer's definition names one
};

/// Key of a layer's random numbers in one training step; sample i of the batch draws from {.., firstSample + i}.
struct RandomKey
{
    std::uint64_t seed = 0;
    std::uint64_t step = 0;
    std::uint64_t layer = 0;
    std::uint64_t firstSample = 0; ///< place in the batch of this shard's first sample
};

/// What a layer does when its output is the same memory as its input.
enum class Aliasing
{
    None, ///< cannot be
    Overwrites, ///< each number by one computed from it alone; backward needs only the output
    Passes, ///< nothing: the numbers are the same, only the shape changes
};

/// One forward call. Arrays are row-major with the samples outermost: input is samples × inputShape.
struct ForwardPass
{
    Shape inputShape; ///< of one sample
    std::size_t samples = 0;
    std::span<const float> parameters; ///< this layer's, in the order of parameterSpecs()
    std::span<const float> packed; ///< empty, or what pack() made of the parameters
    std::span<const float> input;
    std::span<float> output; ///< the same memory as input where the layer works in place
    std::span<float> saved; ///< samples × savedPerSample(); backward finds what forward saved here
    std::span<float> scratch; ///< scratchSize(); nothing survives the call
    PassMode mode = PassMode::Inference; ///< in any other, memory is to be written
    RandomKey draw; ///< Training
};

/// What packed weights are for.
enum class PackingUse
{
    OnePicture, ///< forward, a single sample at a time
    Training, ///< forward and backward, many samples at a time
    SparseTraining, ///< the same, of samples that are mostly zeros
};

/// A part of what pack() has to write; parts can be written at the same time.
struct PackPass
{
    Shape inputShape;
    std::span<const float> parameters; ///< the layer's
    std::span<float> packed; ///< packedSize(); zeros, or what an earlier call left
    PackingUse use = PackingUse::OnePicture;
    std::size_t part = 0;
    std::size_t parts = 1;

    /// The pieces of this part when count of them are shared out: [begin, end).
    std::size_t begin(std::size_t count) const { return count * part / parts; }
    std::size_t end(std::size_t count) const { return count * (part + 1) / parts; }
};

/// The backward call that belongs to a forward call in the same mode, which is not Inference.
struct BackwardPass
{
    Shape inputShape;
    std::size_t samples = 0;
    std::span<const float> parameters;
    std::span<const float> packed; ///< as forward had it, or empty
    std::span<const float> input; ///< what forward saw; where the layer works in place, the output
    std::span<const float> output;
    std::span<const float>
        outputGradient; ///< the same memory as inputGradient where the layer works in place
    std::span<float> inputGradient; ///< written; empty when nobody needs it
    std::span<float>
        parameterGradient; ///< written, not added to: the sum over these samples; of a statistic, of the
                           ///< changes that they ask for; empty when nobody needs it, or deferredWeightGradient() will be called
    std::span<const float> saved;
    std::span<float> scratch;
    PassMode mode = PassMode::Training; ///< forward's
};

/// A part of a dense layer's parameter gradient, from all samples of a batch at once.
struct DeferredWeightGradientPass
{
    Shape inputShape;
    std::size_t samples = 0;
    std::span<const float> input; ///< samples × inputShape; empty where it is given as
    const SparseColumns* sparseInput = nullptr; ///< … the same numbers, most of them zeros
    std::span<const float> outputGradient;
    std::span<float> parameterGradient; ///< the layer's; of it is written what belongs to
    std::size_t firstUnit = 0; ///< … these outputs
    std::size_t units = 0;
};

/// A layer is its hyper-parameters and its shape rules; it holds no numbers. Weights come from the network's
/// Parameters, activations live in a Workspace, so one layer serves any number of threads at once.
class Layer
{
public:
    virtual ~Layer() = default;

    /// The completed spec that makes this layer again.
    virtual Spec spec() const = 0;
    /// Shape of one output sample. Throws ShapeError that says what the layer expects and what it got.
    virtual Shape outputShape(const Shape& input) const = 0;
    virtual std::vector<ParameterSpec> parameterSpecs(const Shape& /*input*/) const { return {}; }
    /// Whether output may be the same memory as input.
    virtual Aliasing aliasing() const { return Aliasing::None; }
    /// The backward call reads pass.output, so nobody may overwrite it in between.
    virtual bool backwardReadsOutput() const { return false; }
    /// What it makes of a sample does not depend on the other samples of the call.
    virtual bool treatsSamplesAlone() const { return true; }
    /// A sample meets each weight many times, as in a convolution: a few samples are work enough for reading the
    /// weights once.
    virtual bool sharesWeights() const { return false; }
    /// Floats per sample that forward saves for backward: masks, arg-max indices.
    virtual std::size_t savedPerSample(const Shape& /*input*/) const { return 0; }
    /// Floats of scratch for one call, whatever the number of samples up to maxSamples.
    virtual std::size_t scratchSize(const Shape& /*input*/, std::size_t /*maxSamples*/) const { return 0; }

    /// Whether deferredWeightGradient() may make the parameter gradient. Worth it for a large matrix: its gradient is
    /// then written once a batch instead of once a shard.
    virtual bool defersWeightGradient(const Shape& /*input*/) const { return false; }

    /// How many numbers pack() writes; 0 where nothing is gained by it.
    virtual std::size_t packedSize(const Shape& /*input*/, PackingUse) const { return 0; }
    /// The parameters in the order in which they are read quickest.
    virtual void pack(const PackPass& /*pass*/) const { }

    virtual void forward(const ForwardPass& pass) const = 0;
    virtual void backward(const BackwardPass& pass) const = 0;
    virtual void deferredWeightGradient(const DeferredWeightGradientPass& /*pass*/) const { }
};

} // namespace engine
