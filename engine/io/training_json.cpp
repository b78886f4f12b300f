#include "engine/io/training_json.h"

#include "engine/data/class_names.h"
#include "engine/errors.h"
#include "engine/io/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace engine {
namespace {

using Json = nlohmann::json;

/// A float is written as the double of the same value, so it comes back exactly; the range check keeps the
/// conversion of a stranger's number defined.
float floatOf(const Json& value, const Message& where, double minimum, double maximum)
{
    const double number = json::real(value, where);
    if (!(number >= minimum && number <= maximum))
        json::refuse(where, value, Message("a number from %1 to %2", json::text(minimum), json::text(maximum)));
    return float(number);
}

/// The same, where null stands for what is not a number.
float floatOrNone(const Json& value, const Message& where, double minimum, double maximum)
{
    return value.is_null() ? std::numeric_limits<float>::quiet_NaN() : floatOf(value, where, minimum, maximum);
}

float lossOf(const Json& value, const Message& where)
{
    constexpr double largest = std::numeric_limits<float>::max();
    return floatOrNone(value, where, -largest, largest);
}

float accuracyOf(const Json& value, const Message& where)
{
    return floatOrNone(value, where, 0, 1);
}

float rateOf(const Json& value, const Message& where)
{
    constexpr double largest = 1e9; // as the setting allows
    return floatOf(value, where, 0, largest);
}

// Calls visit(key, member, its reader) for each number of a record: the one list of what a table of them holds.
void forEachValidationColumn(const auto& visit)
{
    visit("validation_loss", &EvaluationRecord::validationLoss, lossOf);
    visit("validation_accuracy", &EvaluationRecord::validationAccuracy, accuracyOf);
    visit("validation_samples", &EvaluationRecord::validationSamples, json::counting);
}

void forEachColumn(const std::vector<EvaluationRecord>&, const auto& visit)
{
    visit("step", &EvaluationRecord::step, json::counting);
    visit("train_loss", &EvaluationRecord::trainLoss, lossOf);
    visit("train_accuracy", &EvaluationRecord::trainAccuracy, accuracyOf);
    visit("test_loss", &EvaluationRecord::testLoss, lossOf);
    visit("test_accuracy", &EvaluationRecord::testAccuracy, accuracyOf);
    visit("train_samples", &EvaluationRecord::trainSamples, json::counting);
    visit("test_samples", &EvaluationRecord::testSamples, json::counting);
}

void forEachColumn(const std::vector<RunEvent>&, const auto& visit)
{
    visit("step", &RunEvent::step, json::counting);
    visit("learning_rate", &RunEvent::learningRate, rateOf);
}

void forEachColumn(const std::vector<StepRecord>&, const auto& visit)
{
    visit("step", &StepRecord::step, json::counting);
    visit("loss", &StepRecord::loss, lossOf);
    visit("accuracy", &StepRecord::accuracy, accuracyOf);
}

void forEachColumn(const std::vector<PretrainingStepRecord>&, const auto& visit)
{
    visit("step", &PretrainingStepRecord::step, json::counting);
    visit("layer", &PretrainingStepRecord::layer, json::counting);
    visit("reconstruction_error", &PretrainingStepRecord::reconstructionError, lossOf);
}

void forEachColumn(const std::vector<PretrainingEpochRecord>&, const auto& visit)
{
    visit("step", &PretrainingEpochRecord::step, json::counting);
    visit("layer", &PretrainingEpochRecord::layer, json::counting);
    visit("epoch", &PretrainingEpochRecord::epoch, json::counting);
    visit("reconstruction_error", &PretrainingEpochRecord::reconstructionError, lossOf);
    visit("free_energy_gap", &PretrainingEpochRecord::freeEnergyGap, lossOf);
}

const Json& entryOf(const Json& object, const char* key, const Message& where)
{
    if (!object.is_object() || !object.contains(key))
        json::refuse(where, object, Message("an object with \"%1\"", std::string(key)));
    return object[key];
}

/// Reads a column of the object into one member of every record.
auto columnReader(const Json& object, auto& table, const Message& name)
{
    return [&object, &table, name](const char* key, auto member, const auto& read) {
        const Message where = json::entry(key, name);
        const Json& column = entryOf(object, key, name);
        if (!column.is_array() || column.size() != table.size())
            json::refuse(where, column, Message("a list of %1 numbers", table.size()));
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i].*member = read(column[i], where);
    };
}

