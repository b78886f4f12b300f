#pragma once

#include <QString>

struct RunState;

/// Which network it is, in a few words: "mlp-128-64, trained to 97.8 %", "dbn, pre-trained", "xor, untrained".
QString networkInWords(const RunState& state);
