#pragma once

#include <vector>

/// What to write beside an axis: the multiples of a round step (1, 2, 5, by any power of ten) from lowest to highest.
/// The step is the smallest that makes them no more than atMost.
std::vector<double> axisNumbers(double lowest, double highest, int atMost);
