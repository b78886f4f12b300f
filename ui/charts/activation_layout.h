#pragma once

#include "ui/charts/mosaic.h"

#include <QRect>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

/// How a column of an ActivationView looks.
enum class ActivationLook {
    Ink, ///< the picture that the network is given, plain grey
    Values, ///< colours on a scale: what a layer puts out
    Probabilities, ///< labelled bars up to 1: the softmax
};

/// What one column shows: the input, a layer's output, or the softmax. A dense layer's channels are its units,
/// its height and width 1.
struct LayerActivations
{
    QString name; ///< "conv_1"
    QString kind; ///< "convolution 3×3"
    int channels = 1;
    int height = 1;
    int width = 1;
    bool signedValues = false; ///< can be below zero: before an activation, or behind tanh
    /// Works on each number by itself (ReLU, dropout, flatten): drawn smaller, as nothing new comes in.
    bool isElementwise = false;
    ActivationLook look = ActivationLook::Values;
    QStringList names = {}; ///< of the units, where they have any: "x1", "x2"; else they are numbered

    bool isMaps() const { return height * width > 1; }
    int size() const { return channels * height * width; }
    QString shapeText() const; ///< "32×28×28"
    QString unitName(int unit) const;
};

/// Where a column's parts lie. A unit is a feature map or a neuron.
struct ActivationColumn
{
    QRect area; ///< all of the column
    QRect block; ///< the cells or maps
    Mosaic mosaic; ///< of the maps; of cells: one map, a cell for each neuron, row by row
    double scale = 1; ///< screen pixels for one of the mosaic's; whole from 1 upwards
    int pitch = 0; ///< from node to node of a graph; 0: there are none
    bool isMaps = false;
    bool hasNumbers = false; ///< a number beside each cell
    int beside = 0; ///< the room that it has
    int nameWidth = 0; ///< of cells that hold names instead of colours; 0: none do

    QRect unitRect(int unit) const;
    /// Beside a numbered cell; where its number or bar goes.
    QRect besideUnit(int unit) const;
    std::optional<int> unitAt(QPoint position, int units) const;
    /// Of one number, row by row in its layer.
    std::optional<int> valueAt(QPoint position, int values) const;
};

struct ActivationLayout
{
    std::vector<ActivationColumn> columns;
    QSize size;
    int headHeight = 0; ///< this and the rest as the room had it
    bool isTight = false;
    bool isGraph = false;
};

/// The room for a layout, in pixels.
struct ActivationRoom
{
    int width = 0; ///< what fittingZooms() fills
    int height = 0;
    int headHeight = 0; ///< of the names above the blocks
    int textWidth = 0; ///< of the widest shape
    int nameWidth = 0; ///< of the classes' names; 0: they are numbers
    std::vector<int> headWidths{}; ///< of what stands above each column, where none is cut short; else empty
    bool isTight = false; ///< little space between columns, numbers beside the answer alone
    bool isGraph = false; ///< units as nodes, with room for lines between them
    double uiScale = 1; ///< of gaps and cells
};

/// Whether there are so few units that each can be a node, and each weight a line.
bool canBeGraph(const std::vector<LayerActivations>& layers);

/// Columns from left to right, all within the height; as wide as need be. zooms: one for each layer, the size of its cells,
/// usually from 1 upwards; below it there is less of everything, down to parts of a pixel.
ActivationLayout layOut(const std::vector<LayerActivations>& layers, const ActivationRoom& room,
                        std::span<const double> zooms);

/// The largest zooms, grown evenly, with which all columns lie within the width; below 1 where they would not.
std::vector<double> fittingZooms(const std::vector<LayerActivations>& layers, const ActivationRoom& room,
                                 double strongest);
