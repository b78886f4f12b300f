#include "ui/charts/activation_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

constexpr int outerMargin = 10;
constexpr int columnGap = 16; ///< holds the arrow
constexpr int besideWidth = 50;
constexpr int mostNumbered = 32;
constexpr int footHeight = 30; ///< the scale beneath a column
constexpr int tightGap = 6;
constexpr int mostNodes = 8; ///< in a column of a graph
constexpr int leastNode = 34; ///< pixels of a node with its surroundings
constexpr int largestNode = 84;
constexpr double nodeOfZoom = 40; ///< times the zoom
constexpr double farthestNode = 2; ///< from the one above it, in sizes
constexpr int leastLine = 70; ///< pixels for the lines between two columns
constexpr int longestLine = 190;
constexpr double largestCell = 20;
constexpr double leastZoomOfPictures = 0.6; ///< below it there is no width for a flattened picture as a picture
constexpr double wholePixels = 0.4; ///< the zoom below which maps are drawn smaller than their numbers

/// Small maps are drawn larger than their share, so that 7×7 can be read beside 28×28.
double scaleOfMaps(const LayerActivations& layer, double zoom)
{
    constexpr double reference = 28;
    const double least = layer.channels == 1 ? 2 : 1; // one map alone may be larger
    if (zoom < wholePixels)
        return least * zoom / wholePixels;
    const double effective = layer.isElementwise && zoom > 1 ? std::max(1.0, zoom - 1) : zoom;
    const double side = std::max(layer.height, layer.width);
    const double wanted = reference * effective * std::sqrt(side / reference);
    return std::max(least, std::round(least * wanted / side));
}

/// before: the column of the same units, folded alike, so that a unit stands at the same place in both; null: there is none.
void placeMaps(ActivationColumn& column, const LayerActivations& layer, const ActivationRoom& room, double zoom, const ActivationColumn* before)
{
    column.isMaps = true;
    column.scale = scaleOfMaps(layer, zoom * (zoom < 1 ? 1 : room.uiScale));
    if (before) {
        column.scale = std::min(column.scale, before->scale);
        column.mosaic = before->mosaic;
        return;
    }
    while (column.scale > 1 && layer.height * column.scale > room.height)
        --column.scale;
    // As high as there is room: columns are many, so width is what lacks.
    const int down = std::max(1, (int(room.height / column.scale) + 1) / (layer.height + 1));
    const int across = (layer.channels + down - 1) / down;
    column.mosaic = {.maps = layer.channels, .rows = layer.height, .columns = layer.width, .across = across};
}

void placeNodes(ActivationColumn& column, const LayerActivations& layer, int size, int pitch)
{
    column.scale = size;
    column.pitch = pitch;
    column.mosaic = {.maps = 1, .rows = layer.channels, .columns = 1, .across = 1};
}

/// Fewer side by side and the larger for it, within the same width: columns are many, so height is what is left.
void growCells(double& cell, int& across, int count, const ActivationRoom& room)
{
    const double width = across * cell;
    while (across > 1) {
        const double larger = std::floor(width / (across - 1));
        const int down = (count + across - 2) / (across - 1);
        if (larger > largestCell * room.uiScale || down * larger > 0.85 * room.height)
            return;
        cell = larger;
        --across;
    }
}

