#include "engine/imaging/ink_line.h"

#include "engine/drawing/pen_width.h"
#include "engine/imaging/adaptive_threshold.h"
#include "engine/imaging/ink_parts.h"

namespace engine {

InkLine inkLineOf(std::span<const Stroke> strokes, const WriterTransform& writerTransform)
{
    InkLine line;
    std::vector<PieceShape> shapes = shapesOf(strokes, line.pieces);
    if (shapes.size() > InkLine::mostPieces)
        return {};
    line.groups = DigitGroups(std::move(shapes));
    std::vector<Stroke> own;
    for (const DigitGroup& group : line.groups.candidates()) {
        own.clear();
        for (const std::size_t piece : group.pieces)
            own.push_back(strokes[line.pieces[piece]]);
        line.images.push_back(*digitFromStrokes(transformed(own, writerTransform))); // each piece has a finite point
    }
    return line;
}

InkLine inkLineOf(const GrayImage& picture)
{
    const auto ink = adaptiveThreshold(picture);
    return ink ? inkLineOf(*ink) : InkLine{};
}

InkLine inkLineOf(const InkPlane& ink)
{
    const InkParts parts(ink);
    if (parts.count() > InkLine::mostPieces)
        return {};
    InkLine line;
    line.groups = DigitGroups(parts.shapes());
    for (const DigitGroup& group : line.groups.candidates())
        line.images.push_back(centredByMass(scaledWithMnistPen(parts.inkOf(group.pieces))));
    return line;
}

} // namespace engine
