#pragma once

#include "engine/model/calibration.h"

#include <string>
#include <string_view>

namespace engine {

/// {"temperature", "threshold", "refused", "samples", "data"}
std::string toJson(const Calibration& calibration);

/// Throws Error that says what is wrong with it.
Calibration calibrationFromJson(std::string_view text);

} // namespace engine
