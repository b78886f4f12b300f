#include "engine/train/compatibility.h"

#include "engine/data/class_names.h"
#include "engine/errors.h"
#include "engine/layers/dense.h"
#include "engine/layers/layer_kinds.h"
#include "engine/loss/softmax_cross_entropy.h"
#include "engine/pretraining/pretraining_plan.h"

#include <algorithm>

namespace engine {
namespace {

/// Classes that the samples' names or labels speak of.
std::size_t classesOf(const Dataset& data)
{
    std::size_t classes = data.classNames.size();
    for (const std::uint8_t label : data.labels)
        if (label != noClass)
            classes = std::max(classes, std::size_t(label) + 1);
    return classes;
}

void requireClasses(const Shape& output, const Dataset& data)
{
    const std::size_t outputs = output.elements();
    const std::size_t needed = classesOf(data);
    const bool isYesOrNo = outputs == 1 && needed == 2;
    if (output.rank() != 1 || (outputs < needed && !isYesOrNo) || outputs > maxClasses)
        throw ShapeError("the last layer gives %1 outputs, the data set has %2 classes; end with a Dense layer of %3 "
                         "units", output.text(), needed, needed);
}

} // namespace

void requireCompatibleLoss(const Sequential& network, const Recipe& recipe)
{
    if (recipe.loss.kind != SoftmaxCrossEntropy::info().kind) // which weighs outputs against one another
        return;
    if (recipe.target == Target::Input)
        throw ShapeError("the softmax cross-entropy compares classes and cannot tell how well an input is "
                         "reconstructed; take the mean squared error or the binary cross-entropy");
    if (network.outputShape().elements() == 1)
        throw ShapeError("the softmax of a single output is always 1; end with a Dense layer of 2 units, or take the "
                         "binary cross-entropy");
}

Recipe adaptedTo(Recipe recipe, const Dataset& data)
{
    if (recipe.input.rank() != data.sampleShape.rank())
        return recipe; // points are no pictures
    recipe.input = data.sampleShape;
    if (recipe.target != Target::Label || recipe.data != "digits")
        return recipe;
    // Behind the layer whose units are the classes nothing but an activation may come.
    const auto last = std::ranges::find_if_not(recipe.layers.rbegin(), recipe.layers.rend(), [](const Spec& layer) {
        return layer.kind == "sigmoid" || layer.kind == "softmax" || layer.kind == "linear" || layer.kind == "tanh";
    });
    if (last == recipe.layers.rend() || last->kind != Dense::info().kind)
        return recipe;
    const auto classes = std::int64_t(data.classNames.size());
    const bool isTooFew = complete(*last, layerKinds(), "layer").integer("units") < classes;
    if (isTooFew || !areNumbered(data.classNames))
        last->settings["units"] = classes;
    return recipe;
}

void requireCompatible(const Sequential& network, const Recipe& recipe, const Dataset& data)
{
    const Shape& output = network.outputShape();
    if (data.size() == 0)
        throw Error("the data set is empty, expected at least one sample");
    if (network.inputShape() != data.sampleShape)
        throw ShapeError("the network reads pictures of %1, the data set has %2",
                         network.inputShape().text(), data.sampleShape.text());
    if (recipe.target == Target::Label)
        requireClasses(output, data);
    else if (output.elements() != data.sampleShape.elements())
        throw ShapeError("the last layer gives %1 outputs, an auto-encoder needs as many as it has inputs; end with a "
                         "Dense layer of %2 units", output.text(), data.sampleShape.elements());
    requireCompatibleLoss(network, recipe);
    requirePretrainable(network, recipe);
}

} // namespace engine
