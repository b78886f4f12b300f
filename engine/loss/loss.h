#pragma once

#include "engine/recipe/spec.h"

#include <cstddef>
#include <memory>
#include <span>

namespace engine {

/// How far a network's outputs are from what they should be.
class Loss
{
public:
    virtual ~Loss() = default;

    virtual Spec spec() const = 0;

    /// outputs, targets: [samples, width], a row a sample. Returns the sum of the samples' losses, not the mean. Where
    /// gradient is not empty it gets weight · dLoss/dOutputs for each sample's own loss; weight is 1 / batch size for
    /// the mean over a batch. Double, so that sums over parts of a batch lose nothing.
    virtual double evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width,
                            float weight, std::span<float> gradient) const
        = 0;

    /// The loss that is left where a sample's outputs are just what they should be: the entropy of its target, which is 0 for
    /// one that is certain.
    virtual double least(std::span<const float> target) const;

    /// What outputs, rows of width numbers, say of each class's probability, in place.
    virtual void toProbabilities(std::span<float> outputs, std::size_t width) const;
};

std::span<const KindInfo> lossKinds();
std::unique_ptr<Loss> makeLoss(const Spec& spec);

/// exp(x_i - max) / sum, over each row of classes numbers; never overflows. in and out may be the same memory.
void softmax(std::span<const float> logits, std::size_t classes, std::span<float> probabilities);

} // namespace engine
