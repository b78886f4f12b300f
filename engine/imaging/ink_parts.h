#pragma once

#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/piece_shape.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// The connected parts of the ink, whatever is above 0; diagonal neighbours touch. From left to right.
class InkParts
{
public:
    /// ink must outlive it; its parts stay the same when values change.
    explicit InkParts(const InkPlane& ink);

    std::size_t count() const { return m_parts.size(); }
    /// In pixels; of each part, points of its outline.
    std::vector<PieceShape> shapes() const;
    /// Of the plane's values.
    const std::vector<std::size_t>& placesOf(std::size_t part) const { return m_parts[part].places; }
    /// The sum of its values.
    double massOf(std::size_t part) const;
    /// The tight box round these parts, without what other parts reach into it.
    InkPlane inkOf(std::span<const std::size_t> parts) const;

private:
    struct Part
    {
        std::vector<std::size_t> places;
        std::size_t left, top, right, bottom; ///< the last two beyond
    };

    Part flood(std::size_t start, std::vector<bool>& seen) const;
    bool isOnOutline(std::size_t place) const;

    const InkPlane& m_ink;
    std::vector<Part> m_parts;
};

} // namespace engine
