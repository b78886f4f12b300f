#include "engine/finetuning/rehearsal.h"

#include "engine/data/augmentation.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// Keeps the choice apart from a training run's shuffling.
constexpr std::uint64_t choiceKey = 0xf17e'7a1e;

/// Digits that are evaluated for each that is rehearsed.
constexpr std::size_t looks = 2;

/// Those of the guard that are read again and again. Chosen among 3,800, the nearest 500 told the loss of all to 0.001 points.
constexpr std::size_t nearestGuards = 800;

/// Of margins: between a digit that is read right for certain and one that may be read otherwise next time. With 0.5,
/// and half of the guard distorted, the loss expected of digits that were learnt came nearest to the true one of 10,000
/// that were not: for 14 odd writers, at five interpolations each, it was off by 0.028 points, about what chance does
/// to the true one. With 1.5 it was off by 0.041, with 0.5 and distorted digits alone by 0.032, undistorted alone by
/// 0.042.
constexpr double marginScale = 0.5;

using Rows = std::vector<std::uint32_t>;

/// What a digit that was learnt must suffer to be one that was never seen: as it is, it would be read right whatever else is
/// forgotten.
Spec unseen()
{
    return complete({"distort",
                     {{"shift", 0.5}, {"rotation", 5.0}, {"scale", 0.05}, {"shear", 0.06}, {"elastic", 8.0}, {"stroke_width", 0.1}}},
                    augmentationKinds(), "augmentation");
}

/// What one of the digits looked at is for.
struct Use
{
    bool isGuard = false; ///< or else rehearsed
    bool isDistorted = false;
};

/// Classes are dealt out evenly. Every other digit is distorted: if all that are rehearsed were, the network would tell
/// old from new by their softness.
std::vector<Use> usesOf(const Dataset& pool, double guardShare)
{
    struct Dealt
    {
        std::size_t digits = 0;
        std::size_t guards = 0;
    };
    std::vector<Dealt> dealt(256);
    std::vector<Use> uses;
    for (const std::uint8_t label : pool.labels) {
        Dealt& ofClass = dealt[label];
        ++ofClass.digits;
        const bool isGuard = std::size_t(std::floor(double(ofClass.digits) * guardShare)) > ofClass.guards;
        ofClass.guards += isGuard;
        const bool isDistorted = (isGuard ? ofClass.guards : ofClass.digits - ofClass.guards) % 2 == 0;
        uses.push_back({isGuard, isDistorted});
    }
    return uses;
}

/// As many of each class as there are, in an order that depends on the seed alone.
Rows balancedRows(const Dataset& data, std::size_t count, std::uint64_t seed)
{
    std::vector<Rows> byClass(256);
    for (std::size_t i = 0; i < data.size(); ++i)
        byClass[data.labels[i]].push_back(std::uint32_t(i));
    std::erase_if(byClass, [](const Rows& rows) { return rows.empty(); });
    Random random(Purpose::Shuffling, {seed, choiceKey, data.size(), count});
    for (Rows& rows : byClass)
        shuffle(std::span(rows), random);
    Rows chosen;
    const std::size_t wanted = std::min(count, data.size());
    for (std::size_t round = 0; chosen.size() < wanted; ++round)
        for (const Rows& rows : byClass)
            if (round < rows.size() && chosen.size() < wanted)
                chosen.push_back(rows[round]);
    return chosen;
}

/// Quota of one class's rows, which come in random order: half of them those of least margin.
void choose(const Rows& rows, const std::vector<float>& margins, std::size_t quota, Rows& chosen)
{
    Rows byConfidence = rows;
    std::ranges::stable_sort(byConfidence, {}, [&](std::uint32_t row) { return margins[row]; });
    const std::size_t hard = std::min(quota / 2, byConfidence.size());
    Rows rest(byConfidence.begin() + std::ptrdiff_t(hard), byConfidence.end());
    std::ranges::sort(rest); // in random order again
    chosen.insert(chosen.end(), byConfidence.begin(), byConfidence.begin() + std::ptrdiff_t(hard));
    const std::size_t more = std::min(quota - hard, rest.size());
    chosen.insert(chosen.end(), rest.begin(), rest.begin() + std::ptrdiff_t(more));
}

/// rows of pool: those that may stand guard.
Guard guardOf(const Dataset& pool, const std::vector<float>& margins, Rows rows)
{
    Guard guard{.pictures = {}, .margins = {}, .chosenAmong = rows.size()};
    std::ranges::stable_sort(rows, {}, [&](std::uint32_t row) { return std::abs(margins[row]); });
    rows.resize(std::min(rows.size(), nearestGuards));
    for (const std::uint32_t row : rows)
        guard.margins.push_back(margins[row]);
    guard.pictures = taken(pool, rows);
    return guard;
}

/// Of one digit to be read wrong.
double chanceOfError(float margin)
{
    return 1 / (1 + std::exp(double(margin) / marginScale));
}

} // namespace

Dataset taken(const Dataset& data, std::span<const std::uint32_t> rows)
{
    Dataset result{.sampleShape = data.sampleShape, .pixels = {}, .labels = {}, .classNames = data.classNames};
    result.pixels.reserve(rows.size() * data.sampleShape.elements());
    for (const std::uint32_t row : rows) {
        const auto picture = data.sample(row);
        result.pixels.insert(result.pixels.end(), picture.begin(), picture.end());
        result.labels.push_back(data.labels[row]);
    }
    return result;
}

Rehearsal rehearsalOf(const Dataset& data, std::size_t count, std::size_t guards, const MarginOf& marginOf, std::uint64_t seed)
{
    const std::size_t all = looks * count + guards;
    const Dataset clean = taken(data, balancedRows(data, all, seed));
    const double guardShare = double(guards) / double(all);
    const std::vector<Use> uses = usesOf(clean, clean.size() < all ? std::min(guardShare, 0.5) : guardShare);
    const Dataset pool = augmented(unseen(), clean, seed, [&](std::size_t i) { return uses[i].isDistorted; });
    const std::vector<float> margins = marginOf(pool);
    std::vector<Rows> readRight(256);
    Rows onGuard;
    for (std::uint32_t i = 0; i < pool.size(); ++i) {
        const std::uint8_t label = pool.labels[i];
        if (uses[i].isGuard && label != noClass)
            onGuard.push_back(i);
        else if (!uses[i].isGuard && margins[i] > 0) // what is read wrong cannot be forgotten
            readRight[label].push_back(i);
    }
    std::erase_if(readRight, [](const Rows& rows) { return rows.empty(); });
    Rows samples;
    for (std::size_t c = 0; c < readRight.size(); ++c)
        choose(readRight[c], margins, (count * (c + 1)) / readRight.size() - (count * c) / readRight.size(), samples);
    return {.samples = taken(pool, samples), .guard = guardOf(pool, margins, std::move(onGuard))};
}

double expectedLoss(const Guard& guard, std::span<const float> margins)
{
    double errors = 0;
    for (std::size_t i = 0; i < margins.size(); ++i)
        errors += chanceOfError(margins[i]) - chanceOfError(guard.margins[i]);
    return errors / double(std::max<std::size_t>(1, guard.chosenAmong));
}

} // namespace engine
