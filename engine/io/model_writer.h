#pragma once

#include "engine/io/model_file.h"
#include "engine/io/safetensors.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

// For the sources of engine/io: model_file.h and ensemble_file.h are for everybody else.
namespace engine {

/// Puts networks into one safetensors file. Borrows what is added.
class ModelWriter
{
public:
    explicit ModelWriter(std::filesystem::path file);

    void addMetadata(const std::string& key, const std::string& text) { m_metadata[key] = text; }
    /// prefix: see ModelReader::read(). Throws FileError when a number is not finite.
    void add(const SavedModel& model, const std::string& prefix);
    /// Whole or not at all. Throws FileError.
    void write() const;

private:
    std::filesystem::path m_file;
    std::map<std::string, std::string> m_metadata;
    std::vector<NamedShape> m_tensors;
    std::vector<std::span<const std::byte>> m_parts;
};

} // namespace engine
