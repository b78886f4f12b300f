#pragma once

#include "engine/drawing/digit_image.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

/// A photo, row by row, [red, green, blue].
struct ColourPhoto
{
    std::size_t width = 0;
    std::size_t height = 0;
    std::vector<std::array<std::uint8_t, 3>> pixels;
    std::vector<std::uint8_t> isSheet; ///< for each pixel, whether paper or ink is there
};

/// What the sheet lies on.
enum class Table { Dark, Wood, Checked, Grey, Light, Yellow };

/// What makes a photo harder.
struct TableScene
{
    Table table = Table::Dark;
    bool isCut = false; ///< the sheet reaches over the photo's edges, where the table is seen at one or two sides
    bool hasShadow = false; ///< somebody stands before the lamp
    bool isWritten = true; ///< else the sheet is blank
    bool hasTable = true; ///< else the photo shows nothing but the sheet
};

/// Photographs a drawing on a sheet of paper that lies on a table, seen at an angle: each pixel's ray is followed to the
/// table (Heckbert 1989), where it meets ink, paper, the sheet's own shadow or the table's pattern. Computed from scratch:
/// it shares no line with what draws digits or looks for paper in the program. The same seed, the same photo.
ColourPhoto photographed(std::span<const engine::Stroke> strokes, const TableScene& scene, unsigned seed);

/// As a camera without colours takes it.
engine::GrayImage grey(const ColourPhoto& photo);
