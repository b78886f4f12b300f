#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>

namespace engine {

/// The extents of an array, outermost first: {features} or {channels, height, width} for one sample,
/// {out, in} or {out, in, height, width} for weights. At most four; a value, never allocates.
class Shape
{
public:
    static constexpr std::size_t maxRank = 4;

    Shape() = default;
    Shape(std::initializer_list<std::size_t> extents);
    /// Throws std::length_error when there are more than maxRank extents.
    explicit Shape(std::span<const std::size_t> extents);

    std::size_t rank() const { return m_rank; }
    std::size_t operator[](std::size_t axis) const { return m_extents[axis]; }
    /// The product of the extents; 1 for rank 0.
    std::size_t elements() const;
    /// "32×28×28", as people and error messages write it.
    std::string text() const;
    std::span<const std::size_t> extents() const { return {m_extents.data(), m_rank}; }

    bool operator==(const Shape&) const = default;

private:
    std::array<std::size_t, maxRank> m_extents{};
    std::size_t m_rank = 0;
};

} // namespace engine
