#pragma once

#include "engine/layers/sequential.h"
#include "engine/model/model.h"
#include "engine/optim/initializer.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

// Models for tests of what looks at one.

inline engine::Model modelOf(engine::Recipe recipe, std::span<const float> parameters)
{
    const auto network = std::make_shared<const engine::Sequential>(recipe.input, recipe.layers);
    engine::Snapshot weights{.step = 1, .parameters = engine::Buffer(parameters.size())};
    std::ranges::copy(parameters, weights.parameters.begin());
    return {.recipe = std::move(recipe), .network = network, .weights = std::make_shared<const engine::Snapshot>(std::move(weights))};
}

/// As a run begins.
inline engine::Model initialModel(const engine::Recipe& recipe, std::uint64_t seed = 3)
{
    const engine::Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
    return modelOf(recipe, engine::initialParameters(network.parameters(), recipe.weightInitializer, recipe.biasInitializer, seed));
}
