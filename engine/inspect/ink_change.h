#pragma once

#include "engine/drawing/drawing_style.h"
#include "engine/drawing/strokes.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// One change of a drawing's ink, as a person would make it: a part of a stroke erased, an end of one lengthened, a
/// stroke added.
struct InkChange
{
    enum class Kind
    {
        Erase,
        Lengthen,
        Add
    };

    Kind kind = Kind::Erase;
    std::size_t stroke = 0; ///< which one is cut or lengthened
    double from = 0, to = 0; ///< Erase: the part of its way that goes
    bool isAtEnd = true; ///< Lengthen: where the pen was lifted, else where it was set down
    Stroke path = {}; ///< Add, and Lengthen from that end on: what is drawn

    bool operator==(const InkChange&) const = default;
};

/// "erase", "lengthen", "add".
std::string nameOf(InkChange::Kind kind);

// strokes: none empty, all points finite. changes: erased parts of a stroke do not overlap, no end is lengthened twice,
// or erased and lengthened.

/// The drawing with all of them. What was lengthened is one stroke; what was cut in the middle is two.
std::vector<Stroke> changed(std::span<const Stroke> strokes, std::span<const InkChange> changes);

/// The changes with one more; nothing where the two would meet as above, unless both erase, which becomes one.
std::optional<std::vector<InkChange>> joined(std::span<const InkChange> changes, const InkChange& more,
                                             std::span<const Stroke> strokes);

/// What goes or comes, as a stroke.
Stroke inkOf(const InkChange& change, std::span<const Stroke> strokes);

/// In full pixels of the picture that before becomes: a pixel that is half inked counts half.
struct InkDifference
{
    double removed = 0;
    double added = 0;

    double sum() const { return removed + added; }
};

InkDifference inkDifference(std::span<const Stroke> before, std::span<const Stroke> after, const DrawingStyle& style);

/// How long one of those pixels is in the drawing's unit; 1 for a dot, which has no size.
double pixelOf(std::span<const Stroke> strokes, const DrawingStyle& style);

} // namespace engine
