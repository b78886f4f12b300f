#include "engine/loss/loss.h"

#include "engine/loss/softmax_cross_entropy.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {

std::span<const KindInfo> lossKinds()
{
    static const std::array<KindInfo, 1> kinds{SoftmaxCrossEntropy::info()};
    return kinds;
}

std::unique_ptr<Loss> makeLoss(const Spec& spec)
{
    complete(spec, lossKinds(), "loss");
    return std::make_unique<SoftmaxCrossEntropy>();
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
