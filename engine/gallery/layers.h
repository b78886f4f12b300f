#pragma once

#include "engine/recipe/recipe.h"

#include <vector>

namespace engine::gallery {

// Short names for what presets are made of.
Spec dense(std::int64_t units);
Spec conv2d(std::int64_t filters, std::int64_t kernelSize, const char* padding = "same");
Spec maxPool2d(std::int64_t poolSize, const char* padding = "valid");
Spec dropout(double rate);
Spec batchNormalization();
Spec lstm(std::int64_t units);
Spec rbm(std::int64_t units);
Spec flatten();
Spec relu();
Spec elu();
Spec sigmoid();

} // namespace engine::gallery
