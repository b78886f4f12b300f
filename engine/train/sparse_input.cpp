#include "engine/train/sparse_input.h"

#include <algorithm>
#include <span>

namespace engine {
namespace {

/// Samples that are looked at.
constexpr std::size_t examined = 1'000;

/// Of all numbers, that leaving zeros out costs less than multiplying them: a third is where it begins to.
constexpr double mostNonZeros = 0.33;

double shareOfNonZeros(const Dataset& data)
{
    const auto pixels
        = std::span(data.pixels).first(std::min(data.size(), examined) * data.sampleShape.elements());
    return double(pixels.size() - std::size_t(std::ranges::count(pixels, std::uint8_t{0})))
        / double(pixels.size());
}

} // namespace

std::optional<std::size_t> sparselyFedLayer(const Sequential& network, const Dataset& data)
{
    std::size_t first = 0;
    while (first + 1 < network.size() && network.layer(first).aliasing() == Aliasing::Passes)
        ++first;
    const Shape& input = network.shapeBefore(first);
    const bool canBe = network.layer(first).defersWeightGradient(input)
        && network.layer(first).packedSize(input, PackingUse::SparseTraining) > 0;
    if (!canBe || data.size() == 0 || shareOfNonZeros(data) > mostNonZeros)
        return {};
    return first;
}

std::vector<PackingUse> packingUsesOf(const Sequential& network, std::optional<std::size_t> sparseLayer)
{
    std::vector<PackingUse> uses(network.size(), PackingUse::Training);
    if (sparseLayer)
        uses[*sparseLayer] = PackingUse::SparseTraining;
    return uses;
}

} // namespace engine
