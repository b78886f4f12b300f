#include "engine/io/training_json.h"

#include "engine/errors.h"
#include "engine/recipe/strict_json.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace engine {
namespace {

using Json = nlohmann::json;

/// A float is written as the double of the same value, so it comes back exactly; the range check keeps the
/// conversion of a stranger's number defined.
float floatOf(const Json& value, const std::string& where, double minimum, double maximum)
{
    const double number = json::real(value, where);
    if (!(number >= minimum && number <= maximum))
        json::refuse(where, value, "a number from " + json::text(minimum) + " to " + json::text(maximum));
    return float(number);
}

/// The same, where null stands for what is not a number.
float floatOrNone(const Json& value, const std::string& where, double minimum, double maximum)
{
    return value.is_null() ? std::numeric_limits<float>::quiet_NaN() : floatOf(value, where, minimum, maximum);
}

float lossOf(const Json& value, const std::string& where)
{
    constexpr double largest = std::numeric_limits<float>::max();
    return floatOrNone(value, where, -largest, largest);
}

float accuracyOf(const Json& value, const std::string& where)
{
    return floatOrNone(value, where, 0, 1);
}

float rateOf(const Json& value, const std::string& where)
{
    constexpr double largest = 1e9; // as the setting allows
    return floatOf(value, where, 0, largest);
}

// Calls visit(key, member, its reader) for each number of a record: the one list of what a table of them holds.
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

void forEachColumn(const std::vector<PretrainingEpochRecord>&, const auto& visit)
{
    visit("step", &PretrainingEpochRecord::step, json::counting);
    visit("layer", &PretrainingEpochRecord::layer, json::counting);
    visit("epoch", &PretrainingEpochRecord::epoch, json::counting);
    visit("reconstruction_error", &PretrainingEpochRecord::reconstructionError, lossOf);
    visit("free_energy_gap", &PretrainingEpochRecord::freeEnergyGap, lossOf);
}

const Json& entryOf(const Json& object, const char* key, const std::string& where)
{
    if (!object.is_object() || !object.contains(key))
        json::refuse(where, object, std::string("an object with \"") + key + "\"");
    return object[key];
}

template<typename Record>
std::vector<Record> tableOf(const Json& object, const std::string& name)
{
    const Json& steps = entryOf(object, "step", name);
    if (!steps.is_array())
        json::refuse("step of " + name, steps, "a list");
    std::vector<Record> table(steps.size());
    forEachColumn(table, [&](const char* key, auto member, const auto& read) {
        const std::string where = std::string(key) + " of " + name;
        const Json& column = entryOf(object, key, name);
        if (!column.is_array() || column.size() != table.size())
            json::refuse(where, column, "a list of " + std::to_string(table.size()) + " numbers");
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i].*member = read(column[i], where);
    });
    return table;
}

template<typename Record>
nlohmann::ordered_json toTable(const std::vector<Record>& records)
{
    nlohmann::ordered_json table;
    forEachColumn(records, [&](const char* key, auto member, const auto&) {
        auto& column = table[key] = nlohmann::ordered_json::array();
        for (const Record& record : records)
            column.push_back(record.*member); // nlohmann writes what is not finite as null
    });
    return table;
}

} // namespace

std::string toJson(const TrainingNotes& notes)
{
    const nlohmann::ordered_json document{
        {"step", notes.step},
        {"learning_rate", notes.learningRate},
        {"trained_on", notes.trainedOn},
        {"history", toTable(notes.history)},
        {"events", toTable(notes.events)},
        {"pretraining_step", notes.pretrainingStep},
        {"pretraining", toTable(notes.pretraining)},
    };
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TrainingNotes trainingNotesFromJson(std::string_view text)
{
    const Json document = json::parse(text, "it");
    TrainingNotes notes;
    notes.step = json::counting(entryOf(document, "step", "it"), "step");
    notes.learningRate = rateOf(entryOf(document, "learning_rate", "it"), "learning_rate");
    notes.trainedOn = json::string(entryOf(document, "trained_on", "it"), "trained_on");
    notes.history = tableOf<EvaluationRecord>(entryOf(document, "history", "it"), "history");
    if (document.contains("events")) // a file by another hand need not have any
        notes.events = tableOf<RunEvent>(document["events"], "events");
    if (document.contains("pretraining_step")) // nor has an older one these
        notes.pretrainingStep = json::counting(document["pretraining_step"], "pretraining_step");
    if (document.contains("pretraining"))
        notes.pretraining = tableOf<PretrainingEpochRecord>(document["pretraining"], "pretraining");
    return notes;
}

} // namespace engine
