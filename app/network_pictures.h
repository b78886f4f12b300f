#pragma once

#include "ui/charts/activation_layout.h"
#include "ui/charts/weight_pictures.h"

#include "engine/layers/sequential.h"

#include <cstddef>
#include <optional>
#include <vector>

// How a network is laid out for the views, which know no networks.

/// One column for the input, one for what leaves each layer (column i + 1: layer i), one for the softmax.
std::vector<LayerActivations> activationColumns(const engine::Sequential& network);

/// A layer with weights, and how they are cut into pictures.
struct LayerPictures
{
    std::size_t layer = 0; ///< index in the Sequential
    WeightPictures pictures;
};

/// Whether each unit of the layer has one row of weights, a picture of what it looks for: dense, RBM and convolutional ones.
bool hasWeightPictures(const engine::Layer& layer);

std::vector<LayerPictures> weightPictures(const engine::Sequential& network);