/// rowLength: of the picture that the numbers come from, row by row; 0: from none. before: as of placeMaps().
void placeCells(ActivationColumn& column, const LayerActivations& layer, const ActivationRoom& room, double zoom, int rowLength,
                const ActivationColumn* before)
{
    const int count = layer.channels;
    const bool isAnswer = layer.look == ActivationLook::Probabilities;
    column.hasNumbers = count <= mostNumbered && !layer.isElementwise && (isAnswer || !room.isTight);
    const double grown = (count <= 256 ? 8 + 2 * zoom : (count <= 1024 ? 5 + zoom : 2 + zoom)) * std::min(1.0, zoom) * room.uiScale;
    const double least = zoom < 1 ? std::max(1.0, 4 * zoom) : 4;
    column.scale = std::max(least, std::floor(column.hasNumbers ? 22 * room.uiScale : layer.isElementwise ? 0.8 * grown : grown));
    if (before && rowLength == 0) {
        // As large as those before it, where there is room for more than the least.
        column.scale = before->hasNumbers ? before->scale : std::min(std::floor(column.scale * std::max(1.0, zoom)), before->scale);
        column.mosaic = before->mosaic;
        return;
    }
    const double highest = (layer.isElementwise ? 6 : 3) / std::min(1.0, zoom);
    int across = column.hasNumbers ? 1 : int(std::ceil(std::sqrt(count / highest)));
    if (rowLength > 0 && zoom >= leastZoomOfPictures)
        across = rowLength;
    else if (!column.hasNumbers)
        growCells(column.scale, across, count, room);
    // Smaller cells first, then more of them side by side.
    while ((count + across - 1) / across * column.scale > room.height) {
        if (column.scale > least)
            column.scale = std::max(least, column.scale - 1);
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
        return int(room.uiScale * (room.isTight ? tightGap * std::min(1.0, zoom + 0.4) : columnGap));
    const bool hasWeights = !layer.isElementwise && layer.look != ActivationLook::Probabilities;
    return int(room.uiScale * (hasWeights ? std::clamp(leastLine * zoom, double(leastLine), double(longestLine)) : columnGap));
}

/// The column's size, and what it holds.
void place(ActivationColumn& column, const LayerActivations& layer, const ActivationRoom& room, double zoom, int units, int rowLength,
           const ActivationColumn* before)
{
    if (room.isGraph && layer.look != ActivationLook::Probabilities) {
        const int least = int(leastNode * room.uiScale), largest = int(largestNode * room.uiScale);
        const int size = std::clamp(std::min(room.height / units, int(nodeOfZoom * zoom * room.uiScale)), least, largest);
        placeNodes(column, layer, size, std::clamp(room.height / units, size, int(farthestNode * size)));
    } else if (layer.isMaps()) {
        placeMaps(column, layer, room, zoom, before);
    } else {
        placeCells(column, layer, room, zoom, rowLength, before);
    }
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
    const QSize cell(std::max(1, int(scale)), std::max(1, int(scale)));
    if (pitch > 0)
        return {block.topLeft() + QPoint(0, unit * pitch + (pitch - cell.height()) / 2), cell};
    if (isMaps)
        return {block.topLeft() + mosaic.corner(unit) * scale, (QSize(mosaic.columns, mosaic.rows) * scale).expandedTo({1, 1})};
    if (nameWidth > 0)
        return {block.topLeft() + QPoint(0, int(unit * scale)), QSize(nameWidth, cell.height())};
    return {block.topLeft() + QPoint(unit % mosaic.columns, unit / mosaic.columns) * scale, cell};
}

QRect ActivationColumn::besideUnit(int unit) const
{
    const QRect cell = unitRect(unit);
    return {cell.right() + 5, cell.top(), beside - 5, cell.height()};
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
    if (nameWidth > 0 || pitch > 0) {
        const int row = int(inside.y() / (pitch > 0 ? pitch : scale));
        return row < values ? std::optional(row) : std::nullopt;
    }
    const auto index = mosaic.indexAt({int(inside.x() / scale), int(inside.y() / scale)}); // QPoint's own division rounds
    return index && *index < values ? index : std::nullopt;
}

ActivationLayout layOut(const std::vector<LayerActivations>& layers, const ActivationRoom& room,
                        std::span<const double> zooms)
{
    Q_ASSERT(zooms.size() == layers.size());

    ActivationLayout result{.columns = {}, .size = {}, .headHeight = room.headHeight, .isTight = room.isTight, .isGraph = room.isGraph};
    const int margin = int(outerMargin * room.uiScale), foot = int(footHeight * room.uiScale);
    ActivationRoom ofBlocks = room;
    ofBlocks.height = std::max(room.height - room.headHeight - foot - margin, 40);
    const int units = room.isGraph ? mostUnits(layers) : 1;
    int left = margin, rowLength = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto& layer = layers[i];
        const bool isAsBefore = i > 0 && layer.isElementwise && layer.size() == layers[i - 1].size();
        rowLength = layer.isMaps() ? (layer.channels == 1 ? layer.width : 0) : isAsBefore ? rowLength : 0;
        ActivationColumn column;
        const bool isOfSameUnits = isAsBefore && layer.channels == layers[i - 1].channels && layer.height == layers[i - 1].height;
        place(column, layer, ofBlocks, zooms[i], units, layer.isMaps() ? 0 : rowLength,
              isOfSameUnits ? &result.columns.back() : nullptr);
        if (i > 0)
            left += gapBefore(layer, room, zooms[i]);

        QSize size = column.pitch > 0 ? QSize(int(column.scale), column.pitch * layer.channels) : column.mosaic.size() * column.scale;
        if (layer.look == ActivationLook::Probabilities && column.hasNumbers && !layer.names.isEmpty()) {
            column.nameWidth = std::max(size.width(), room.nameWidth);
            size.setWidth(column.nameWidth);
        }
        column.beside = column.hasNumbers ? int(besideWidth * room.uiScale) : 0;
        const int cutWidth = layer.isElementwise && !layer.isMaps() ? room.textWidth * 3 / 4 : room.textWidth;
        const int width = std::max(size.width() + column.beside, room.headWidths.empty() ? cutWidth : room.headWidths[i]);
        column.area = {left, 0, width, room.height};
        column.block = {QPoint(left + (width - size.width() - column.beside) / 2,
                               room.headHeight + std::max(0, (ofBlocks.height - size.height()) / 2)),
                        size.expandedTo({1, 1})};
        left += width;
        result.columns.push_back(column);
    }
    result.size = {layers.empty() ? 0 : left + margin, std::max(room.height, 0)};
    return result;
}

std::vector<double> fittingZooms(const std::vector<LayerActivations>& layers, const ActivationRoom& room,
                                 double strongest)
{
    constexpr double step = 0.5, finely = 0.05;
    const auto fits = [&](const std::vector<double>& zooms) { return layOut(layers, room, zooms).size.width() <= room.width; };
    std::vector<double> zooms(layers.size(), 1);
    for (double narrow = 1; narrow > finely && !fits(zooms); narrow -= finely)
        std::ranges::fill(zooms, narrow - finely);
    if (zooms.empty())
        return zooms;
    for (double zoom = zooms.front(); zoom <= strongest; zoom += zoom < 1 ? finely : step) {
        if (room.isGraph) { // nodes are of one size
            const std::vector<double> all(layers.size(), zoom);
            if (fits(all))
                zooms = all;
            continue;
        }
        for (double& one : zooms) {
            const double before = std::exchange(one, zoom);
            if (!fits(zooms))
                one = before;
        }
    }
    return zooms;
}
