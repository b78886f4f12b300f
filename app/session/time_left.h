#pragma once

#include <optional>

class Run;

/// Seconds of the pre-training that are left, at the speed of now; its layers above are smaller, so that it may take less.
/// Nothing where none is under way, or its speed is not known yet.
std::optional<double> pretrainingSecondsLeft(const Run& run);
