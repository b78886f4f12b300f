#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace engine {

/// How what is drawn becomes a picture like those that a network has learnt from: where the ink lies in the frame, how
/// wide the pen is. MNIST's digits have a recipe of their own (digit_image.h); of other pictures this is measured.
struct DrawingStyle
{
    bool isMnist = true; ///< by MNIST's own recipe; the rest then says nothing new
    std::size_t rows = 28;
    std::size_t columns = 28;
    double boxSide = 20; ///< the longer side of the ink, in pixels
    double penWidth = 2.5;
    bool isByMass = true; ///< the ink's centre of mass is in the middle, else its box
    /// Pictures of solid things, a shirt, a shoe: what a line encloses belongs to them.
    bool isSolid = false;
    double level = 255; ///< how bright a solid thing is

    bool operator==(const DrawingStyle&) const = default;
};

/// Measured on some of the training pictures: row by row, one after the other, ink 255.
DrawingStyle drawingStyleOf(std::span<const std::uint8_t> pictures, std::size_t rows, std::size_t columns);

/// For a network that reads pictures of such a size, of which nothing else is known.
DrawingStyle drawingStyleFor(std::size_t rows, std::size_t columns);

} // namespace engine
