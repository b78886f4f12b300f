#include "engine/finetuning/fine_tuning_plan.h"

#include "engine/data/augmentation.h"
#include "engine/drawing/digit_image.h"
#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/stroke_variation.h"
#include "engine/finetuning/writer_transform_fit.h"
#include "engine/recipe/switch_setting.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

// Chosen on pen writers whom the network had not learnt, made odd (turned, squashed), and on training digits of MNIST that it
// had not learnt either.
constexpr double mineShare = 0.22;
constexpr double syntheticShare = 0.08; ///< of the rest
constexpr double nonDigitShare = 0.08; ///< the same
constexpr double learningRate = 0.0004;

/// Multiplications, forward, that training may take: a second or two on two cores.
constexpr double affordable = 1.8e10;
/// The same, for the first look at those that stand guard. The more they are, the less chance has a say in what is allowed.
constexpr double affordableGuard = 4e10;
constexpr double fewestGuards = 500;
constexpr double mostGuards = 6'000;
/// The same, for finding the writer's transform.
constexpr double affordableWriterFit = 2.5e10;
constexpr double fewestForWriterFit = 10;
constexpr double mostForWriterFit = 40;
/// The same, for one look at the test samples.
constexpr double affordableEvaluation = 2.5e10;
constexpr double fewestSamples = 1'500;
constexpr double mostSamples = 24'000;

/// Keeps the variations apart from a training run's augmentation.
constexpr std::uint64_t variationKey = 0xf17e'7a1e;

/// Multiplications for one picture, forward.
double multiplications(const Sequential& network)
{
    double sum = 0;
    for (const ParameterSlice& slice : network.parameters().slices()) {
        if (slice.spec.role != ParameterSpec::Role::Weight)
            continue;
        const Shape& input = network.shapeBefore(slice.layer);
        const Shape& output = network.shapeBefore(slice.layer + 1);
        double places = 1; // at which the weights are used
        if (output.rank() == 3)
            places = double(output[1] * output[2]);
        else if (input.rank() == 2)
            places = double(input[0]);
        sum += double(slice.size()) * places;
    }
    return sum;
}

void append(Dataset& data, const DigitImage& picture, const StrokeSample& drawing)
{
    data.pixels.insert(data.pixels.end(), picture.begin(), picture.end());
    data.labels.push_back(drawing.label ? std::uint8_t(*drawing.label) : noClass);
}

DigitImage varied(const StrokeSample& drawing, Random random)
{
    const auto strokes = variedStrokes(drawing.strokes, random);
    const auto image = digitFromStrokes(strokes, variedPenWidth(random));
    return image ? *image : *digitFromStrokes(drawing.strokes);
}

/// How a writer varies from one time to the next beyond what variedStrokes() does: two drawings of each digit are few
/// to tell what belongs to it.
Spec bent()
{
    return complete({"distort",
                     {{"shift", 0.5}, {"rotation", 5.0}, {"scale", 0.1}, {"shear", 0.1}, {"elastic", 15.0}, {"stroke_width", 0.1}}},
                    augmentationKinds(), "augmentation");
}

} // namespace

FineTuningPlan fineTuningPlan(const Sequential& network, std::size_t drawings)
{
    const auto samples = std::size_t(std::clamp(affordable / multiplications(network), fewestSamples, mostSamples));
    const auto mine = std::size_t(double(samples) * mineShare);
    const auto synthetic = std::size_t(double(samples - mine) * syntheticShare);
    const auto nonDigits = std::size_t(double(samples - mine) * nonDigitShare);
    const auto guards = std::size_t(std::clamp(affordableGuard / multiplications(network), fewestGuards, mostGuards));
    return {.mine = std::max(mine, drawings),
            .rehearsed = samples - mine - synthetic - nonDigits,
            .guards = guards,
            .synthetic = synthetic,
            .nonDigits = nonDigits};
}

std::size_t drawingsForWriterFit(const Sequential& network)
{
    const double cost = multiplications(network) * double(predictionsPerWriterFit);
    return std::size_t(std::clamp(affordableWriterFit / cost, fewestForWriterFit, mostForWriterFit));
}

std::size_t evaluationStride(const Sequential& network, std::size_t samples)
{
    return std::max<std::size_t>(1, std::size_t(std::ceil(double(samples) * multiplications(network) / affordableEvaluation)));
}

std::vector<StrokeSample> learnable(std::span<const StrokeSample> drawings)
{
    std::vector<StrokeSample> result;
    std::ranges::copy_if(drawings, std::back_inserter(result), [](const StrokeSample& drawing) {
        return drawing.isLabelled && !drawing.number && digitFromStrokes(drawing.strokes);
    });
    return result;
}

Dataset asDrawn(std::span<const StrokeSample> drawings)
{
    Dataset result;
    for (const StrokeSample& drawing : drawings)
        append(result, *digitFromStrokes(drawing.strokes), drawing);
    return result;
}

Dataset variedDigits(std::span<const StrokeSample> drawings, std::size_t count, std::uint64_t seed)
{
    Dataset result;
    for (std::size_t i = 0; i < count; ++i) {
        const StrokeSample& drawing = drawings[i % drawings.size()];
        const bool isAsDrawn = i < drawings.size();
        append(result, isAsDrawn ? *digitFromStrokes(drawing.strokes) : varied(drawing, {Purpose::Augmentation, {seed, variationKey, i, 0}}), drawing);
    }
    // Not all are bent: bending softens.
    return augmented(bent(), result, seed, [&](std::size_t i) { return i >= drawings.size() && i % 3 != 0; });
}

Recipe fineTuningRecipe(const Recipe& recipe, std::uint64_t seed)
{
    Recipe result = recipe;
    for (Spec& layer : result.layers) {
        if (layer.kind == "batch_normalization")
            layer.settings["frozen"] = switchValue(true);
        if (layer.kind == "dropout")
            layer.settings["rate"] = 0.0;
    }
    result.optimizer = {"adam", {{"learning_rate", learningRate}}};
    result.schedule = {"one_cycle", {{"epochs", std::int64_t{1}}, {"pct_start", 0.2}}};
    result.regularizer = {"none", {}};
    result.clipping = {"none", {}};
    result.pretraining = {"none", {}};
    result.augmentation = {"none", {}};
    result.earlyStopping = {"none", {}};
    result.validationSplit = 0;
    result.batchSize = 32;
    result.epochs = 1;
    result.seed = seed;
    return result;
}

} // namespace engine
