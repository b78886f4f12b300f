#pragma once

#include "ui/style/icons.h"

#include <QPainterPath>

/// Lines are stroked with a round pen, solids are filled; both on a 24×24 grid.
struct IconShape
{
    QPainterPath lines;
    QPainterPath solids;
};

IconShape shapeOf(Icon icon);
