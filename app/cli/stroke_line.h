#pragma once

#include "engine/drawing/strokes.h"

#include <cstdint>
#include <string>

namespace cli {

/// The drawing that stands in that line of a file, 1 being the first. Throws engine::FileError that names the file and
/// the line where there is none, or none that can be read.
engine::StrokeSample strokeLine(const std::string& file, std::uint64_t line);

} // namespace cli
