#pragma once

#include "engine/recipe/recipe.h"
#include "app/views/model/model_panel.h"

#include <vector>

// Kinds as the engine describes its own, made by hand: the panels know no others than those they are told.

inline const std::vector<engine::KindInfo>& layerKindsOfTest()
{
    static const std::vector<engine::KindInfo> kinds{
        {"dense",
         "Dense",
         "Every output is a weighted sum of all inputs, plus a bias.",
         {{"units", "How many outputs", std::int64_t{128}, 1, 4096, {}}}},
        {"conv2d",
         "Conv2D",
         "Slides small filters over the picture.",
         {{"filters", "How many filters", std::int64_t{32}, 1, 512, {}},
          {"kernel", "Side of a filter in pixels", std::int64_t{3}, 1, 15, {}},
          {"stride", "Pixels from one place to the next", std::int64_t{1}, 1, 8, {}},
          {"padding",
           "Whether the edges are filled with zeros",
           std::string("same"),
           0,
           0,
           {"same", "valid"}}}},
        {"max_pool2d",
         "Max pooling",
         "Keeps the largest value of each window.",
         {{"size", "Side of the window", std::int64_t{2}, 1, 8, {}}}},
        {"flatten", "Flatten", "Lays a picture out as one row of numbers.", {}},
        {"dropout",
         "Dropout",
         "While training, silences this share of the inputs at random.",
         {{"rate", "Share to silence", 0.5, 0, 0.95, {}}}},
        {"relu", "ReLU", "max(0, x)", {}},
        {"lstm", "LSTM", "Reads row by row.", {{"units", "Memory cells", std::int64_t{64}, 1, 4096, {}},
                                               {.name = "return_sequences", .help = "Passes every step on", .initial = "no", .choices = {"no", "yes"}}}},
    };
    return kinds;
}

inline ModelKinds panelKinds()
{
    static const std::vector<engine::KindInfo> optimizers{
        {"adam",
         "Adam",
         "Each weight's step is scaled by its own gradients.",
         {{"beta1", "Memory of the mean", 0.9, 0, 0.9999, {}},
          {"beta2", "Memory of the square", 0.999, 0, 0.9999, {}},
          {"learning_rate", "How far each step goes", 0.001, 1e-8, 10, {}}}},
        {"sgd",
         "SGD",
         "Straight down the gradient.",
         {{"learning_rate", "How far each step goes", 0.1, 1e-8, 10, {}}}},
    };
    static const std::vector<engine::KindInfo> initializers{
        {"zeros", "Zeros", "All zero.", {}},
        {"glorot_uniform", "Glorot uniform", "Keeps the variance from layer to layer.", {}},
        {"normal", "Normal", "A bell curve around 0.", {{"std", "Standard deviation", 0.05, 0, 10, {}}}},
    };
    static const std::vector<engine::KindInfo> losses{
        {"softmax_cross_entropy", "Softmax cross-entropy", "−log of the right class's probability.", {}},
    };
    static const std::vector<engine::KindInfo> clippings{
        {"none", "None", "As it is.", {}},
        {"clipnorm", "By norm", "No longer than the limit.", {{"limit", "The most that is left", 1.0, 1e-6, 1e6, {}}}},
    };
    static const std::vector<engine::KindInfo> normalizations{
        {"unit", "[0, 1]", "Ink is 1.", {}}, {"standard", "Standardised", "Mean 0, variance 1.", {}}, {"none", "None", "Ink is 255.", {}}};
    static const std::vector<engine::KindInfo> stoppings{
        {"none", "None", "To the end.", {}},
        {"early_stopping",
         "When nothing improves",
         "Ends the run.",
         {{"patience", "epochs", std::int64_t{0}, 0, 1000, {}},
          {.name = "monitor", .help = "what is watched", .initial = "validation_loss", .choices = {"validation_loss", "train_loss"}}}},
    };
    return {.layers = layerKindsOfTest(),
            .optimizers = optimizers,
            .initializers = initializers,
            .losses = losses,
            .inputNormalizations = normalizations,
            .clippings = clippings,
            .earlyStoppings = stoppings};
}

inline engine::Recipe smallRecipe()
{
    engine::Recipe recipe;
    recipe.name = "mlp-small";
    recipe.description = "One hidden layer.";
    recipe.layers = {{"flatten", {}},
                     {"dense", {{"units", std::int64_t{128}}}},
                     {"relu", {}},
                     {"dense", {{"units", std::int64_t{10}}}}};
    recipe.optimizer = {"adam", {{"learning_rate", 0.001}}};
    return recipe;
}
