#pragma once

#include "engine/data/dataset.h"

#include <span>
#include <vector>

namespace engine {

/// Several sources as one: what is learnt from is shuffled, always in the same way, so that any stretch of it holds
/// something of each; test and validation parts follow one another. parts are used up. name: of the whole. A part whose
/// samples are all of no class takes the class names of the others. Throws ShapeError that names both when two parts have
/// other pictures or other classes.
DataSplits joined(std::vector<DataSplits> parts, const std::string& name);

} // namespace engine
