#pragma once

#include <QString>

/// What describe() says of data, for people who did not choose them: without counts, choices and sizes.
/// "MNIST[test=none]*2 + my.jsonl*4 + synthetic:20000 (120,000 + 4,000)" becomes "MNIST + my.jsonl + synthetic digits".
QString inWords(const QString& description);
