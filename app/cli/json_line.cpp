#include "app/cli/json_line.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ostream>

namespace cli {

void writeLine(std::ostream& out, const Json& object)
{
    out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

double shortest(float value)
{
    if (!std::isfinite(value))
        return double(value);
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    double result = 0;
    std::from_chars(text.data(), end, result);
    return result;
}

Json toJson(const engine::EvaluationRecord& record)
{
    Json object{{"train_loss", shortest(record.trainLoss)}, {"train_accuracy", shortest(record.trainAccuracy)}};
    if (record.validationSamples > 0) {
        object["validation_loss"] = shortest(record.validationLoss);
        object["validation_accuracy"] = shortest(record.validationAccuracy);
    }
    object["test_loss"] = shortest(record.testLoss);
    object["test_accuracy"] = shortest(record.testAccuracy);
    return object;
}

Json extentsOf(const engine::Shape& shape)
{
    Json extents = Json::array();
    for (const std::size_t extent : shape.extents())
        extents.push_back(extent);
    return extents;
}

} // namespace cli
