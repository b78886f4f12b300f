#include "engine/tensor/random.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

std::uint64_t splitMix64(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

} // namespace

Random::Random(Purpose purpose, std::initializer_list<std::uint64_t> key)
{
    std::uint64_t mixed = std::uint64_t(purpose);
    for (const std::uint64_t part : key) {
        std::uint64_t state = mixed ^ part;
        mixed = splitMix64(state) + std::rotl(mixed, 17);
    }
    for (std::uint64_t& word : m_state)
        word = splitMix64(mixed);
}

float Random::normal()
{
    // 1 - u is in (0, 1], so the logarithm is finite.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - double(bits() >> 11) * 0x1p-53));
    const double angle = 2.0 * std::numbers::pi * double(bits() >> 11) * 0x1p-53;
    return float(radius * std::cos(angle));
}

std::uint64_t Random::below(std::uint64_t bound)
{
    __extension__ using Wide = unsigned __int128;
    Wide product = Wide(bits()) * bound;
    if (std::uint64_t(product) < bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (std::uint64_t(product) < threshold)
            product = Wide(bits()) * bound;
    }
    return std::uint64_t(product >> 64);
}

} // namespace engine
