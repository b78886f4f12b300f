#pragma once

#include "engine/data/strokes.h"

#include <span>
#include <string>
#include <vector>

namespace engine {

/// What undoes a hand. One that turns, leans, stretches or mirrors its digits does the same to all of them, so that one
/// linear map brings them upright before they become pictures: x' = xx·x + xy·y, y' = yx·x + yy·y; y grows downwards.
struct Straightening
{
    double xx = 1, xy = 0;
    double yx = 0, yy = 1;

    bool isNone() const { return *this == Straightening{}; }
    bool operator==(const Straightening&) const = default;
};

/// Finite, and no direction is squeezed or stretched beyond what a hand could have done to it.
bool isUsable(const Straightening& straightening);

std::vector<Stroke> straightened(std::span<const Stroke> strokes, const Straightening& straightening);
/// The same drawings otherwise.
StrokeSample straightened(StrokeSample drawing, const Straightening& straightening);
std::vector<StrokeSample> straightened(std::vector<StrokeSample> drawings, const Straightening& straightening);

/// What the hand does to digits that is undone: "mirrored, turned by 29° clockwise and squeezed to 0.4 of the width". Empty
/// for none. Throws nothing; straightening must be usable.
std::string handInWords(const Straightening& straightening);

} // namespace engine
