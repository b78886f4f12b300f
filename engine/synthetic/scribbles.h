#pragma once

#include "engine/synthetic/non_digits.h"
#include "engine/tensor/random.h"

#include <cstdint>
#include <vector>

// What is drawn without a model to follow, in 100×100 units or so. The two families have no way to draw in common.
namespace engine {

/// Learning: curves through random points, zigzags. Judging: spirals, coils, wandering lines, scrubbed patches.
std::vector<Stroke> scribble(Random& random, NonDigitFamily family);

/// Learning: one dot, dots strewn about. Judging: a dash that lies, a row of dots, short dashes.
std::vector<Stroke> dots(Random& random, NonDigitFamily family);

/// A synthetic digit crossed out. Learning: by an X. Judging: by many strokes or a zigzag.
std::vector<Stroke> crossedOutDigit(Random& random, NonDigitFamily family);

/// Two synthetic digits. Learning: in one place. Judging: side by side.
std::vector<Stroke> severalDigits(Random& random, NonDigitFamily family);

/// Learning: crossing each other anyhow. Judging: side by side, or from one point.
std::vector<Stroke> lines(Random& random, NonDigitFamily family);

} // namespace engine