auto columnWriter(nlohmann::ordered_json& table, const auto& records)
{
    return [&table, &records](const char* key, auto member, const auto&) {
        auto& column = table[key] = nlohmann::ordered_json::array();
        for (const auto& record : records)
            column.push_back(record.*member); // nlohmann writes what is not finite as null
    };
}

template<typename Record>
std::vector<Record> tableOf(const Json& object, const Message& name)
{
    const Json& steps = entryOf(object, "step", name);
    if (!steps.is_array())
        json::refuse(json::entry("step", name), steps, "a list");
    std::vector<Record> table(steps.size());
    forEachColumn(table, columnReader(object, table, name));
    return table;
}

template<typename Record>
std::vector<Record> curveOf(const Json& object, const Message& name)
{
    auto curve = tableOf<Record>(object, name);
    if (!std::ranges::is_sorted(curve, std::less_equal<>{}, &Record::step))
        json::refuse(json::entry("step", name), object["step"], "steps in their order");
    return curve;
}

std::vector<EvaluationRecord> historyOf(const Json& object)
{
    auto history = tableOf<EvaluationRecord>(object, "history");
    if (object.contains("validation_samples"))
        forEachValidationColumn(columnReader(object, history, "history"));
    return history;
}

template<typename Record>
nlohmann::ordered_json toTable(const std::vector<Record>& records)
{
    nlohmann::ordered_json table;
    forEachColumn(records, columnWriter(table, records));
    return table;
}

nlohmann::ordered_json toTable(const std::vector<EvaluationRecord>& records)
{
    nlohmann::ordered_json table = toTable<EvaluationRecord>(records);
    const auto hasValidation = [](const EvaluationRecord& record) { return record.validationSamples > 0; };
    if (std::ranges::any_of(records, hasValidation))
        forEachValidationColumn(columnWriter(table, records));
    return table;
}

double finiteOrNone(const Json& value, const Message& where)
{
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : json::real(value, where);
}

EpochSums sumsOf(const Json& object)
{
    return {.loss = finiteOrNone(entryOf(object, "loss", "epoch"), json::entry("loss", "epoch")),
            .accuracy = finiteOrNone(entryOf(object, "accuracy", "epoch"), json::entry("accuracy", "epoch")),
            .samples = std::size_t(json::counting(entryOf(object, "samples", "epoch"), json::entry("samples", "epoch"))),
            // In older files every sample is of a class.
            .classified = std::size_t(json::counting(object.contains("classified") ? object["classified"] : object["samples"],
                                                     json::entry("classified", "epoch")))};
}

bool truth(const Json& value, const Message& where)
{
    if (!value.is_boolean())
        json::refuse(where, value, "true or false");
    return value.get<bool>();
}

StoppingState stoppingOf(const Json& object)
{
    const Message name("early_stopping");
    const auto entry = [&](const char* key, const auto& read) {
        return read(entryOf(object, key, name), json::entry(key, name));
    };
    StoppingState state{.epochs = entry("epochs", json::counting),
                        .wait = entry("wait", json::counting),
                        .bestStep = entry("best_step", json::counting),
                        .hasStopped = entry("has_stopped", truth),
                        .isRestored = entry("is_restored", truth)};
    if (!entryOf(object, "best", name).is_null())
        state.best = entry("best", json::real);
    return state;
}

nlohmann::ordered_json toJson(const StoppingState& state)
{
    return {{"epochs", state.epochs},
            {"wait", state.wait},
            {"best", state.best ? Json(*state.best) : Json()},
            {"best_step", state.bestStep},
            {"has_stopped", state.hasStopped},
            {"is_restored", state.isRestored}};
}

std::vector<std::string> namesOf(const Json& list)
{
    const auto isName = [](const Json& name) { return name.is_string(); };
    if (!list.is_array() || list.size() > maxClasses || !std::ranges::all_of(list, isName))
        json::refuse("class_names", list, Message("at most %1 names", maxClasses));
    return list.get<std::vector<std::string>>();
}

constexpr double longestSide = 65'536; // of a picture

DrawingStyle drawingOf(const Json& object)
{
    const Message name("drawing");
    const auto number = [&](const char* key, double minimum, double maximum) {
        const double value = json::real(entryOf(object, key, name), json::entry(key, name));
        if (!(value >= minimum && value <= maximum))
            json::refuse(json::entry(key, name), object[key],
                         Message("a number from %1 to %2", json::text(minimum), json::text(maximum)));
        return value;
    };
    DrawingStyle style{.isMnist = false,
                       .rows = std::size_t(number("rows", 1, longestSide)),
                       .columns = std::size_t(number("columns", 1, longestSide))};
    style.boxSide = number("box_side", 1, double(std::max(style.rows, style.columns)));
    style.penWidth = number("pen_width", style.boxSide / 1000, style.boxSide * 0.75);
    style.isByMass = truth(entryOf(object, "is_by_mass", name), json::entry("is_by_mass", name));
    style.isSolid = truth(entryOf(object, "is_solid", name), json::entry("is_solid", name));
    style.level = number("level", 1, 255);
    return style;
}

