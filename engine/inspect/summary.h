#pragma once

#include "engine/layers/sequential.h"

#include <cstddef>
#include <string>
#include <vector>

namespace engine {

/// One line of Keras' model summary.
struct SummaryRow
{
    std::string name; ///< "conv2d_1"
    std::string kind; ///< "conv2d"
    Shape outputShape; ///< of one sample
    std::size_t parameters = 0;
};

std::vector<SummaryRow> summary(const Sequential& network);

/// The table as text, ending in the totals: all, trainable, and what moves without a gradient.
std::string summaryText(const Sequential& network);

} // namespace engine
