#pragma once

#include "engine/recipe/spec.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace engine {

/// Sums over some samples; double, added in shard order, so that it is the same for any number of threads.
struct LossSum
{
    double loss = 0;
    std::size_t correct = 0; ///< samples whose largest output is their label's

    void add(const LossSum& other)
    {
        loss += other.loss;
        correct += other.correct;
    }
};

/// How far a network's outputs are from what they should be.
class Loss
{
public:
    virtual ~Loss() = default;

    virtual Spec spec() const = 0;

    /// outputs: [samples, classes], samples = labels.size(). Returns sums, not means. Where gradient is not empty it
    /// gets weight · dLoss/dOutputs for each sample's own loss; weight is 1 / batch size for the mean over a batch.
    /// Every label must be below classes.
    virtual LossSum evaluate(std::span<const float> outputs, std::span<const std::uint8_t> labels, float weight,
                             std::span<float> gradient) const
        = 0;
};

std::span<const KindInfo> lossKinds();
std::unique_ptr<Loss> makeLoss(const Spec& spec);

/// exp(x_i - max) / sum, over each row of classes numbers; never overflows. in and out may be the same memory.
void softmax(std::span<const float> logits, std::size_t classes, std::span<float> probabilities);

} // namespace engine
