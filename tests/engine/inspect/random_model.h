#pragma once

#include "engine/inspect/asked_logit.h"
#include "tests/engine/inspect/double_reference.h"
#include "tests/engine/inspect/model_of.h"
#include "tests/numbers.h"

#include <cmath>
#include <utility>

// Networks with weights as a run begins with, and then some: biases are not 0, and statistics have something to do.

inline engine::Model randomModel(const engine::Recipe& recipe, unsigned seed = 3)
{
    const engine::Model initial = initialModel(recipe, seed);
    engine::Buffer parameters = initial.weights->parameters;
    const auto noise = randomNumbers(parameters.size(), seed + 1, -0.05f, 0.05f);
    for (const auto& slice : initial.network->parameters().slices())
        for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i)
            parameters[i]
                += slice.spec.role == engine::ParameterSpec::Role::Statistic ? 5 * std::abs(noise[i]) : noise[i];
    return modelOf(recipe, parameters);
}

/// Softmax regression with weights [10, 784] and biases [10].
inline engine::Model linearModel(unsigned seed = 5)
{
    engine::Recipe recipe;
    recipe.layers = {{"flatten", {}}, {"dense", {{"units", std::int64_t{10}}}}};
    return randomModel(recipe, seed);
}

inline double weightOf(const engine::Model& linear, std::size_t ofClass, std::size_t pixel)
{
    return double(linear.weights->parameters[ofClass * 784 + pixel]);
}

/// z_k of the reference, or z_k - z_j.
inline double referenceLogit(const engine::Model& model, const engine::AskedLogit& asked, Doubles input)
{
    const auto pass = referencePass(*model.network, model.weights->parameters, std::move(input));
    const std::string& last = model.recipe.layers.back().kind;
    const Doubles& logits = pass.activations[model.network->size() - (last == "softmax" || last == "sigmoid" ? 1 : 0)];
    return logits[asked.ofClass] - (asked.against ? logits[*asked.against] : 0);
}
