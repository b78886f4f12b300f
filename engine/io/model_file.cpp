#include "engine/io/model_file.h"

#include "engine/errors.h"
#include "engine/io/atomic_file.h"
#include "engine/io/byte_source.h"
#include "engine/io/safetensors.h"
#include "engine/io/training_json.h"
#include "engine/layers/sequential.h"
#include "engine/optim/optimizer.h"
#include "engine/recipe/recipe_json.h"
#include "engine/recipe/strict_json.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <new>
#include <set>

namespace engine {
namespace {

constexpr auto format = "digitscope";
constexpr auto formatVersion = "1";

/// What stands before a parameter's name in the names of the tensors of one buffer: nothing for the
/// parameters themselves, "optimizer.m." for what Adam keeps beside each.
std::string statePrefix(std::string_view state)
{
    return "optimizer." + std::string(state) + ".";
}

constexpr auto velocityPrefix = "pretraining.velocity.";

bool areFinite(std::span<const float> values)
{
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

std::string textOf(std::span<const std::uint64_t> shape)
{
    constexpr std::size_t longest = 8;
    std::string joined;
    for (const std::uint64_t extent : shape.first(std::min(shape.size(), longest)))
        joined += (joined.empty() ? "" : "×") + std::to_string(extent);
    return shape.size() > longest ? joined + "×..." : joined;
}

/// Takes a model file apart. Its errors lack the file's name, which is put before them outside.
class ModelReader
{
public:
    explicit ModelReader(const ByteSource& source)
        : m_source(source)
        , m_header(readSafetensorsHeader(source))
    {
    }

    SavedModel read() const
    {
        checkFormat();
        SavedModel model;
        model.recipe = recipeFromJson(metadata("recipe"));
        readTrainingNotes(model);
        readNumbers(model);
        return model;
    }

private:
    const std::string& metadata(const std::string& key) const
    {
        const auto found = m_header.metadata.find(key);
        if (found == m_header.metadata.end())
            throw Error("its metadata has no \"" + key + "\", expected one in a model saved by Digitscope");
        return found->second;
    }

    void checkFormat() const
    {
        const auto found = m_header.metadata.find("format");
        if (found == m_header.metadata.end() || found->second != format)
            throw Error(
                "this safetensors file comes from another program and does not say which network its tensors "
                "make, expected a model saved by Digitscope");
        if (metadata("format_version") != formatVersion)
            throw Error("it was saved by another version of Digitscope: its format_version is "
                        + json::quoted(metadata("format_version")) + ", expected \"" + formatVersion + "\"");
    }

    void readTrainingNotes(SavedModel& model) const
    {
        try {
            TrainingNotes notes = trainingNotesFromJson(metadata("training"));
            model.checkpoint.step = notes.step;
            model.checkpoint.learningRate = notes.learningRate;
            model.trainedOn = std::move(notes.trainedOn);
            model.history = std::move(notes.history);
            model.checkpoint.events = std::move(notes.events);
            model.checkpoint.pretrainingStep = notes.pretrainingStep;
            model.pretraining = std::move(notes.pretraining);
        } catch (const Error& error) {
            throw Error(std::string("the training notes: ") + error.what());
        }
    }

    /// Every tensor is known to have its place in the file before the first number is given room, so the
    /// file's true length bounds what is allocated.
    void readNumbers(SavedModel& model) const
    {
        const Sequential network(model.recipe.input, model.recipe.layers);
        const ParameterLayout& layout = network.parameters();
        const std::vector<std::string> states = storedStates(model.recipe, layout);
        std::vector<std::string> prefixes{""};
        for (const std::string& state : states)
            prefixes.push_back(statePrefix(state));
        const bool hasVelocity = isStored(layout, velocityPrefix);
        if (hasVelocity)
            prefixes.push_back(velocityPrefix);
        checkTensors(layout, prefixes);

        model.checkpoint.parameters = readBuffer(layout, "");
        model.checkpoint.optimizerStateNames = states;
        for (const std::string& state : states)
            model.checkpoint.optimizerState.push_back(readBuffer(layout, statePrefix(state)));
        if (hasVelocity)
            model.checkpoint.pretrainingVelocity = readBuffer(layout, velocityPrefix);
    }

    /// Whether the file holds any tensor of that buffer.
    bool isStored(const ParameterLayout& layout, const std::string& prefix) const
    {
        return std::ranges::any_of(layout.slices(), [&](const ParameterSlice& slice) {
            return m_header.tensors.contains(prefix + slice.name);
        });
    }

    /// The names of all that the recipe's optimiser keeps, if the file holds any of it.
    std::vector<std::string> storedStates(const Recipe& recipe, const ParameterLayout& layout) const
    {
        const auto optimizer = makeOptimizer(recipe.optimizer);
        const auto names = optimizer->stateNames();
        if (std::ranges::none_of(names, [&](std::string_view state) { return isStored(layout, statePrefix(state)); }))
            return {};
        return {names.begin(), names.end()};
    }

    void checkTensors(const ParameterLayout& layout, std::span<const std::string> prefixes) const
    {
        std::set<std::string> expected;
        for (const std::string& prefix : prefixes) {
            for (const ParameterSlice& slice : layout.slices()) {
                checkTensor(prefix + slice.name, slice.spec.shape);
                expected.insert(prefix + slice.name);
            }
        }
        for (const auto& [name, tensor] : m_header.tensors) {
            if (!expected.contains(name))
                throw Error("it holds a tensor " + json::quoted(name)
                            + " that does not belong to its network, expected the "
                            + std::to_string(expected.size()) + " tensors of its recipe");
        }
    }

    void checkTensor(const std::string& name, const Shape& shape) const
    {
        const auto found = m_header.tensors.find(name);
        if (found == m_header.tensors.end())
            throw Error("the tensor " + name + " is missing, expected one of " + shape.text());
        const StoredTensor& tensor = found->second;
        if (tensor.dtype != "F32")
            throw Error("the dtype of " + name + " is " + json::quoted(tensor.dtype) + ", expected \"F32\"");
        if (!std::ranges::equal(tensor.shape, shape.extents()))
            throw Error("the tensor " + name + " is " + textOf(tensor.shape) + ", expected " + shape.text());
    }

    Buffer readBuffer(const ParameterLayout& layout, const std::string& prefix) const
    {
        Buffer buffer(layout.size());
        for (const ParameterSlice& slice : layout.slices()) {
            const auto values = std::span(buffer).subspan(slice.offset, slice.size());
            m_source.read(m_header.tensors.at(prefix + slice.name).offset, std::as_writable_bytes(values));
            if (!areFinite(values))
                throw Error("the tensor " + prefix + slice.name
                            + " holds infinity or not-a-number, expected finite numbers");
        }
        return buffer;
    }

    const ByteSource& m_source;
    SafetensorsHeader m_header;
};

SavedModel readModel(const ByteSource& source)
{
    try {
        return ModelReader(source).read();
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw FileError(source.name + ": " + error.what());
    } catch (const std::bad_alloc&) {
        throw FileError(source.name + ": there is not enough memory for its " + std::to_string(source.length)
                        + " bytes");
    }
}

std::map<std::string, std::string> metadataOf(const SavedModel& model)
{
    const TrainingNotes notes{model.checkpoint.step,   model.checkpoint.learningRate,    model.trainedOn, model.history,
                              model.checkpoint.events, model.checkpoint.pretrainingStep, model.pretraining};
    return {
        {"format", format},
        {"format_version", formatVersion},
        {"recipe", toJson(model.recipe)},
        {"training", toJson(notes)},
    };
}

} // namespace

void saveModel(const SavedModel& model, const std::filesystem::path& file)
{
    const Sequential network(model.recipe.input, model.recipe.layers);
    const ParameterLayout& layout = network.parameters();
    const Checkpoint& checkpoint = model.checkpoint;
    assert(checkpoint.optimizerState.size() == checkpoint.optimizerStateNames.size());
    assert(checkpoint.optimizerStateNames.empty()
           || std::ranges::equal(checkpoint.optimizerStateNames,
                                 makeOptimizer(model.recipe.optimizer)->stateNames()));

    // A buffer is its tensors one after the other, in the layout's order: it goes to the file as it stands.
    std::vector<NamedShape> tensors;
    std::vector<std::span<const std::byte>> parts(1); // the header, which is known last
    const auto add = [&](const std::string& prefix, const Buffer& numbers) {
        assert(numbers.size() == layout.size());
        if (!areFinite(numbers))
            throw FileError("cannot write " + file.string()
                            + ": the network holds infinity or not-a-number, expected finite numbers");
        for (const ParameterSlice& slice : layout.slices())
            tensors.push_back({prefix + slice.name, slice.spec.shape});
        parts.push_back(std::as_bytes(std::span(numbers)));
    };
    add("", checkpoint.parameters);
    for (std::size_t i = 0; i < checkpoint.optimizerState.size(); ++i)
        add(statePrefix(checkpoint.optimizerStateNames[i]), checkpoint.optimizerState[i]);
    if (!checkpoint.pretrainingVelocity.empty())
        add(velocityPrefix, checkpoint.pretrainingVelocity);

    const std::string header = safetensorsHeader(metadataOf(model), tensors);
    parts.front() = std::as_bytes(std::span(header));
    writeFileAtomically(file, parts);
}

SavedModel loadModel(const std::filesystem::path& file)
{
    return readModel(openFile(file));
}

SavedModel parseModel(std::span<const std::byte> bytes, const std::string& name)
{
    return readModel(openMemory(bytes, name));
}

} // namespace engine
