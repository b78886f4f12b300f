#pragma once

#include "ui/charts/activation_layout.h"
#include "ui/charts/weight_pictures.h"

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <span>
#include <vector>

// How a network is laid out for the views, which know no networks.

/// One column for the input, one for what leaves each layer (column i + 1: layer i), one for the answer: probabilities,
/// or an auto-encoder's reconstruction.
std::vector<LayerActivations> activationColumns(const engine::Sequential& network, const engine::Recipe& recipe);

/// What a network's outputs say of each class; one output alone says how likely the second of two is.
std::vector<float> classProbabilities(std::span<const float> outputs);

/// "x1", "x2": what a layer reads, where that is a point and no picture; empty elsewhere.
QStringList inputNames(const engine::Sequential& network, std::size_t layer);
/// "(0, 1) → 1"
QString pointName(const engine::Dataset& points, std::size_t index);

/// A layer with weights, and how they are cut into pictures.
struct LayerPictures
{
    std::size_t layer = 0; ///< index in the Sequential
    WeightPictures pictures;
};

/// Whether each unit of the layer has one row of weights, a picture of what it looks for: dense, RBM and convolutional ones.
bool hasWeightPictures(const engine::Layer& layer);

std::vector<LayerPictures> weightPictures(const engine::Sequential& network);
