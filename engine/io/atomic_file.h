#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace engine {

/// Writes the parts one after the other to a temporary file beside it, syncs, renames: at any crash the old
/// file or the new one is there. Throws FileError (no such folder, no permission, disk full) and leaves no
/// temporary file.
void writeFileAtomically(const std::filesystem::path& file,
                         std::span<const std::span<const std::byte>> parts);

} // namespace engine
