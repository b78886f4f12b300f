#include "engine/finetuning/replay.h"

#include "engine/data/augmentation.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// Keeps the choice apart from a training run's shuffling.
constexpr std::uint64_t key = 0xf17e'7a1e;

/// Digits that are looked at for each that is practised, and digits that stand guard.
constexpr std::size_t looks = 2;
constexpr std::size_t guardsEach = 2;

/// Of the guard, at most.
constexpr std::size_t mostGuards = 1'000;

using Rows = std::vector<std::uint32_t>;

/// What a digit that was learnt must suffer to be one that was never seen: as it is, it would be read right whatever else is
/// forgotten.
Spec unseen()
{
    return complete({"distort",
                     {{"shift", 0.5}, {"rotation", 5.0}, {"scale", 0.05}, {"shear", 0.06}, {"elastic", 8.0}, {"stroke_width", 0.1}}},
                    augmentationKinds(), "augmentation");
}

enum class Use { Practice, DistortedPractice, Guard };

/// Classes are dealt out evenly. Only every other one that is practised is distorted: if all were, the network would tell old
/// from new by their softness.
std::vector<Use> usesOf(const Dataset& pool)
{
    std::vector<std::size_t> seen(256);
    std::vector<Use> uses;
    for (const std::uint8_t label : pool.labels) {
        const std::size_t place = seen[label]++ % (looks + guardsEach);
        uses.push_back(place >= looks ? Use::Guard : place % 2 == 0 ? Use::Practice : Use::DistortedPractice);
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
    Random random(Purpose::Shuffling, {seed, key, data.size(), count});
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
    Rows bySurety = rows;
    std::ranges::stable_sort(bySurety, {}, [&](std::uint32_t row) { return margins[row]; });
    const std::size_t hard = std::min(quota / 2, bySurety.size());
    Rows rest(bySurety.begin() + std::ptrdiff_t(hard), bySurety.end());
    std::ranges::sort(rest); // in random order again
    chosen.insert(chosen.end(), bySurety.begin(), bySurety.begin() + std::ptrdiff_t(hard));
    const std::size_t more = std::min(quota - hard, rest.size());
    chosen.insert(chosen.end(), rest.begin(), rest.begin() + std::ptrdiff_t(more));
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

Replay replayOf(const Dataset& data, std::size_t count, const MarginOf& marginOf, std::uint64_t seed)
{
    const Dataset clean = taken(data, balancedRows(data, (looks + guardsEach) * count, seed));
    const std::vector<Use> uses = usesOf(clean);
    const Dataset pool = augmented(unseen(), clean, seed, [&](std::size_t i) { return uses[i] != Use::Practice; });
    const std::vector<float> margins = marginOf(pool);
    std::vector<Rows> toPractise(256);
    Rows guards;
    for (std::uint32_t i = 0; i < pool.size(); ++i) {
        const std::uint8_t label = pool.labels[i];
        if (uses[i] == Use::Guard && label != noClass)
            guards.push_back(i);
        else if (uses[i] != Use::Guard && margins[i] > 0) // what is read wrong cannot be forgotten
            toPractise[label].push_back(i);
    }
    std::erase_if(toPractise, [](const Rows& rows) { return rows.empty(); });
    Rows practised;
    for (std::size_t c = 0; c < toPractise.size(); ++c)
        choose(toPractise[c], margins, (count * (c + 1)) / toPractise.size() - (count * c) / toPractise.size(), practised);
    std::ranges::stable_sort(guards, {}, [&](std::uint32_t row) { return std::abs(margins[row]); });
    const std::size_t guardedFrom = guards.size();
    guards.resize(std::min(guards.size(), mostGuards));
    return {.practised = taken(pool, practised), .guard = taken(pool, guards), .guardedFrom = guardedFrom};
}

} // namespace engine
