#pragma once

#include <string>

namespace cli {

/// Rather now than after an hour of training: throws engine::FileError when --out's file cannot be written.
void requireWritable(const std::string& out);

} // namespace cli
