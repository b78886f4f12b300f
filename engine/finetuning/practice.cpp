#include "engine/finetuning/practice.h"

#include "engine/data/digit_image.h"
#include "engine/data/stroke_variation.h"
#include "engine/data/synthetic_digits.h"
#include "engine/recipe/switch_setting.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace engine {
namespace {

double knob(const char* name, double initial) // TEMPORARY: experiments
{
    const char* text = std::getenv(name);
    return text ? std::atof(text) : initial;
}

// What draws from which sequence; the key keeps them apart from a training run's.
constexpr std::uint64_t key = 0xf17e'7a1e;
enum class Use : std::uint64_t { Replay, Variation };

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

/// As many of each class as there are, in an order that depends on the seed alone.
std::vector<std::uint32_t> balancedRows(const Dataset& data, std::size_t count, std::uint64_t seed)
{
    std::vector<std::vector<std::uint32_t>> byClass(256);
    for (std::size_t i = 0; i < data.size(); ++i)
        byClass[data.labels[i]].push_back(std::uint32_t(i));
    std::erase_if(byClass, [](const auto& rows) { return rows.empty(); });
    Random random(Purpose::Shuffling, {seed, key, std::uint64_t(Use::Replay)});
    for (auto& rows : byClass)
        shuffle(std::span(rows), random);
    std::vector<std::uint32_t> chosen;
    for (std::size_t round = 0; chosen.size() < std::min(count, data.size()); ++round)
        for (const auto& rows : byClass)
            if (round < rows.size() && chosen.size() < count)
                chosen.push_back(rows[round]);
    return chosen;
}

void append(Dataset& data, std::span<const std::uint8_t> picture, std::uint8_t label)
{
    data.pixels.insert(data.pixels.end(), picture.begin(), picture.end());
    data.labels.push_back(label);
}

} // namespace

PracticePlan practicePlan(const Sequential& network, std::size_t drawings)
{
    const double affordable = knob("FT_BUDGET", 3e10) / multiplications(network);
    const auto samples = std::size_t(std::clamp(affordable, 1'500.0, knob("FT_MOST", 8'000.0)));
    // Many drawings need fewer variations of each.
    const auto mine = std::size_t(double(samples) * knob("FT_SHARE", 0.3));
    return {.mine = drawings == 0 ? 0 : std::max(mine, drawings), .replayed = samples - mine};
}

std::vector<StrokeSample> learnable(std::span<const StrokeSample> drawings)
{
    std::vector<StrokeSample> result;
    std::ranges::copy_if(drawings, std::back_inserter(result), [](const StrokeSample& drawing) {
        return drawing.label && digitFromStrokes(drawing.strokes);
    });
    return result;
}

Dataset asDrawn(std::span<const StrokeSample> drawings)
{
    Dataset result;
    for (const StrokeSample& drawing : drawings)
        append(result, *digitFromStrokes(drawing.strokes), std::uint8_t(*drawing.label));
    return result;
}

Dataset practiceDigits(std::span<const StrokeSample> drawings, const Dataset& old, const PracticePlan& plan, std::uint64_t seed)
{
    Dataset result;
    result.classNames = old.classNames;
    for (std::size_t i = 0; i < plan.mine; ++i) {
        const StrokeSample& drawing = drawings[i % drawings.size()];
        Random random(Purpose::Augmentation, {seed, key, std::uint64_t(Use::Variation), i});
        const bool isAsDrawn = i < drawings.size();
        const auto image = isAsDrawn ? digitFromStrokes(drawing.strokes) : variedDigit(drawing.strokes, random);
        append(result, *image, std::uint8_t(*drawing.label));
    }
    const auto synthetic = std::size_t(double(plan.replayed) * knob("FT_SYNTH", 0.5));
    for (const std::uint32_t row : balancedRows(old, plan.replayed - synthetic, seed))
        append(result, old.sample(row), old.labels[row]);
    const Dataset others = syntheticDigits(synthetic, seed + 1'000'003); // none of the built-in set
    for (std::size_t i = 0; i < others.size(); ++i)
        append(result, others.sample(i), others.labels[i]);
    return result;
}

Recipe practiceRecipe(const Recipe& recipe, std::uint64_t seed)
{
    Recipe practice = recipe;
    for (Spec& layer : practice.layers) {
        if (layer.kind == "batch_normalization")
            layer.settings["frozen"] = switchValue(true);
        if (layer.kind == "dropout" && knob("FT_DROP", 0) == 0)
            layer.settings["rate"] = 0.0;
    }
    practice.optimizer = {"adam", {{"learning_rate", knob("FT_RATE", 0.0005)}}};
    practice.schedule = {"one_cycle", {{"epochs", std::int64_t{1}}, {"pct_start", 0.2}}};
    practice.regularizer = {"none", {}};
    practice.clipping = {"none", {}};
    practice.pretraining = {"none", {}};
    practice.augmentation = {"none", {}};
    practice.earlyStopping = {"none", {}};
    practice.validationSplit = 0;
    practice.batchSize = std::int64_t(knob("FT_BATCH", 64));
    practice.epochs = 1;
    practice.seed = seed;
    return practice;
}

} // namespace engine
