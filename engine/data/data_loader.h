#pragma once

#include "engine/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace engine {

/// Deals a data set's rows into mini-batches, shuffled anew each epoch. The order of epoch e depends on the
/// seed and e alone, so a run can be picked up at any step. The last batch of an epoch is smaller when the
/// size asks for it.
class DataLoader
{
public:
    /// batchSize >= 1. Throws Error when the set is empty.
    DataLoader(std::shared_ptr<const Dataset> data, std::size_t batchSize, std::uint64_t seed);

    const Dataset& data() const { return *m_data; }
    std::size_t batchesPerEpoch() const;
    /// Rows of the batch of a step, counted from 0 over all epochs. Valid until the next call.
    std::span<const std::uint32_t> rows(std::uint64_t step);

private:
    void shuffleFor(std::uint64_t epoch);

    std::shared_ptr<const Dataset> m_data;
    std::size_t m_batchSize;
    std::uint64_t m_seed;
    std::uint64_t m_epoch = 0; ///< the epoch that m_order is for
    std::vector<std::uint32_t> m_order;
};

/// Bytes to [0, 1], rows gathered side by side into input.
void gather(const Dataset& data, std::span<const std::uint32_t> rows, std::span<float> input);
/// Bytes to [0, 1].
void scale(std::span<const std::uint8_t> pixels, std::span<float> input);

} // namespace engine
