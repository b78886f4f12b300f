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

bool isYesOrNo(std::size_t outputs, std::size_t classes)
{
    return outputs == 1 && classes == 2;
}

/// outputs: "10", or a shape.
Message saidAs(const std::string& outputs, bool isOneOutput, std::size_t classes)
{
    return Message("%1, %2", isOneOutput ? Message("1 output") : Message("%1 outputs", outputs),
                   classes == 1 ? Message("1 class") : Message("%1 classes", classes));
}

void requireClasses(const Shape& output, const Dataset& data)
{
    const std::size_t outputs = output.elements();
    const std::size_t needed = classesOf(data);
    if (output.rank() != 1 || (outputs < needed && !isYesOrNo(outputs, needed)) || outputs > maxClasses)
        throw ShapeError("%1: the network needs one output for each class; end with a Dense layer of %2 units",
                         saidAs(output.text(), outputs == 1, needed), needed);
}

/// Behind the layer whose units are the outputs nothing but an activation may come. Null: it is no dense layer.
Spec* outputLayer(Recipe& recipe)
{
    const auto last = std::ranges::find_if_not(recipe.layers.rbegin(), recipe.layers.rend(), [](const Spec& layer) {
        return layer.kind == "sigmoid" || layer.kind == "softmax" || layer.kind == "linear" || layer.kind == "tanh";
    });
    return last == recipe.layers.rend() || last->kind != Dense::info().kind ? nullptr : &*last;
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

Message OutputMismatch::text() const
{
    return saidAs(std::to_string(outputs), outputs == 1, classes);
}

std::optional<OutputMismatch> outputMismatch(const Sequential& network, const Recipe& recipe, const Dataset& data,
                                             std::span<const std::string> learnt)
{
    const Shape& output = network.outputShape();
    if (recipe.target != Target::Label || network.inputShape() != data.sampleShape || output.rank() != 1)
        return {};
    const bool hasClasses = std::ranges::any_of(data.labels, [](std::uint8_t label) { return label != noClass; });
    const OutputMismatch found{output.elements(), classesOf(data)};
    if (!hasClasses || found.outputs == learnt.size() || found.outputs == found.classes || isYesOrNo(found.outputs, found.classes))
        return {};
    return found;
}

std::optional<Recipe> withOutputs(Recipe recipe, std::size_t outputs)
{
    Spec* const last = outputLayer(recipe);
    if (!last)
        return {};
    last->settings["units"] = std::int64_t(outputs);
    return recipe;
}

Recipe adaptedTo(Recipe recipe, const Dataset& data)
{
    if (recipe.input.rank() != data.sampleShape.rank())
        return recipe; // points are no pictures
    recipe.input = data.sampleShape;
    if (recipe.target != Target::Label || recipe.data != "digits")
        return recipe;
    Spec* const last = outputLayer(recipe);
    if (!last)
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
