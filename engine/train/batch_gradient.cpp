#include "engine/train/batch_gradient.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr std::size_t mostRows = SparseColumns::rowsOfPiece;

/// Numbers that are summed in one part: few enough to stay in a core's first-level cache.
constexpr std::size_t numbersOfPart = 4096;

bool isUsable(std::span<const float> numbers)
{
    int outside = 0; // as wide as a float, so that this becomes vector code
    for (const float value : numbers)
        outside |= std::abs(value) < largestGradient ? 0 : 1; // 1 for NaN too
    return outside == 0;
}

} // namespace

std::size_t rowsOfShard(const Sequential& network, std::optional<std::size_t> sparseLayer)
{
    if (sparseLayer)
        return mostRows;
    bool shares = false;
    for (std::size_t layer = 0; layer < network.size(); ++layer) {
        if (!network.layer(layer).treatsSamplesAlone())
            return mostRows;
        shares = shares || network.layer(layer).sharesWeights();
    }
    return shares ? mostRows / 2 : mostRows;
}

BatchGradient::BatchGradient(const Sequential& network, std::size_t maxSamples, std::optional<std::size_t> sparseLayer)
    : m_rowsOfShard(engine::rowsOfShard(network, sparseLayer))
    , m_parameters(network.parameters().size())
    , m_shards(shardsOf(maxSamples))
    , m_deferred(network, maxSamples, sparseLayer)
{
    for (std::size_t layer = 0; layer < network.size(); ++layer) {
        const auto all = network.parameters().rangeOfLayer(layer);
        if (!m_deferred.keeps(layer))
            for (std::size_t begin = 0; begin < all.size; begin += numbersOfPart)
                m_summed.push_back({all.begin + begin, std::min(numbersOfPart, all.size - begin)});
    }
}

bool BatchGradient::makePart(std::size_t part, std::size_t samples)
{
    const auto computed = m_deferred.parts();
    if (part < computed.size()) {
        const auto written = m_deferred.computeGradient(computed[part], samples, whole());
        return std::ranges::all_of(written, isUsable);
    }
    const auto& range = m_summed[part - computed.size()];
    const auto total = whole().subspan(range.begin, range.size);
    for (std::size_t shard = 1; shard < shardsOf(samples); ++shard) {
        const auto addend = std::span(m_shards[shard]).subspan(range.begin, range.size);
        for (std::size_t i = 0; i < total.size(); ++i)
            total[i] += addend[i];
    }
    return isUsable(total);
}

} // namespace engine
