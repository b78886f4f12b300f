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
            throw Error("it holds an ensemble of " + std::to_string(members) + " networks, expected one network");
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
    model.steps.clear();
    model.pretrainingSteps.clear();
}

Straightening straighteningOf(std::span<const SavedModel> members)
{
    const auto isOther = [&](const SavedModel& member) { return member.straightening != members.front().straightening; };
    return members.empty() || std::ranges::any_of(members, isOther) ? Straightening() : members.front().straightening;
}

const EvaluationRecord* evaluationOf(const SavedModel& model)
{
    if (model.history.empty())
        return nullptr;
    const StoppingState& stopping = model.checkpoint.stopping;
    if (stopping.isRestored)
        for (const EvaluationRecord& record : model.history)
            if (record.step == stopping.bestStep)
                return &record;
    return &model.history.back();
}

} // namespace engine
