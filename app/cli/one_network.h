#pragma once

#include "engine/io/model_file.h"

#include <string>

namespace cli {

/// As an analysis takes it, without what only training needs.
engine::Model modelOf(engine::SavedModel saved);

/// The one network of a file, or a shipped one, as an analysis takes it. Throws engine::FileError, for an ensemble too.
engine::Model openNetwork(const std::string& file);

} // namespace cli
