#pragma once

#include "engine/model/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace engine {

/// Some of a run's moments, thinned to a budget: the first and the last always, the others spread over the steps as evenly
/// as they came. One thread.
class WeightHistory
{
public:
    using Moment = std::shared_ptr<const Snapshot>;

    /// bytes: of weights. The first and the last moment are kept though they alone may be more.
    explicit WeightHistory(std::size_t bytes = std::size_t{8} << 20)
        : m_bytes(bytes)
    {
    }

    /// What is beyond it goes at once.
    void setBudget(std::size_t bytes);
    /// Of the same run. What is kept of this step or of later ones goes: the run went back.
    void add(Moment moment);
    void clear() { m_moments.clear(); }

    /// In the order of their steps.
    const std::vector<Moment>& moments() const { return m_moments; }
    /// The kept one that is nearest to the step, of two as near the earlier; null: none is kept.
    Moment nearest(std::uint64_t step) const;

private:
    void thin();

    std::size_t m_bytes;
    std::vector<Moment> m_moments;
};

} // namespace engine
