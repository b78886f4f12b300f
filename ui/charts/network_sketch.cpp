#include "ui/charts/network_sketch.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr double sketchGap = 0.55; ///< between blocks, of a block's width
constexpr double widestBlock = 16;
constexpr double sheetOffset = 2.5; ///< of the maps that lie behind a map

/// From 0 for one number to 1 for four thousand and more: a few neurons stay visible beside many.
double tallness(std::size_t numbers)
{
    return std::clamp(std::log2(double(std::max<std::size_t>(numbers, 1))) / 12, 0.0, 1.0);
}

QColor colourOf(SketchLayer::Kind kind)
{
    const Theme& t = theme();
    switch (kind) {
    case SketchLayer::Kind::Input:
        return mixed(t.panel, t.text, 0.35f);
    case SketchLayer::Kind::Dense:
        return t.train;
    case SketchLayer::Kind::Convolution:
        return t.accent;
    case SketchLayer::Kind::Recurrent:
        break;
    }
    return t.test;
}

void paintBlock(QPainter& painter, const QRectF& block, const SketchLayer& layer)
{
    const Theme& t = theme();
    const QColor colour = colourOf(layer.kind);
    const int behind = layer.kind == SketchLayer::Kind::Convolution ? std::min(3, int(std::log2(double(layer.maps) + 1) / 2)) : 0;
    for (int sheet = behind; sheet >= 0; --sheet) {
        painter.setPen(QPen(mixed(t.raised, colour, 0.9f), scaled(1)));
        painter.setBrush(mixed(t.raised, colour, sheet == 0 ? 0.55f : 0.25f));
        painter.drawRoundedRect(block.translated(scaled(sheetOffset) * sheet, -scaled(sheetOffset) * sheet), scaled(2), scaled(2));
    }
}

} // namespace

void paintNetworkSketch(QPainter& painter, const QRectF& room, const std::vector<SketchLayer>& layers)
{
    if (layers.empty())
        return;
    const double count = double(layers.size());
    const double width = std::min(scaled(widestBlock), room.width() / (count + sketchGap * (count - 1) + 1));
    const double step = width * (1 + sketchGap);
    double left = room.left();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().border, scaled(1)));
    painter.drawLine(QPointF(left, room.center().y()), QPointF(left + step * (count - 1) + width, room.center().y()));
    for (const SketchLayer& layer : layers) {
        const double height = scaled(4) + (room.height() - scaled(12)) * tallness(layer.numbers / std::max<std::size_t>(1, layer.kind == SketchLayer::Kind::Convolution ? layer.maps : 1));
        paintBlock(painter, QRectF(left, room.center().y() - height / 2, width, height), layer);
        left += step;
    }
    painter.restore();
}
