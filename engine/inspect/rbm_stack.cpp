#include "engine/inspect/rbm_stack.h"

#include "engine/data/data_loader.h"
#include "engine/layers/dropout.h"
#include "engine/layers/flatten.h"
#include "engine/layers/rbm.h"

#include <algorithm>

namespace engine {
namespace {

void sample(std::span<float> probabilities, Random& random)
{
    for (float& probability : probabilities)
        probability = random.uniform() < probability ? 1.0f : 0.0f;
}

} // namespace

RbmStack::RbmStack(std::shared_ptr<const Sequential> network)
    : m_network(std::move(network))
    , m_levels{Buffer(m_network->inputShape().elements())}
{
    for (std::size_t layer = 0; layer < m_network->size(); ++layer) {
        const std::string kind = m_network->layer(layer).spec().kind;
        if (kind == Rbm::info().kind) {
            m_places.push_back(layer);
            m_levels.emplace_back(m_network->shapeBefore(layer + 1).elements());
        } else if (kind != Flatten::info().kind && kind != Dropout::info().kind) {
            break;
        }
    }
}

BoltzmannMachine RbmStack::machine(std::span<const float> parameters, std::size_t index) const
{
    return {m_network->parameters().ofLayer(parameters, m_places[index]), m_levels[index].size(), m_levels[index + 1].size()};
}

void RbmStack::riseTo(std::size_t depth, std::span<const float> parameters, std::span<const std::uint8_t> picture)
{
    scale(picture, m_levels.front());
    for (std::size_t i = 0; i < depth; ++i)
        machine(parameters, i).propagateUp(m_levels[i], m_levels[i + 1]);
}

void RbmStack::descendFrom(std::size_t depth, std::span<const float> parameters)
{
    for (std::size_t i = depth; i-- > 0;)
        machine(parameters, i).propagateDown(m_levels[i + 1], m_levels[i]);
}

std::span<const float> RbmStack::reconstruct(std::span<const float> parameters, std::size_t depth,
                                             std::span<const std::uint8_t> picture)
{
    riseTo(depth, parameters, picture);
    descendFrom(depth, parameters);
    return m_levels.front();
}

void RbmStack::beginGibbsChain(std::span<const float> parameters, std::size_t depth, std::span<const std::uint8_t> picture,
                               std::uint64_t seed)
{
    m_chainDepth = depth;
    m_random = Random(Purpose::HiddenStates, {seed});
    riseTo(depth - 1, parameters, picture);
    m_chain = m_levels[depth - 1];
}

std::span<const float> RbmStack::gibbsSample(std::span<const float> parameters, std::size_t rounds)
{
    const BoltzmannMachine rbm = machine(parameters, m_chainDepth - 1);
    Buffer& hidden = m_levels[m_chainDepth];
    for (std::size_t round = 0; round < rounds; ++round) {
        rbm.propagateUp(m_chain, hidden);
        sample(hidden, m_random);
        rbm.propagateDown(hidden, m_chain);
        if (round + 1 < rounds)
            sample(m_chain, m_random);
    }
    m_levels[m_chainDepth - 1] = m_chain;
    descendFrom(m_chainDepth - 1, parameters);
    sample(m_chain, m_random);
    return m_levels.front();
}

} // namespace engine
