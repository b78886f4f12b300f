#pragma once

#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/train/thread_pool.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace engine {

/// Reads many pictures at once on all threads, where Predictor reads one and keeps what it thought.
class BatchPredictor
{
public:
    /// threads: 0 for one a core.
    explicit BatchPredictor(std::shared_ptr<const Sequential> network, std::size_t threads = 0);

    const Sequential& network() const { return *m_network; }
    std::size_t threads() const { return m_pool->size(); }

    /// pictures: [N, inputShape] as bytes. Returns the logits [N, outputs], valid until the next call; the same bits
    /// for any number of threads.
    std::span<const float> read(std::span<const float> parameters, std::span<const std::uint8_t> pictures);

private:
    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<ThreadPool> m_pool;
    std::vector<Workspace> m_workspaces; ///< one a thread
    std::vector<float> m_logits;
};

} // namespace engine
