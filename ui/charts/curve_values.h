#pragma once

#include "ui/charts/curve_readout.h"

#include <cstdint>
#include <optional>

class CurveHistory;

/// What the curves are at the step, or at the newest. stepsPerEpoch: 0, not known.
CurveReadout::Values valuesAt(const CurveHistory& history, std::optional<double> step, std::uint64_t stepsPerEpoch);
