#include "engine/layers/softmax.h"

#include "engine/errors.h"

#include <Eigen/Core>

namespace engine {
namespace {

using Row = Eigen::Map<Eigen::ArrayXf>;
using ConstRow = Eigen::Map<const Eigen::ArrayXf>;

} // namespace

const KindInfo& Softmax::info()
{
    static const KindInfo kind{
        "softmax", "Softmax",
        "Makes probabilities whose sum is 1. The loss softmax cross-entropy does this itself: no need to end with it.", {}};
    return kind;
}

Spec Softmax::spec() const
{
    return {info().kind, {}};
}

Shape Softmax::outputShape(const Shape& input) const
{
    if (input.rank() != 1)
        throw ShapeError("expected one row of features, got " + input.text() + "; put a Flatten layer before it");
    return input;
}

void Softmax::forward(const ForwardPass& pass) const
{
    const std::size_t width = pass.inputShape[0];
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const ConstRow x(pass.input.data() + i * width, Eigen::Index(width));
        Row y(pass.output.data() + i * width, Eigen::Index(width));
        y = (x - x.maxCoeff<Eigen::PropagateNaN>()).exp(); // the largest is 1: no overflow, and a NaN does not vanish
        y /= y.sum();
    }
}

void Softmax::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const std::size_t width = pass.inputShape[0];
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const ConstRow y(pass.output.data() + i * width, Eigen::Index(width));
        const ConstRow dy(pass.outputGradient.data() + i * width, Eigen::Index(width));
        Row(pass.inputGradient.data() + i * width, Eigen::Index(width)) = y * (dy - (y * dy).sum());
    }
}

} // namespace engine
