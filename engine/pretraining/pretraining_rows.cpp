#include "engine/pretraining/pretraining_rows.h"

#include "engine/pretraining/pretraining_plan.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace engine {
namespace {

/// Pictures to evaluate on where none are held out.
constexpr std::size_t fewRows = 10;

} // namespace

PretrainingRows::PretrainingRows(std::size_t samples, std::size_t batchSize, std::uint64_t seed)
    : m_batchSize(batchSize)
    , m_seed(seed)
{
    assert(samples >= 1 && batchSize >= 1);
    std::vector<std::uint32_t> all(samples);
    std::iota(all.begin(), all.end(), 0u);
    Random random(Purpose::HoldingOut, {seed});
    shuffle(std::span(all), random);
    const auto border = all.begin() + std::ptrdiff_t(heldOutSamples(samples));
    m_heldOut.assign(all.begin(), border);
    m_learnt.assign(border, all.end());
    const std::size_t judged = m_heldOut.empty() ? fewRows : m_heldOut.size();
    m_reference.assign(border, border + std::ptrdiff_t(std::min(judged, m_learnt.size())));
    shuffleFor(0);
}

std::span<const std::uint32_t> PretrainingRows::batch(std::uint64_t step)
{
    const std::size_t batches = m_order.size() / m_batchSize + (m_order.size() % m_batchSize != 0 ? 1 : 0);
    const std::uint64_t epoch = step / batches;
    if (epoch != m_epoch)
        shuffleFor(epoch);
    const std::size_t begin = std::size_t(step % batches) * m_batchSize;
    return std::span(m_order).subspan(begin, std::min(m_batchSize, m_order.size() - begin));
}

void PretrainingRows::shuffleFor(std::uint64_t epoch)
{
    m_order = m_learnt;
    Random random(Purpose::PretrainingOrder, {m_seed, epoch});
    shuffle(std::span(m_order), random);
    m_epoch = epoch;
}

} // namespace engine
