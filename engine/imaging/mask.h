#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace engine {

/// A plane of yes and no. Neighbours are those along rows and columns.
class Mask
{
public:
    /// All no.
    Mask(std::size_t width, std::size_t height);

    std::size_t width() const { return m_width; }
    std::size_t height() const { return m_height; }
    std::uint8_t& at(std::size_t x, std::size_t y) { return m_set[y * m_width + x]; }
    std::uint8_t at(std::size_t x, std::size_t y) const { return m_set[y * m_width + x]; }
    /// Row by row.
    const std::vector<std::uint8_t>& places() const { return m_set; }
    std::size_t count() const;

    /// Each place that has one within so many steps along rows and columns.
    Mask grown(std::size_t by) const;
    /// Each place that has nothing else within so many steps; the plane's own border takes nothing away.
    Mask shrunk(std::size_t by) const;
    /// With gaps and notches up to twice so wide filled: grown, and shrunk again as if there were room round the plane.
    Mask closed(std::size_t by) const;
    Mask inverted() const;
    /// What can be reached from the border without entering what is set.
    Mask outside() const;
    /// The connected regions of at least so many places.
    std::vector<Mask> regions(std::size_t smallest) const;

private:
    /// Adds all that is as the start is and connected with it to reached; returns how much.
    std::size_t flood(std::size_t start, std::vector<std::uint8_t>& reached) const;

    std::size_t m_width;
    std::size_t m_height;
    std::vector<std::uint8_t> m_set;
};

} // namespace engine
