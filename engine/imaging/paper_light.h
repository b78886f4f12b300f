#pragma once

#include "engine/drawing/mnist_recipe.h"
#include "engine/imaging/mask.h"

#include <array>
#include <vector>

namespace engine {

/// The brightness of blank paper as a smooth function of the place: light falls off quadratically at most.
class PaperLight
{
public:
    /// sheet: where the paper is, somewhere at least; what lies outside has no say.
    PaperLight(const InkPlane& picture, const Mask& sheet);

    /// Of the paper, as a standard deviation.
    float noise() const { return m_noise; }
    float operator()(std::size_t x, std::size_t y) const;

private:
    using Terms = std::array<double, 6>;
    struct Place
    {
        std::size_t x;
        std::size_t y;
    };

    float at(const Place& place) const { return m_picture.values[place.y * m_picture.width + place.x]; }
    Terms basisAt(std::size_t x, std::size_t y) const;
    double medianOf(const std::vector<Place>& places) const;
    void fit(const std::vector<Place>& places);

    const InkPlane& m_picture;
    Terms m_terms{};
    float m_noise = 0;
};

} // namespace engine
