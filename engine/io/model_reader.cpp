#include "engine/io/model_reader.h"

#include "engine/io/calibration_json.h"
#include "engine/io/recipe_json.h"
#include "engine/io/strict_json.h"
#include "engine/io/training_json.h"
#include "engine/layers/sequential.h"
#include "engine/optim/optimizer.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

std::string textOf(std::span<const std::uint64_t> shape)
{
    constexpr std::size_t longest = 8;
    std::string joined;
    for (const std::uint64_t extent : shape.first(std::min(shape.size(), longest)))
        joined += (joined.empty() ? "" : "×") + std::to_string(extent);
    return shape.size() > longest ? joined + "×..." : joined;
}

/// As the file says, or as suits such an input.
DrawingStyle drawingFor(const Shape& input, const std::optional<DrawingStyle>& noted)
{
    if (input.rank() != 3)
        return {};
    if (!noted)
        return drawingStyleFor(input[1], input[2]);
    if (noted->rows != input[1] || noted->columns != input[2])
        throw Error("drawing makes pictures of %1×%2, expected %3×%4 as the network reads them",
                    noted->rows, noted->columns, input[1], input[2]);
    return *noted;
}

} // namespace

std::string statePrefix(std::string_view state)
{
    return "optimizer." + std::string(state) + ".";
}

ModelReader::ModelReader(const ByteSource& source)
    : m_source(source)
    , m_header(readSafetensorsHeader(source))
{
    const auto found = m_header.metadata.find("format");
    if (found == m_header.metadata.end() || found->second != modelFormat)
        throw Error("this safetensors file comes from another program and does not say which network its tensors "
                    "make, expected a model saved by Digitscope");
    if (metadata("format_version") != modelFormatVersion)
        throw Error("it was saved by another version of Digitscope: its format_version is %1, expected \"%2\"",
                    json::quoted(metadata("format_version")), modelFormatVersion);
}

const std::string& ModelReader::metadata(const std::string& key) const
{
    const auto found = m_header.metadata.find(key);
    if (found == m_header.metadata.end())
        throw Error("its metadata has no \"%1\", expected one in a model saved by Digitscope", key);
    return found->second;
}

SavedModel ModelReader::read(const std::string& prefix)
{
    SavedModel model;
    model.recipe = recipeFromJson(metadata(prefix + "recipe"));
    readTrainingNotes(model, prefix);
    if (const auto found = m_header.metadata.find(prefix + "calibration"); found != m_header.metadata.end())
        model.calibration = calibrationFromJson(found->second);
    readNumbers(model, prefix);
    return model;
}

void ModelReader::requireNoOthers() const
{
    for (const auto& [name, tensor] : m_header.tensors) {
        if (!m_expected.contains(name))
            throw Error("it holds a tensor %1 that does not belong to its network, expected the %2 tensors of its "
                        "recipe", json::quoted(name), m_expected.size());
    }
}

void ModelReader::readTrainingNotes(SavedModel& model, const std::string& prefix) const
{
    const std::string& text = metadata(prefix + "training");
    try {
        TrainingNotes notes = trainingNotesFromJson(text);
        model.checkpoint.step = notes.step;
        model.checkpoint.learningRate = notes.learningRate;
        model.checkpoint.events = notes.log.events;
        model.checkpoint.pretrainingStep = notes.pretrainingStep;
        model.checkpoint.epochSums = notes.epochSums;
        model.checkpoint.stopping = std::move(notes.stopping);
        model.trainedOn = std::move(notes.trainedOn);
        model.log = std::move(notes.log);
        model.classes = std::move(notes.classes);
        model.input = {drawingFor(model.recipe.input, notes.drawing), notes.writerTransform};
    } catch (const Error& error) {
        throw Error("the training notes: %1", error.message());
    }
}

/// Every tensor is known to have its place in the file before the first number is given room, so the file's true length
/// bounds what is allocated.
void ModelReader::readNumbers(SavedModel& model, const std::string& prefix)
{
    const Sequential network(model.recipe.input, model.recipe.layers);
    const ParameterLayout& layout = network.parameters();
    const std::vector<std::string> states = storedStates(model.recipe, layout, prefix);
    const bool hasVelocity = isStored(layout, prefix + velocityPrefix);
    const bool isKept = isStored(layout, prefix + keptPrefix);
    checkTensors(layout, prefix);
    for (const std::string& state : states)
        checkTensors(layout, prefix + statePrefix(state));
    if (hasVelocity)
        checkTensors(layout, prefix + velocityPrefix);
    if (isKept)
        checkTensors(layout, prefix + keptPrefix);

    model.checkpoint.parameters = readBuffer(layout, prefix);
    model.checkpoint.optimizerStateNames = states;
    for (const std::string& state : states)
        model.checkpoint.optimizerState.push_back(readBuffer(layout, prefix + statePrefix(state)));
    if (hasVelocity)
        model.checkpoint.pretrainingVelocity = readBuffer(layout, prefix + velocityPrefix);
    if (isKept)
        model.checkpoint.stopping.kept = readBuffer(layout, prefix + keptPrefix);
}

bool ModelReader::isStored(const ParameterLayout& layout, const std::string& prefix) const
{
    return std::ranges::any_of(layout.slices(), [&](const ParameterSlice& slice) {
        return m_header.tensors.contains(prefix + slice.name);
    });
}

/// The names of all that the recipe's optimiser keeps, if the file holds any of it.
std::vector<std::string> ModelReader::storedStates(const Recipe& recipe, const ParameterLayout& layout,
                                                   const std::string& prefix) const
{
    const auto optimizer = makeOptimizer(recipe.optimizer);
    const auto names = optimizer->stateNames();
    if (std::ranges::none_of(names, [&](auto state) { return isStored(layout, prefix + statePrefix(state)); }))
        return {};
    return {names.begin(), names.end()};
}

void ModelReader::checkTensors(const ParameterLayout& layout, const std::string& prefix)
{
    for (const ParameterSlice& slice : layout.slices()) {
        checkTensor(prefix + slice.name, slice.spec.shape);
        m_expected.insert(prefix + slice.name);
    }
}

void ModelReader::checkTensor(const std::string& name, const Shape& shape) const
{
    const auto found = m_header.tensors.find(name);
    if (found == m_header.tensors.end())
        throw Error("the tensor %1 is missing, expected one of %2", name, shape.text());
    const StoredTensor& tensor = found->second;
    if (tensor.dtype != "F32")
        throw Error("the dtype of %1 is %2, expected \"F32\"", name, json::quoted(tensor.dtype));
    if (!std::ranges::equal(tensor.shape, shape.extents()))
        throw Error("the tensor %1 is %2, expected %3", name, textOf(tensor.shape), shape.text());
}

Buffer ModelReader::readBuffer(const ParameterLayout& layout, const std::string& prefix) const
{
    Buffer buffer(layout.size());
    for (const ParameterSlice& slice : layout.slices()) {
        const auto values = std::span(buffer).subspan(slice.offset, slice.size());
        m_source.read(m_header.tensors.at(prefix + slice.name).offset, std::as_writable_bytes(values));
        if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
            throw Error("the tensor %1%2 holds infinity or not-a-number, expected finite numbers", prefix, slice.name);
    }
    return buffer;
}

} // namespace engine
