#pragma once

#include "ui/charts/mosaic.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// How one layer's weights are cut out of a network's parameters into small pictures, one for each unit
/// (neuron or filter). Offsets and strides count floats.
struct WeightPictures
{
    QString title; ///< "dense_1 · 784 → 128"
    QString help; ///< what one picture shows, in a sentence; %1 stands for the colour above zero
    int count = 0; ///< units
    Mosaic mosaic; ///< of one unit's weights; its last cells stay blank when there are fewer weights
    std::size_t offset = 0; ///< of the first unit's first weight
    std::size_t stride = 0; ///< weights of one unit; the next unit's follow at once
    QStringList pieces = {}; ///< of a unit that has several sums, an LSTM's gates: their names. Each is a map of the
                             ///< mosaic, and all units' weights for one lie side by side, before those for the next
    std::optional<std::size_t> biasOffset; ///< of the first unit's bias; the others follow
    QStringList inputNames = {}; ///< what each weight multiplies, where that has a name: "x1", "x2"

    std::span<const float> layer(std::span<const float> parameters) const;
    /// memory: used where a unit's weights do not lie side by side.
    std::span<const float> unit(std::span<const float> parameters, int index, std::vector<float>& memory) const;
    std::span<const float> biases(std::span<const float> parameters) const; ///< empty without biases
};

/// Where a layer's numbers lie in the parameters.
struct WeightPlace
{
    std::size_t weights = 0;
    std::optional<std::size_t> biases;
};

/// Weights [units, channels * height * width]. Behind feature maps or a picture: one map of weights for each
/// channel. Behind other neurons (height = width = 1): one cell for each, in a near-square.
WeightPictures densePictures(const QString& title, int channels, int height, int width, int units,
                             const WeightPlace& place);

/// Weights [4 units, inputs] of an LSTM, gate by gate in Keras' order: four strips for each unit, or, where inputs are
/// the units themselves, four near-squares.
WeightPictures gatePictures(const QString& title, int inputs, int units, std::size_t offset);

/// Weights [filters, channels, kernelHeight, kernelWidth]: one kernel for each channel that a filter reads.
WeightPictures convolutionPictures(const QString& title, int channels, int kernelHeight, int kernelWidth, int filters,
                                   const WeightPlace& place);
