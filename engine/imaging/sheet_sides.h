#pragma once

#include "engine/drawing/mnist_recipe.h"
#include "engine/imaging/convex_outline.h"

#include <cstddef>

namespace engine {

/// How a bright region's outline looks as that of a sheet of paper on a table.
struct SheetSides
{
    std::size_t count = 0; ///< of those that are straight and long
    bool isCut = false; ///< by the picture's border, beyond which there may be more
    double straight = 1; ///< their share of the outline, where that is not the picture's border
    // Each at the side where it is the least:
    double contrast = 1; ///< how much darker the table is than the paper
    double sharpness = 1; ///< how much of that lies close to the edge; about 1 of a sheet, less of a shadow
    double position = 1; ///< how far the level lies from both paper and table: 1 in the middle, 0 at either

    /// One straight edge across the picture may be a shadow's, perhaps two; four that close are not.
    bool areOfPaper() const;
};

/// Of the region whose outline this is: it is brighter than the level. picture: brightness, made small. size: the root of its area.
SheetSides sheetSidesOf(const InkPlane& picture, const ConvexOutline& outline, double size, double level);

} // namespace engine
