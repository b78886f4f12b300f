#pragma once

#include "engine/recipe/spec.h"

#include <vector>

namespace engine {

/// What Adam and its relatives have in common, with Keras' default values.
struct AdamOptions
{
    double learningRate = 0.001;
    double beta1 = 0.9; ///< [0, 1)
    double beta2 = 0.999; ///< [0, 1)
    double epsilon = 1e-7; ///< outside the root
};

std::vector<SettingInfo> adamSettings();
AdamOptions adamOptions(const Spec& spec);
Spec specOf(const std::string& kind, const AdamOptions& options);

} // namespace engine
