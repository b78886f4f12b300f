#pragma once

#include "engine/recipe/spec.h"

#include <QString>

/// What becomes of the learning rate, in a few words: "Exponential, × 0.85", "Steps, × 0.5 every 5 epochs".
QString scheduleInWords(const engine::Spec& schedule);
