#pragma once

#include <QString>

namespace engine {
struct Calibration;
}

/// What the probabilities and "this does not look like a digit" rest on, in some sentences for the reader.
QString doubtHelp(const engine::Calibration& calibration);
