#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// All that the inspector shows of one unit: a dense neuron, or one channel of a convolution at one place.
struct UnitPage
{
    QString layerName; ///< "dense_1"
    QString kind; ///< "dense", "conv2d"
    int unit = 0;
    QString unitName{}; ///< of an output: the class that it stands for; else empty
    QString place{}; ///< of a convolution's patch: "row 7, column 12"

    // weights[(channel * rows + row) * columns + column]; a row of columns numbers when it is no picture.
    int channels = 1;
    int rows = 1;
    int columns = 0;
    std::vector<float> weights; ///< incoming
    std::vector<float> input; ///< what they are multiplied with, same shape; empty when nothing is drawn
    float bias = 0;
    QStringList inputNames{}; ///< "x1", "x2", where inputs have names

    QString activationName{}; ///< of the layer that follows: "ReLU"; empty when there is none
    std::optional<float> activation{}; ///< what leaves it
};
