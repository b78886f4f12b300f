#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace cli {

/// Writes the map as a PNG, ten pixels a number: red speaks for, blue against, white is 0; the largest size is the
/// deepest colour. Whole or not at all. Throws engine::FileError.
void writeMapPicture(const std::string& file, std::span<const float> map, std::size_t columns);

} // namespace cli
