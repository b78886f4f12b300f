#pragma once

#include "engine/io/byte_source.h"
#include "engine/tensor/shape.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// One array in a safetensors file: what the header says of it, and where it truly lies.
struct StoredTensor
{
    std::string dtype; ///< "F32"
    std::vector<std::uint64_t> shape;
    std::uint64_t offset = 0; ///< from the file's first byte
    std::uint64_t bytes = 0;
};

/// The table of contents of a safetensors file (huggingface/safetensors, "Format"): eight bytes with the
/// length of a JSON header, little-endian; the header; the arrays' bytes, without gap or overlap.
struct SafetensorsHeader
{
    std::map<std::string, std::string> metadata;
    std::map<std::string, StoredTensor> tensors; ///< by name
};

/// Reads and checks the header alone. After it every tensor lies inside the file, none overlaps another, no
/// byte is unaccounted for, and an F32 tensor's bytes agree with its shape. Throws FileError.
SafetensorsHeader readSafetensorsHeader(const ByteSource& source);

/// A float array that is to be written.
struct NamedShape
{
    std::string name;
    Shape shape;
};

/// Everything that stands before the arrays; they follow in this order, as F32, row-major. A multiple of
/// eight bytes.
std::string safetensorsHeader(const std::map<std::string, std::string>& metadata,
                              std::span<const NamedShape> tensors);

/// The longest header that is read; the format itself allows 100 MB.
constexpr std::uint64_t maxHeaderBytes = 16u << 20;

} // namespace engine
