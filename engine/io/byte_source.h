#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace engine {

/// Bytes of a file or of memory, read at any place. The length is a fact, unlike anything that the bytes say.
struct ByteSource
{
    std::string name; ///< for errors
    std::uint64_t length = 0;
    /// Fills into with what stands from offset on; all of it must lie below length. Throws FileError.
    std::function<void(std::uint64_t offset, std::span<std::byte> into)> read;
};

/// Throws FileError when it is missing, no regular file, or not readable.
ByteSource openFile(const std::filesystem::path& file);
/// The bytes must outlive it.
ByteSource openMemory(std::span<const std::byte> bytes, const std::string& name);

} // namespace engine
