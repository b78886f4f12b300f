#pragma once

#include "engine/drawing/strokes.h"

#include <span>
#include <string>
#include <vector>

namespace engine {

/// Undoes how a person writes. Who turns, leans, stretches or mirrors digits does the same to all of them, so that one
/// linear map brings them upright before they become pictures: x' = xx·x + xy·y, y' = yx·x + yy·y; y grows downwards.
struct WriterTransform
{
    double xx = 1, xy = 0;
    double yx = 0, yy = 1;

    bool isNone() const { return *this == WriterTransform{}; }
    bool operator==(const WriterTransform&) const = default;
};

/// Finite, and no direction is squeezed or stretched beyond what a person could have done to it.
bool isUsable(const WriterTransform& writerTransform);

std::vector<Stroke> transformed(std::span<const Stroke> strokes, const WriterTransform& writerTransform);
/// The same drawings otherwise.
StrokeSample transformed(StrokeSample drawing, const WriterTransform& writerTransform);
std::vector<StrokeSample> transformed(std::vector<StrokeSample> drawings, const WriterTransform& writerTransform);

/// What the writer does to digits, which is undone: "mirrored, turned by 29° clockwise and squeezed to 0.4 of the
/// width". Empty for none. Throws nothing; the transform must be usable.
std::string writerInWords(const WriterTransform& writerTransform);

} // namespace engine
