#pragma once

#include "engine/recipe/spec.h"

namespace engine {

/// A setting that is "yes" or "no", and "no" when nobody says.
SettingInfo switchSetting(const std::string& name, const std::string& help);
SettingValue switchValue(bool on);
bool isOn(const Spec& spec, const std::string& name);

} // namespace engine
