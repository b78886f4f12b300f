#pragma once

#include "engine/recipe/spec.h"

#include <QString>

// How numbers, settings and specs are said to people.

/// "0:21", "1:02:05".
QString clockTime(double seconds);
/// As exactly as one wants to know it before one starts: "about 10 s", "about 5 min".
QString roughTime(double seconds);
/// The shortest text that reads back as the same number: "0.001", "1e-08".
QString shortest(double number);

/// "learning_rate" → "Learning rate".
QString labelOf(const engine::SettingInfo& setting);
/// What the spec says, or the setting's initial value where it says nothing.
engine::SettingValue valueOf(const engine::Spec& spec, const engine::SettingInfo& setting);
/// "Dense 128", "Conv2D 32 · 3×3 · same", "By norm, limit 2": the title and the settings that matter.
QString inWords(const engine::Spec& spec, const engine::KindInfo& kind);
