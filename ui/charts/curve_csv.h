#pragma once

#include <cstdint>

class CurveHistory;
class QTextStream;

/// One row for each step that has a record or an event; a field is empty where there is nothing. Numbers read
/// back as the very same floats, accuracies in [0, 1]. stepsPerEpoch 0 (not known): the epochs stay empty.
void writeCsv(const CurveHistory& history, std::uint64_t stepsPerEpoch, QTextStream& out);
