#include "engine/loss/loss.h"

#include "engine/loss/binary_cross_entropy.h"
#include "engine/loss/mean_squared_error.h"
#include "engine/loss/softmax_cross_entropy.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {

std::span<const KindInfo> lossKinds()
{
    static const std::array<KindInfo, 3> kinds{SoftmaxCrossEntropy::info(), BinaryCrossEntropy::info(),
                                               MeanSquaredError::info()};
    return kinds;
}

std::unique_ptr<Loss> makeLoss(const Spec& spec)
{
    const Spec whole = complete(spec, lossKinds(), "loss");
    if (whole.kind == BinaryCrossEntropy::info().kind)
        return std::make_unique<BinaryCrossEntropy>(whole.real("label_smoothing"));
    if (whole.kind == MeanSquaredError::info().kind)
        return std::make_unique<MeanSquaredError>();
    return std::make_unique<SoftmaxCrossEntropy>(whole.real("label_smoothing"));
}

double Loss::least(std::span<const float> /*target*/) const
{
    return 0;
}

void Loss::toProbabilities(std::span<float> /*outputs*/, std::size_t /*width*/) const
{
}

void softmax(std::span<const float> logits, std::size_t classes, std::span<float> probabilities)
{
    for (std::size_t row = 0; row + classes <= logits.size(); row += classes) {
        const auto in = logits.subspan(row, classes);
        const auto out = probabilities.subspan(row, classes);
        const float largest = *std::ranges::max_element(in);
        float sum = 0;
        for (std::size_t i = 0; i < classes; ++i)
            sum += out[i] = std::exp(in[i] - largest);
        for (float& value : out)
            value /= sum;
    }
}

} // namespace engine
