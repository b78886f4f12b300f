#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>

namespace engine {

/// What a random sequence is for. Each purpose draws from a sequence of its own.
enum class Purpose : std::uint64_t {
    Initialization = 1,
    Shuffling,
    Dropout,
    Synthesis,
    Augmentation,
    HoldingOut,
    PretrainingOrder,
    HiddenStates,
    StrokeVariation,
    Mixing,
    WeightNoise,
    InputNoise,
};

/// xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64 from a key.
/// A sequence is named by its key, for example {seed, step, sample}, so that any part of a run can be drawn
/// again on any thread without having drawn what came before, and nothing but the seed need be saved.
class Random
{
public:
    Random(Purpose purpose, std::initializer_list<std::uint64_t> key);

    std::uint64_t bits();
    /// Uniform in [0, 1), 24 bits.
    float uniform() { return float(bits() >> 40) * 0x1p-24f; }
    float uniform(float low, float high) { return low + (high - low) * uniform(); }
    /// Mean 0, variance 1 (Box-Muller).
    float normal();
    /// Uniform in [0, bound), bound > 0, without modulo bias (Lemire 2019).
    std::uint64_t below(std::uint64_t bound);

private:
    std::array<std::uint64_t, 4> m_state{};
};

inline std::uint64_t Random::bits()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

/// Fisher-Yates.
template<typename T>
void shuffle(std::span<T> items, Random& random)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random.below(i)]);
}

} // namespace engine
