#pragma once

#include "engine/recipe/spec.h"

#include <span>

/// What there is to choose from for each part of a recipe. A part without kinds is not offered.
struct ModelKinds
{
    std::span<const engine::KindInfo> layers;
    std::span<const engine::KindInfo> optimizers;
    std::span<const engine::KindInfo> initializers;
    std::span<const engine::KindInfo> losses;
    std::span<const engine::KindInfo> schedules = {};
    std::span<const engine::KindInfo> inputNormalizations = {};
    std::span<const engine::KindInfo> augmentations = {};
    std::span<const engine::KindInfo> regularizers = {};
    std::span<const engine::KindInfo> clippings = {};
    std::span<const engine::KindInfo> earlyStoppings = {};
    std::span<const engine::KindInfo> pretrainings = {};
};
