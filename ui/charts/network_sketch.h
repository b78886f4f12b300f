#pragma once

#include <QRectF>

#include <vector>

class QPainter;

/// A layer as a block: how tall by how much it holds, how deep by how many maps.
struct SketchLayer
{
    enum class Kind { Input, Dense, Convolution, Recurrent };

    Kind kind = Kind::Dense;
    std::size_t numbers = 1; ///< that it hands on for a sample
    std::size_t maps = 1; ///< of a convolution, or of a picture
};

/// The layers side by side from left to right, so that networks can be told from each other at a glance.
void paintNetworkSketch(QPainter& painter, const QRectF& room, const std::vector<SketchLayer>& layers);
