#include "ui/charts/activation_layout.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr int outerMargin = 10;
constexpr int columnGap = 16; ///< holds the arrow
constexpr int besideWidth = 50;
constexpr int mostNumbered = 32;
constexpr int footHeight = 30; ///< the scale beneath a column
constexpr int tightGap = 6;
constexpr int mostNodes = 8; ///< in a column of a graph
constexpr int leastNode = 34; ///< pixels from node to node
constexpr int largestNode = 84;
constexpr double nodeOfZoom = 40; ///< times the zoom
constexpr int leastLine = 70; ///< pixels for the lines between two columns
constexpr int longestLine = 190;

/// Small maps are drawn larger than their share, so that 7×7 can be read beside 28×28.
int scaleOfMaps(const LayerActivations& layer, double zoom)
{
    constexpr double reference = 28;
    const double effective = layer.isElementwise ? std::max(1.0, zoom - 1) : zoom;
    const double side = std::max(layer.height, layer.width);
    const double wanted = reference * effective * std::sqrt(side / reference);
    const int pictureBonus = layer.channels == 1 ? 2 : 1; // one map alone may be larger
    return std::max(1, int(std::lround(pictureBonus * wanted / side)));
}

void placeMaps(ActivationColumn& column, const LayerActivations& layer, int height, double zoom)
{
    column.isMaps = true;
    column.scale = scaleOfMaps(layer, zoom);
    while (column.scale > 1 && layer.height * column.scale > height)
        --column.scale;
    // As high as there is room: columns are many, so width is what lacks.
    const int down = std::max(1, (height / column.scale + 1) / (layer.height + 1));
    const int across = (layer.channels + down - 1) / down;
    column.mosaic = {.maps = layer.channels, .rows = layer.height, .columns = layer.width, .across = across};
}

void placeNodes(ActivationColumn& column, const LayerActivations& layer, int pitch)
{
    column.scale = pitch;
    column.mosaic = {.maps = 1, .rows = layer.channels, .columns = 1, .across = 1};
}

void placeCells(ActivationColumn& column, const LayerActivations& layer, int height, double zoom, bool isTight)
{
    const int count = layer.channels;
    const bool isAnswer = layer.look == ActivationLook::Probabilities;
    column.hasNumbers = count <= mostNumbered && !layer.isElementwise && (isAnswer || !isTight);
    const double grown = count <= 256 ? 8 + 2 * zoom : (count <= 1024 ? 5 + zoom : 2 + zoom);
    const int most = column.hasNumbers ? 22 : int(grown);
    const int least = layer.isElementwise ? 3 : 4;
    column.scale = std::max(least, layer.isElementwise ? most - 2 : most);
    const double aspect = (layer.isElementwise ? 4 : 2) / std::min(1.0, zoom * zoom);
    int across = column.hasNumbers ? 1 : int(std::ceil(std::sqrt(count / aspect)));
    // Smaller cells first, then more of them side by side.
    while ((count + across - 1) / across * column.scale > height) {
        if (column.scale > least)
            --column.scale;
        else
            ++across;
    }
    column.mosaic = {.maps = 1, .rows = (count + across - 1) / across, .columns = across, .across = 1};
}

int mostUnits(const std::vector<LayerActivations>& layers)
{
    int most = 1;
    for (const LayerActivations& layer : layers)
        most = std::max(most, layer.channels);
    return most;
}

/// In a graph weights are lines, and what works on each number by itself is a short one.
int gapBefore(const LayerActivations& layer, const ActivationRoom& room, double zoom)
{
    if (!room.isGraph)
        return room.isTight ? tightGap : columnGap;
    const bool hasWeights = !layer.isElementwise && layer.look != ActivationLook::Probabilities;
    return hasWeights ? std::clamp(int(leastLine * zoom), leastLine, longestLine) : columnGap;
}

} // namespace

bool canBeGraph(const std::vector<LayerActivations>& layers)
{
    return !layers.empty() && mostUnits(layers) <= mostNodes && std::ranges::none_of(layers, &LayerActivations::isMaps);
}

QString LayerActivations::shapeText() const
{
    const QString channelText = QString::number(channels);
    return isMaps() ? QStringLiteral("%1×%2×%3").arg(channels).arg(height).arg(width) : channelText;
}

QString LayerActivations::unitName(int unit) const
{
    return names.isEmpty() ? QString::number(unit) : names[unit];
}

