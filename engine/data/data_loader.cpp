#include "engine/data/data_loader.h"

#include "engine/errors.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace engine {

DataLoader::DataLoader(std::shared_ptr<const Dataset> data, std::size_t batchSize, std::uint64_t seed)
    : m_data(std::move(data))
    , m_batchSize(batchSize)
    , m_seed(seed)
    , m_order(m_data->size())
{
    assert(batchSize >= 1);
    assert(m_data->size() <= std::numeric_limits<std::uint32_t>::max());
    if (m_order.empty())
        throw Error("The data set is empty, so there is nothing to learn from.");
    shuffleFor(0);
}

std::size_t DataLoader::batchesPerEpoch() const
{
    // Not (size + batchSize - 1) / batchSize: a batch size near the limit must not wrap round.
    return m_order.size() / m_batchSize + (m_order.size() % m_batchSize != 0 ? 1 : 0);
}

std::span<const std::uint32_t> DataLoader::rows(std::uint64_t step)
{
    const std::uint64_t epoch = step / batchesPerEpoch();
    if (epoch != m_epoch)
        shuffleFor(epoch);
    const std::size_t begin = std::size_t(step % batchesPerEpoch()) * m_batchSize;
    return std::span(m_order).subspan(begin, std::min(m_batchSize, m_order.size() - begin));
}

void DataLoader::shuffleFor(std::uint64_t epoch)
{
    // From the identity each time, so that the order depends on nothing that was dealt before.
    std::iota(m_order.begin(), m_order.end(), 0u);
    Random random(Purpose::Shuffling, {m_seed, epoch});
    shuffle(std::span(m_order), random);
    m_epoch = epoch;
}

void gather(const Dataset& data, std::span<const std::uint32_t> rows, std::span<float> input)
{
    const std::size_t elements = data.sampleShape.elements();
    assert(input.size() == rows.size() * elements);
    for (std::size_t i = 0; i < rows.size(); ++i)
        scale(data.sample(rows[i]), input.subspan(i * elements, elements));
}

void scale(std::span<const std::uint8_t> pixels, std::span<float> input)
{
    assert(pixels.size() == input.size());
    std::ranges::transform(pixels, input.begin(),
                           [](std::uint8_t byte) { return float(byte) * (1.0f / 255.0f); });
}

} // namespace engine
