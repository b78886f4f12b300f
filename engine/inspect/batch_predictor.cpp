#include "engine/inspect/batch_predictor.h"

#include "engine/data/data_loader.h"

#include <algorithm>
#include <cassert>

namespace engine {
namespace {

/// Pictures that one thread takes at a time.
constexpr std::size_t partRows = 32;

} // namespace

BatchPredictor::BatchPredictor(std::shared_ptr<const Sequential> network, std::size_t threads)
    : m_network(std::move(network))
    , m_pool(std::make_unique<ThreadPool>(threads))
{
    for (std::size_t lane = 0; lane < m_pool->size(); ++lane)
        m_workspaces.emplace_back(*m_network, partRows, Workspace::Use::Inference);
}

std::span<const float> BatchPredictor::read(std::span<const float> parameters, std::span<const std::uint8_t> pictures)
{
    const std::size_t width = m_network->inputShape().elements();
    const std::size_t outputs = m_network->outputShape().elements();
    assert(pictures.size() % width == 0);
    const std::size_t count = pictures.size() / width;
    m_logits.resize(count * outputs);
    m_pool->run((count + partRows - 1) / partRows, [&](std::size_t part, std::size_t lane) {
        Workspace& workspace = m_workspaces[lane];
        const std::size_t begin = part * partRows;
        const std::size_t rows = std::min(partRows, count - begin);
        scale(pictures.subspan(begin * width, rows * width), workspace.input().first(rows * width));
        m_network->forward(parameters, workspace, rows);
        std::ranges::copy(workspace.output().first(rows * outputs), m_logits.begin() + std::ptrdiff_t(begin * outputs));
    });
    return m_logits;
}

} // namespace engine
