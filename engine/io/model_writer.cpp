#include "engine/io/model_writer.h"

#include "engine/io/atomic_file.h"
#include "engine/io/calibration_json.h"
#include "engine/io/model_reader.h"
#include "engine/io/recipe_json.h"
#include "engine/io/training_json.h"
#include "engine/layers/sequential.h"
#include "engine/optim/optimizer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {
namespace {

/// Finer than a screen shows them.
constexpr std::size_t mostSteps = 4'000;

/// Evenly, and always the last.
template<typename Record>
std::vector<Record> thinned(const std::vector<Record>& records)
{
    const std::size_t apart = (records.size() + mostSteps - 1) / mostSteps;
    std::vector<Record> kept;
    for (std::size_t i = 0; i < records.size(); ++i)
        if ((records.size() - 1 - i) % apart == 0)
            kept.push_back(records[i]);
    return kept;
}

RunLog logFor(const SavedModel& model)
{
    return {.steps = thinned(model.log.steps),
            .evaluations = model.log.evaluations,
            .pretrainingSteps = thinned(model.log.pretrainingSteps),
            .pretrainingEpochs = model.log.pretrainingEpochs,
            .events = model.checkpoint.events};
}

} // namespace

ModelWriter::ModelWriter(std::filesystem::path file)
    : m_file(std::move(file))
    , m_metadata{{"format", modelFormat}, {"format_version", modelFormatVersion}}
{
}

void ModelWriter::add(const SavedModel& model, const std::string& prefix)
{
    const Sequential network(model.recipe.input, model.recipe.layers);
    const ParameterLayout& layout = network.parameters();
    const Checkpoint& checkpoint = model.checkpoint;
    assert(checkpoint.optimizerState.size() == checkpoint.optimizerStateNames.size());
    assert(checkpoint.optimizerStateNames.empty()
           || std::ranges::equal(checkpoint.optimizerStateNames, makeOptimizer(model.recipe.optimizer)->stateNames()));

    // A buffer is its tensors one after the other, in the layout's order: it goes to the file as it stands.
    const auto addBuffer = [&](const std::string& bufferPrefix, const Buffer& numbers) {
        assert(numbers.size() == layout.size());
        if (!std::ranges::all_of(numbers, [](float value) { return std::isfinite(value); }))
            throw FileError("cannot write %1: the network holds infinity or not-a-number, expected finite numbers",
                            m_file.string());
        for (const ParameterSlice& slice : layout.slices())
            m_tensors.push_back({prefix + bufferPrefix + slice.name, slice.spec.shape});
        m_parts.push_back(std::as_bytes(std::span(numbers)));
    };
    addBuffer("", checkpoint.parameters);
    for (std::size_t i = 0; i < checkpoint.optimizerState.size(); ++i)
        addBuffer(statePrefix(checkpoint.optimizerStateNames[i]), checkpoint.optimizerState[i]);
    if (!checkpoint.pretrainingVelocity.empty())
        addBuffer(velocityPrefix, checkpoint.pretrainingVelocity);
    if (!checkpoint.stopping.kept.empty())
        addBuffer(keptPrefix, checkpoint.stopping.kept);

    addMetadata(prefix + "recipe", toJson(model.recipe));
    if (model.calibration.isFound())
        addMetadata(prefix + "calibration", toJson(model.calibration));
    addMetadata(prefix + "training",
                toJson(TrainingNotes{.step = checkpoint.step,
                                     .learningRate = checkpoint.learningRate,
                                     .trainedOn = model.trainedOn,
                                     .log = logFor(model),
                                     .pretrainingStep = checkpoint.pretrainingStep,
                                     .epochSums = checkpoint.epochSums,
                                     .stopping = checkpoint.stopping,
                                     .classes = model.classes,
                                     .drawing = model.input.drawing,
                                     .writerTransform = model.input.writer}));
}

void ModelWriter::write() const
{
    const std::string header = safetensorsHeader(m_metadata, m_tensors);
    std::vector<std::span<const std::byte>> parts{std::as_bytes(std::span(header))};
    parts.insert(parts.end(), m_parts.begin(), m_parts.end());
    writeFileAtomically(m_file, parts);
}

} // namespace engine
