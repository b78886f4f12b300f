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

float lossOf(const Json& value, const std::string& where)
{
    constexpr double largest = std::numeric_limits<float>::max();
    return value.is_null() ? std::numeric_limits<float>::quiet_NaN()
                           : floatOf(value, where, -largest, largest);
}

float accuracyOf(const Json& value, const std::string& where)
{
    return floatOf(value, where, 0, 1);
}

/// Calls visit(key, member, its reader) for each number of a record: the one list of what a history holds.
template<typename Visit>
void forEachColumn(const Visit& visit)
{
    visit("step", &EvaluationRecord::step, json::counting);
    visit("train_loss", &EvaluationRecord::trainLoss, lossOf);
    visit("train_accuracy", &EvaluationRecord::trainAccuracy, accuracyOf);
    visit("test_loss", &EvaluationRecord::testLoss, lossOf);
    visit("test_accuracy", &EvaluationRecord::testAccuracy, accuracyOf);
    visit("train_samples", &EvaluationRecord::trainSamples, json::counting);
    visit("test_samples", &EvaluationRecord::testSamples, json::counting);
}

const Json& entryOf(const Json& object, const char* key, const std::string& where)
{
    if (!object.is_object() || !object.contains(key))
        json::refuse(where, object, std::string("an object with \"") + key + "\"");
    return object[key];
}

std::vector<EvaluationRecord> historyOf(const Json& object)
{
    const Json& steps = entryOf(object, "step", "history");
    if (!steps.is_array())
        json::refuse("step of history", steps, "a list");
    std::vector<EvaluationRecord> history(steps.size());
    forEachColumn([&](const char* key, auto member, const auto& read) {
        const Json& column = entryOf(object, key, "history");
        if (!column.is_array() || column.size() != history.size())
            json::refuse(std::string(key) + " of history", column,
                         "a list of " + std::to_string(history.size()) + " numbers");
        for (std::size_t i = 0; i < history.size(); ++i)
            history[i].*member = read(column[i], std::string(key) + " of history");
    });
    return history;
}

} // namespace

std::string toJson(const TrainingNotes& notes)
{
    nlohmann::ordered_json history;
    forEachColumn([&](const char* key, auto member, const auto&) {
        auto& column = history[key] = nlohmann::ordered_json::array();
        for (const EvaluationRecord& record : notes.history)
            column.push_back(record.*member); // nlohmann writes what is not finite as null
    });
    const nlohmann::ordered_json document{
        {"step", notes.step},
        {"learning_rate", notes.learningRate},
        {"trained_on", notes.trainedOn},
        {"history", history},
    };
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TrainingNotes trainingNotesFromJson(std::string_view text)
{
    const Json document = json::parse(text, "it");
    constexpr double largestRate = 1e6; // far beyond what any optimiser survives
    TrainingNotes notes;
    notes.step = json::counting(entryOf(document, "step", "it"), "step");
    notes.learningRate = floatOf(entryOf(document, "learning_rate", "it"), "learning_rate", 0, largestRate);
    notes.trainedOn = json::string(entryOf(document, "trained_on", "it"), "trained_on");
    notes.history = historyOf(entryOf(document, "history", "it"));
    return notes;
}

} // namespace engine
