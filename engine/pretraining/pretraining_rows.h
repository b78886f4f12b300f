#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// Which of the training pictures a pre-training learns from, in which order, and which are held out.
class PretrainingRows
{
public:
    /// All >= 1.
    PretrainingRows(std::size_t samples, std::size_t batchSize, std::uint64_t seed);

    /// Never learnt from; drawn by the seed. None of fewer than ten.
    std::span<const std::uint32_t> heldOut() const { return m_heldOut; }
    /// Some that are learnt from, always the same, as many as are held out; a few where none are.
    std::span<const std::uint32_t> reference() const { return m_reference; }

    /// The batch of a step, counted from 0 over all epochs and layers. Valid until the next call.
    std::span<const std::uint32_t> batch(std::uint64_t step);

private:
    void shuffleFor(std::uint64_t epoch);

    std::vector<std::uint32_t> m_heldOut;
    std::vector<std::uint32_t> m_learnt;
    std::vector<std::uint32_t> m_reference;
    std::size_t m_batchSize;
    std::uint64_t m_seed;
    std::uint64_t m_epoch = 0; ///< the epoch that m_order is for
    std::vector<std::uint32_t> m_order; ///< of m_learnt
};

} // namespace engine
