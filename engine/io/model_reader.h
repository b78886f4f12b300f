#pragma once

#include "engine/errors.h"
#include "engine/io/byte_source.h"
#include "engine/io/model_file.h"
#include "engine/io/safetensors.h"
#include "engine/layers/parameter_layout.h"

#include <new>
#include <set>
#include <string>
#include <vector>

// For the sources of engine/io: model_file.h and ensemble_file.h are for everybody else.
namespace engine {

constexpr auto modelFormat = "digitscope";
constexpr auto modelFormatVersion = "1";

/// What stands before a parameter's name in the names of the tensors of one buffer: nothing for the parameters
/// themselves, "optimizer.m." for what Adam keeps beside each.
std::string statePrefix(std::string_view state);
constexpr auto velocityPrefix = "pretraining.velocity.";
constexpr auto keptPrefix = "early_stopping.";

/// Takes a model file apart, network by network. Its errors lack the file's name, see readNamed().
class ModelReader
{
public:
    /// Throws when the file is not Digitscope's.
    explicit ModelReader(const ByteSource& source);

    const SafetensorsHeader& header() const { return m_header; }
    const std::string& metadata(const std::string& key) const;

    /// prefix: what stands before the names of the network's metadata and tensors; empty for the only network of a file.
    SavedModel read(const std::string& prefix);
    /// Throws when there is a tensor that belongs to none of the networks read.
    void requireNoOthers() const;

private:
    void readTrainingNotes(SavedModel& model, const std::string& prefix) const;
    void readNumbers(SavedModel& model, const std::string& prefix);
    std::vector<std::string> storedStates(const Recipe& recipe, const ParameterLayout& layout,
                                          const std::string& prefix) const;
    bool isStored(const ParameterLayout& layout, const std::string& prefix) const;
    void checkTensors(const ParameterLayout& layout, const std::string& prefix);
    void checkTensor(const std::string& name, const Shape& shape) const;
    Buffer readBuffer(const ParameterLayout& layout, const std::string& prefix) const;

    const ByteSource& m_source;
    SafetensorsHeader m_header;
    std::set<std::string> m_expected; ///< the tensors of the networks read
};

/// What read(reader) returns; its errors get the file's name.
auto readNamed(const ByteSource& source, const auto& read)
{
    try {
        ModelReader reader(source);
        return read(reader);
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw FileError("%1: %2", source.name, error.message());
    } catch (const std::bad_alloc&) {
        throw FileError("%1: there is not enough memory for its %2 bytes", source.name, source.length);
    }
}

} // namespace engine
