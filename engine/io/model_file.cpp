#include "engine/io/model_file.h"

#include "engine/io/byte_source.h"
#include "engine/io/ensemble_file.h"
#include "engine/io/model_reader.h"
#include "engine/io/model_writer.h"

#include <algorithm>

namespace engine {
namespace {

SavedModel readModel(const ByteSource& source)
{
    return readNamed(source, [](ModelReader& reader) {
        if (const std::size_t members = membersIn(reader.header()); members > 0)
            throw Error("it holds an ensemble of %1 networks, expected one network", members);
        SavedModel model = reader.read("");
        reader.requireNoOthers();
        return model;
    });
}

} // namespace

void saveModel(const SavedModel& model, const std::filesystem::path& file)
{
    ModelWriter writer(file);
    writer.add(model, "");
    writer.write();
}

SavedModel loadModel(const std::filesystem::path& file)
{
    return readModel(openFile(file));
}

SavedModel parseModel(std::span<const std::byte> bytes, const std::string& name)
{
    return readModel(openMemory(bytes, name));
}

void keepWeightsOnly(SavedModel& model)
{
    model.checkpoint.optimizerStateNames.clear();
    model.checkpoint.optimizerState.clear();
    model.checkpoint.pretrainingVelocity.clear();
    model.checkpoint.stopping.kept.clear();
    model.log.steps.clear();
    model.log.pretrainingSteps.clear();
}

WriterTransform writerTransformOf(std::span<const SavedModel> members)
{
    const auto isOther = [&](const SavedModel& member) { return member.input.writer != members.front().input.writer; };
    return members.empty() || std::ranges::any_of(members, isOther) ? WriterTransform() : members.front().input.writer;
}

const EvaluationRecord* evaluationOf(const SavedModel& model)
{
    if (model.log.evaluations.empty())
        return nullptr;
    const StoppingState& stopping = model.checkpoint.stopping;
    if (stopping.isRestored)
        for (const EvaluationRecord& record : model.log.evaluations)
            if (record.step == stopping.bestStep)
                return &record;
    return &model.log.evaluations.back();
}

} // namespace engine
