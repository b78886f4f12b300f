#include "engine/io/calibration_json.h"

#include "engine/io/strict_json.h"

#include <nlohmann/json.hpp>

namespace engine {
namespace {

using Json = nlohmann::json;

const Message subject("its calibration");

double realWithin(const Json& object, const char* key, double low, double high)
{
    const Message where = json::entry(key, subject);
    const double number = json::real(object[key], where);
    if (!(number >= low && number <= high))
        json::refuse(where, object[key], Message("a number from %1 to %2", json::text(low), json::text(high)));
    return number;
}

} // namespace

std::string toJson(const Calibration& calibration)
{
    return json::text({{"temperature", calibration.temperature},
                       {"threshold", calibration.threshold},
                       {"refused", calibration.rejected},
                       {"samples", calibration.samples},
                       {"data", calibration.data}});
}

Calibration calibrationFromJson(std::string_view text)
{
    const Json object = json::parse(text, subject);
    for (const char* key : {"temperature", "threshold", "refused", "samples", "data"})
        if (!object.is_object() || !object.contains(key))
            json::refuse(subject, object, Message("an object with \"%1\"", std::string(key)));
    return {.temperature = realWithin(object, "temperature", smallestTemperature, largestTemperature),
            .threshold = realWithin(object, "threshold", 0, 1),
            .rejected = realWithin(object, "refused", 0, 1),
            .samples = std::size_t(json::counting(object["samples"], json::entry("samples", subject))),
            .data = json::string(object["data"], json::entry("data", subject))};
}

} // namespace engine
