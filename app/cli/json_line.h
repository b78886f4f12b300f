#pragma once

#include "engine/tensor/shape.h"
#include "engine/model/records.h"

#include <nlohmann/json.hpp>

#include <iosfwd>

namespace cli {

/// Keys stay in the order in which they were put.
using Json = nlohmann::ordered_json;

/// One line, handed over at once, so that a reader at the other end of a pipe sees it when it happens.
/// What is not UTF-8 becomes U+FFFD; a number that is not finite becomes null.
void writeLine(std::ostream& out, const Json& object);

/// The double that is written as shortly as the float: 0.1 for 0.1f, not 0.10000000149011612.
double shortest(float value);

/// {"train_loss", "train_accuracy", "test_loss", "test_accuracy"}, and the validation's where a part is held out.
Json toJson(const engine::EvaluationRecord& record);

/// [1, 28, 28]
Json extentsOf(const engine::Shape& shape);

} // namespace cli
