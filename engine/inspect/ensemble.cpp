#include "engine/inspect/ensemble.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/inspect/predictor.h"
#include "engine/optim/regularizer.h"
#include "engine/train/compatibility.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

namespace engine {
namespace {

Shape outputOf(const Recipe& recipe)
{
    return Sequential(recipe.input, std::span<const Spec>(recipe.layers)).outputShape();
}

/// row: a probability for each class, or that of class 1 alone. As Objective tells it: 0 for what is of no class and said to be
/// of each alike.
double crossEntropy(std::span<const float> row, std::uint8_t label)
{
    const auto surprise = [](double said) { return -std::log(std::max(said, double(std::numeric_limits<float>::min()))); };
    if (row.size() == 1 && label == noClass)
        return (surprise(double(row[0])) + surprise(1 - double(row[0]))) / 2 - std::numbers::ln2;
    if (row.size() == 1)
        return surprise(label ? double(row[0]) : 1 - double(row[0]));
    if (label != noClass)
        return surprise(double(row[label]));
    double sum = 0;
    for (const float probability : row)
        sum += surprise(double(probability));
    return sum / double(row.size()) - std::log(double(row.size()));
}

} // namespace

DatasetPrediction predictDataset(const Recipe& recipe, std::span<const float> parameters, const Dataset& data,
                                 std::size_t threads)
{
    const auto network = std::make_shared<const Sequential>(recipe.input, std::span<const Spec>(recipe.layers));
    requireCompatible(*network, recipe, data);
    Predictor predictor(network, recipe.loss, Predictor::forMany(threads));
    const auto outputs = predictor.predictLogits(parameters, data.pixels);

    const Objective objective(recipe);
    const std::size_t width = network->outputShape().elements();
    std::vector<float> input(data.sampleShape.elements());
    std::vector<float> scratch(width);
    LossSum sum;
    std::vector<std::uint8_t> predictions;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto row = outputs.subspan(i * width, width);
        scale(data.sample(i), input);
        sum.add(objective.evaluate({input, std::span(data.labels).subspan(i, 1), scratch}, row, 1.0f, {}));
        if (objective.namesClasses())
            predictions.push_back(classNamedBy(row));
    }
    DatasetPrediction prediction{tally(objective, data, {&sum, 1}, predictions), {outputs.begin(), outputs.end()}};
    prediction.evaluation.loss += addPenalty(recipe.regularizer, network->parameters(), parameters, {});
    makeLoss(recipe.loss)->toProbabilities(prediction.probabilities, width);
    return prediction;
}

void requireOneTask(const Recipe& one, const Recipe& other)
{
    for (const Recipe* recipe : {&one, &other})
        if (recipe->target != Target::Label)
            throw ShapeError("%1 gives its input back and names no class, so it cannot be in an ensemble", recipe->name);
    if (one.input != other.input)
        throw ShapeError("an ensemble reads one kind of picture, but %1 reads %2 and %3 reads %4",
                         one.name, one.input.text(), other.name, other.input.text());
    const Shape outputs = outputOf(one);
    const Shape others = outputOf(other);
    if (outputs != others)
        throw ShapeError("an ensemble names one set of classes, but %1 has %2 outputs and %3 has %4",
                         one.name, outputs.text(), other.name, others.text());
}

std::vector<float> meanProbabilities(std::span<const std::span<const float>> members)
{
    assert(!members.empty());
    std::vector<float> mean(members.front().size());
    for (std::size_t i = 0; i < mean.size(); ++i) {
        double sum = 0;
        for (const auto member : members)
            sum += double(member[i]);
        mean[i] = float(sum / double(members.size()));
    }
    return mean;
}

Evaluation evaluateProbabilities(std::span<const float> probabilities, const Dataset& data)
{
    const std::size_t width = probabilities.size() / data.size();
    LossSum sum;
    std::vector<std::uint8_t> predictions;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto row = probabilities.subspan(i * width, width);
        const std::uint8_t label = data.labels[i];
        predictions.push_back(classNamedBy(row));
        sum.add({.loss = crossEntropy(row, label),
                 .samples = 1,
                 .classified = label != noClass,
                 .correct = predictions.back() == label});
    }
    return tally(Objective(Recipe{}), data, {&sum, 1}, predictions);
}

} // namespace engine
