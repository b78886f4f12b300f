#pragma once

#include "engine/layers/deferred_weight_gradients.h"
#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// Rows of a batch that one thread takes at a time. The same for the same network and data, so that the sums, and with
/// them every bit of the weights, do not depend on the number of threads. 32; half of that where it costs nothing and
/// lets twice as many threads help: where samples share weights (a dense layer would read them all twice as often), and
/// no layer looks at the shard as a whole, as batch normalisation does.
/// sparseLayer: as for DeferredWeightGradients.
std::size_t rowsOfShard(const Sequential& network, std::optional<std::size_t> sparseLayer = {});

/// A gradient beyond this would overflow Adam's square of it, and is past all use long before.
inline constexpr float largestGradient = 1e18f;

/// The parameters' gradient over a batch. First each shard writes its own; then parts of the whole are made side by side:
/// what the shards have is added up in their order, what they left to the batch is computed.
class BatchGradient
{
public:
    /// maxSamples: the largest batch. sparseLayer: as for DeferredWeightGradients. network must outlive it.
    BatchGradient(const Sequential& network, std::size_t maxSamples, std::optional<std::size_t> sparseLayer = {});

    /// To be written by Sequential::backward(), with deferred() for the rest. One thread a shard. Its memory is made at
    /// the first call, which took a third of a second before the untrained network could be looked at.
    std::span<float> ofShard(std::size_t shard)
    {
        m_shards[shard].resize(m_parameters);
        return m_shards[shard];
    }
    DeferredWeightGradients& deferred() { return m_deferred; }

    std::size_t rowsOfShard() const { return m_rowsOfShard; }

    std::size_t parts() const { return m_deferred.parts().size() + m_summed.size(); }
    /// Any thread may make any part, once all shards are written. false: it holds numbers that are not finite, or not below
    /// largestGradient.
    bool makePart(std::size_t part, std::size_t samples);

    /// Once all parts are made.
    std::span<float> whole() { return m_shards.front(); }
    std::span<const float> whole() const { return m_shards.front(); } ///< empty before the first batch

private:
    std::size_t shardsOf(std::size_t samples) const { return (samples + m_rowsOfShard - 1) / m_rowsOfShard; }

    std::size_t m_rowsOfShard;
    std::size_t m_parameters;
    std::vector<Buffer> m_shards; ///< the first becomes the whole; empty before they are used
    DeferredWeightGradients m_deferred;
    std::vector<ParameterLayout::Range> m_summed; ///< what the shards write, in pieces that stay in the cache
};

} // namespace engine
