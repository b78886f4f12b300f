#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>

namespace engine {

/// A scratch cut into pieces, each of which begins on a cache line, as the scratch does.
class Pieces
{
public:
    explicit Pieces(std::span<float> scratch)
        : m_left(scratch)
    {
    }

    std::span<float> next(std::size_t size)
    {
        const auto piece = m_left.first(size);
        m_left = m_left.subspan(lines(size));
        return piece;
    }

    /// Of a scratch for all these.
    static std::size_t size(std::initializer_list<std::size_t> pieces)
    {
        std::size_t sum = 0;
        for (const std::size_t piece : pieces)
            sum += lines(piece);
        return sum;
    }

private:
    static std::size_t lines(std::size_t size) { return (size + 15) / 16 * 16; }

    std::span<float> m_left;
};

} // namespace engine
