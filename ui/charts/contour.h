#pragma once

#include <QLineF>
#include <QVector>

#include <span>

/// Where numbers on a grid, row by row, cross a level: marching squares (Lorensen and Cline 1987, in two dimensions) with
/// linear interpolation. In units of the grid: (0, 0) is the first number's place, (columns - 1, rows - 1) the last's.
QVector<QLineF> contourLines(std::span<const float> values, int rows, int columns, float level);