QRect ActivationColumn::unitRect(int unit) const
{
    if (isMaps)
        return {block.topLeft() + mosaic.corner(unit) * scale, QSize(mosaic.columns, mosaic.rows) * scale};
    if (nameWidth > 0)
        return {block.topLeft() + QPoint(0, unit * scale), QSize(nameWidth, scale)};
    return {block.topLeft() + QPoint(unit % mosaic.columns, unit / mosaic.columns) * scale, QSize(scale, scale)};
}

QRect ActivationColumn::besideUnit(int unit) const
{
    const QRect cell = unitRect(unit);
    return {cell.right() + 5, cell.top(), besideWidth - 5, cell.height()};
}

std::optional<int> ActivationColumn::unitAt(QPoint position, int units) const
{
    const auto value = valueAt(position, units * (isMaps ? mosaic.rows * mosaic.columns : 1));
    if (value)
        return isMaps ? *value / (mosaic.rows * mosaic.columns) : *value;
    for (int unit = 0; hasNumbers && unit < units; ++unit) {
        if (besideUnit(unit).contains(position))
            return unit;
    }
    return {};
}

std::optional<int> ActivationColumn::valueAt(QPoint position, int values) const
{
    if (!block.contains(position))
        return {};
    const QPoint inside = position - block.topLeft();
    if (nameWidth > 0)
        return inside.y() / scale < values ? std::optional(inside.y() / scale) : std::nullopt;
    const auto index = mosaic.indexAt({inside.x() / scale, inside.y() / scale}); // QPoint's own division rounds
    return index && *index < values ? index : std::nullopt;
}

ActivationLayout layOut(const std::vector<LayerActivations>& layers, const ActivationRoom& room,
                        std::span<const double> zooms)
{
    Q_ASSERT(zooms.size() == layers.size());

    ActivationLayout result{.columns = {}, .size = {}, .headHeight = room.headHeight, .isTight = room.isTight, .isGraph = room.isGraph};
    const int height = std::max(room.height - room.headHeight - footHeight - outerMargin, 40);
    int left = outerMargin;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto& layer = layers[i];
        ActivationColumn column;
        if (room.isGraph && layer.look != ActivationLook::Probabilities)
            placeNodes(column, layer, std::clamp(std::min(height / mostUnits(layers), int(nodeOfZoom * zooms[i])), leastNode, largestNode));
        else if (layer.isMaps())
            placeMaps(column, layer, height, zooms[i]);
        else
            placeCells(column, layer, height, zooms[i], room.isTight);
        if (i > 0)
            left += gapBefore(layer, room, zooms[i]);

        QSize size = column.mosaic.size() * column.scale;
        if (layer.look == ActivationLook::Probabilities && column.hasNumbers && !layer.names.isEmpty()) {
            column.nameWidth = std::max(size.width(), room.nameWidth);
            size.setWidth(column.nameWidth);
        }
        const int beside = column.hasNumbers ? besideWidth : 0;
        const int cutWidth = layer.isElementwise && !layer.isMaps() ? room.textWidth * 3 / 4 : room.textWidth;
        const int width = std::max(size.width() + beside, room.headWidths.empty() ? cutWidth : room.headWidths[i]);
        column.area = {left, 0, width, room.height};
        column.block = {QPoint(left + (width - size.width() - beside) / 2,
                               room.headHeight + std::max(0, (height - size.height()) / 2)),
                        size};
        left += width;
        result.columns.push_back(column);
    }
    result.size = {layers.empty() ? 0 : left + outerMargin, std::max(room.height, 0)};
    return result;
}

std::vector<double> fittingZooms(const std::vector<LayerActivations>& layers, const ActivationRoom& room,
                                 double strongest)
{
    constexpr double step = 0.5;
    std::vector<double> zooms(layers.size(), 1);
    for (const double narrow : {1.0, 0.7, 0.5, 0.35, 0.25}) {
        std::ranges::fill(zooms, narrow);
        if (layOut(layers, room, zooms).size.width() <= room.width)
            break;
    }
    if (zooms.empty() || zooms.front() < 1)
        return zooms;
    for (double zoom = 1 + step; zoom <= strongest; zoom += step) {
        if (room.isGraph) { // nodes are of one size
            const std::vector<double> all(layers.size(), zoom);
            if (layOut(layers, room, all).size.width() <= room.width)
                zooms = all;
            continue;
        }
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const double before = zooms[i];
            zooms[i] = zoom;
            if (layOut(layers, room, zooms).size.width() > room.width)
                zooms[i] = before;
        }
    }
    return zooms;
}
