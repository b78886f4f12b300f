#pragma once

#include "engine/data/dataset.h"

#include <cstddef>
#include <memory>

namespace engine {

/// How many of the training samples are learnt from where a share of them is held out: floor(samples · (1 − share)), as
/// Keras' fit() has it for its validation_split.
std::size_t trainingSamples(std::size_t samples, double share);

/// Throws Error when one of the two parts would be empty, though a share is to be held out.
void requireBothParts(std::size_t samples, double share);

/// The data with the last share of its training samples, before any shuffling, held out, added to its validation part; the
/// data itself for 0. Throws as requireBothParts() does.
std::shared_ptr<const DataSplits> withValidation(std::shared_ptr<const DataSplits> data, double share);

} // namespace engine
