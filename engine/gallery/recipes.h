#pragma once

#include "engine/recipe/recipe.h"

namespace engine::gallery {

// One a file, each of its own name; a variant beside what it varies.
Recipe softmax();
Recipe mlp16x16();
Recipe mlp128x64();
Recipe mlp256x256();
Recipe mlp256x256Normal();
Recipe mlp512Dropout();
Recipe mlpDeepDropout();
Recipe sigmoidDeep();
Recipe lenet5();
Recipe cnn2();
Recipe cnn3();
Recipe cnnBest();
Recipe reader();
Recipe autoencoder();
Recipe neuron();
Recipe xorNet();
Recipe xorDeep();
Recipe xorDeepRelu();
Recipe lstmRows();
Recipe dbn();

} // namespace engine::gallery
