#include "engine/inspect/asked_logit.h"

#include "engine/errors.h"
#include "engine/layers/activation.h"
#include "engine/layers/softmax.h"

#include <algorithm>
#include <numeric>

namespace engine {

std::size_t logitLayers(const Sequential& network)
{
    const std::size_t last = network.size() - 1;
    const std::string kind = network.layer(last).spec().kind;
    const bool makesProbabilities
        = kind == Softmax::info().kind || kind == Activation::info(Activation::Function::Sigmoid).kind;
    return last > 0 && makesProbabilities ? last : network.size();
}

std::vector<float> logitWeights(const Model& model, const AskedLogit& asked)
{
    if (!model.namesClasses())
        throw Error("the network %1 gives its input back and names no class", model.recipe.name);
    const std::size_t outputs = model.network->outputShape().elements();
    const std::size_t classes = std::max<std::size_t>(2, outputs);
    std::vector<float> weights(outputs);
    const auto add = [&](std::size_t index, float sign) {
        if (index >= classes)
            throw Error("the network has no class %1, expected 0 to %2", index, classes - 1);
        if (outputs == 1)
            weights[0] += index == 1 ? sign : -sign;
        else
            weights[index] += sign;
    };
    add(asked.ofClass, 1);
    if (asked.against) {
        if (*asked.against == asked.ofClass)
            throw Error("class %1 against itself: expected two classes that differ", asked.ofClass);
        add(*asked.against, -1);
    }
    return weights;
}

double askedValue(std::span<const float> logits, std::span<const float> weights)
{
    return std::transform_reduce(logits.begin(), logits.end(), weights.begin(), 0.0, std::plus{},
                                 [](float z, float weight) { return double(z) * double(weight); });
}

} // namespace engine