nlohmann::ordered_json toJson(const DrawingStyle& style)
{
    return {{"rows", style.rows},
            {"columns", style.columns},
            {"box_side", style.boxSide},
            {"pen_width", style.penWidth},
            {"is_by_mass", style.isByMass},
            {"is_solid", style.isSolid},
            {"level", style.level}};
}

WriterTransform writerTransformOf(const Json& list)
{
    const Message name("straightening");
    if (!list.is_array() || list.size() != 4)
        json::refuse(name, list, "four numbers, a map of the plane row by row");
    const auto number = [&](std::size_t i) { return json::real(list[i], name); };
    const WriterTransform map{.xx = number(0), .xy = number(1), .yx = number(2), .yy = number(3)};
    if (!isUsable(map))
        json::refuse(name, list, "a map that keeps digits legible");
    return map;
}

nlohmann::ordered_json toJson(const WriterTransform& map)
{
    return {map.xx, map.xy, map.yx, map.yy};
}

} // namespace

std::string toJson(const TrainingNotes& notes)
{
    nlohmann::ordered_json document{
        {"step", notes.step},
        {"learning_rate", notes.learningRate},
        {"trained_on", notes.trainedOn},
        {"history", toTable(notes.log.evaluations)},
        {"events", toTable(notes.log.events)},
        {"pretraining_step", notes.pretrainingStep},
        {"pretraining", toTable(notes.log.pretrainingEpochs)},
    };
    if (notes.epochSums.samples > 0)
        document["epoch"] = {{"loss", notes.epochSums.loss},
                             {"accuracy", notes.epochSums.accuracy},
                             {"samples", notes.epochSums.samples},
                             {"classified", notes.epochSums.classified}};
    if (notes.stopping.epochs > 0 || notes.stopping.bestStep > 0)
        document["early_stopping"] = toJson(notes.stopping);
    if (!areNumbered(notes.classes))
        document["class_names"] = notes.classes;
    if (notes.drawing && !notes.drawing->isMnist)
        document["drawing"] = toJson(*notes.drawing);
    if (!notes.writerTransform.isNone())
        document["straightening"] = toJson(notes.writerTransform);
    if (!notes.log.steps.empty())
        document["steps"] = toTable(notes.log.steps);
    if (!notes.log.pretrainingSteps.empty())
        document["pretraining_steps"] = toTable(notes.log.pretrainingSteps);
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TrainingNotes trainingNotesFromJson(std::string_view text)
{
    const Json document = json::parse(text, "it");
    TrainingNotes notes;
    notes.step = json::counting(entryOf(document, "step", "it"), "step");
    notes.learningRate = rateOf(entryOf(document, "learning_rate", "it"), "learning_rate");
    notes.trainedOn = json::string(entryOf(document, "trained_on", "it"), "trained_on");
    notes.log.evaluations = historyOf(entryOf(document, "history", "it"));
    if (document.contains("events")) // a file by another hand need not have any
        notes.log.events = tableOf<RunEvent>(document["events"], "events");
    if (document.contains("pretraining_step")) // nor has an older one these
        notes.pretrainingStep = json::counting(document["pretraining_step"], "pretraining_step");
    if (document.contains("pretraining"))
        notes.log.pretrainingEpochs = tableOf<PretrainingEpochRecord>(document["pretraining"], "pretraining");
    if (document.contains("epoch"))
        notes.epochSums = sumsOf(document["epoch"]);
    if (document.contains("early_stopping"))
        notes.stopping = stoppingOf(document["early_stopping"]);
    if (document.contains("class_names"))
        notes.classes = namesOf(document["class_names"]);
    if (document.contains("drawing"))
        notes.drawing = drawingOf(document["drawing"]);
    if (document.contains("straightening"))
        notes.writerTransform = writerTransformOf(document["straightening"]);
    if (document.contains("steps"))
        notes.log.steps = curveOf<StepRecord>(document["steps"], "steps");
    if (document.contains("pretraining_steps"))
        notes.log.pretrainingSteps = curveOf<PretrainingStepRecord>(document["pretraining_steps"], "pretraining_steps");
    return notes;
}

} // namespace engine
