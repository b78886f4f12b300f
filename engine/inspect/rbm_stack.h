#pragma once

#include "engine/layers/boltzmann_machine.h"
#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"
#include "engine/tensor/random.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace engine {

/// The RBM layers at the beginning of a network by themselves: they reconstruct pictures, and Gibbs sampling makes new
/// ones. Keeps memory for one picture; not thread-safe.
class RbmStack
{
public:
    explicit RbmStack(std::shared_ptr<const Sequential> network);

    /// RBM layers from the pixels on, with nothing between them that could not be gone back through.
    std::size_t size() const { return m_places.size(); }
    /// Place in the network of the RBM with that index.
    std::size_t place(std::size_t index) const { return m_places[index]; }

    /// Up through the first depth RBMs and down again, by probabilities. depth: [1, size()]; returns as many numbers as the
    /// picture has, until the next call of any kind.
    std::span<const float> reconstruct(std::span<const float> parameters, std::size_t depth,
                                       std::span<const std::uint8_t> picture);

    /// Begins a chain at a picture: the last of the first depth RBMs is left to itself, sampling its hidden and visible
    /// units in turn (Gibbs sampling; Hinton, Osindero and Teh 2006, section 6).
    void beginGibbsChain(std::span<const float> parameters, std::size_t depth, std::span<const std::uint8_t> picture,
                         std::uint64_t seed);
    /// That many rounds further. Returns the visible probabilities, brought down to pixels.
    std::span<const float> gibbsSample(std::span<const float> parameters, std::size_t rounds);

private:
    BoltzmannMachine machine(std::span<const float> parameters, std::size_t index) const;
    void riseTo(std::size_t depth, std::span<const float> parameters, std::span<const std::uint8_t> picture);
    void descendFrom(std::size_t depth, std::span<const float> parameters);

    std::shared_ptr<const Sequential> m_network;
    std::vector<std::size_t> m_places;
    std::vector<Buffer> m_levels; ///< pixels, then each RBM's hidden probabilities
    std::size_t m_chainDepth = 0;
    Buffer m_chain; ///< the sampled RBM's visible units
    Random m_random{Purpose::HiddenStates, {0}};
};

} // namespace engine
