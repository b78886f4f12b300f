#pragma once

#include "engine/recipe/spec.h"

namespace engine {

/// "learning_rate", which every optimiser has; the only setting that may change while a run goes on.
SettingInfo learningRateSetting(double initial);

} // namespace engine
