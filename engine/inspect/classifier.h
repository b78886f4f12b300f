#pragma once

#include "engine/data/dataset.h"
#include "engine/model/model.h"

#include <cstddef>
#include <vector>

namespace engine {

/// Throws Error for an auto-encoder: it has no accuracy.
void requireClassifier(const Model& model);
/// … and when it cannot read the data, see requireCompatible().
void requireClassifier(const Model& model, const Dataset& data);

/// How many samples are of each of the data's classes.
std::vector<std::size_t> samplesOfEachClass(const Dataset& data);

} // namespace engine
