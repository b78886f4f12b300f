#pragma once

#include "engine/drawing/strokes.h"
#include "engine/message.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A line that could not be read, and why; the other lines are read all the same.
struct BrokenLine
{
    std::size_t number = 0; ///< 1 is the first
    Message reason;
};

struct StrokeFile
{
    std::vector<StrokeSample> samples;
    std::vector<BrokenLine> brokenLines;
};

/// One drawing a line: {"label": 3, "writer": 12, "strokes": [[[x, y], …], …]}. Empty lines are skipped.
/// Throws FileError when the file cannot be opened.
StrokeFile readStrokeFile(const std::filesystem::path& file);

/// One line of such a file. Throws Error that says what is wrong with it.
StrokeSample strokeSampleFrom(std::string_view line);

/// One line of such a file, without the line break.
std::string toJsonLine(const StrokeSample& sample);

} // namespace engine
