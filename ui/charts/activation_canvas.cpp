#include "ui/charts/activation_canvas.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr int rangeHeight = 6;
constexpr int leastCellWithGrid = 6;

} // namespace

ActivationCanvas::ActivationCanvas(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Activations of every layer"));
    setFont(smallFont());
}

void ActivationCanvas::setLayers(const std::vector<LayerActivations>& layers)
{
    m_layers = layers;
    m_columns.clear();
    m_connections.clear();
    for (const auto& layer : layers)
        m_columns.push_back({.values = std::vector<float>(std::size_t(layer.size())), .scale = {}});
    m_layout = {};
    m_hasValues = false;
    m_selected.reset();
    update();
}

void ActivationCanvas::setActivations(std::span<const std::span<const float>> values)
{
    Q_ASSERT(values.empty() || values.size() == m_columns.size());
    m_hasValues = !values.empty();
    for (std::size_t i = 0; i < values.size(); ++i) {
        Q_ASSERT(values[i].size() == m_columns[i].values.size());
        std::ranges::copy(values[i], m_columns[i].values.begin());
        if (m_layers[i].look == ActivationLook::Values)
            m_columns[i].scale.follow(symmetricLimit(values[i]));
    }
    update();
}

void ActivationCanvas::setConnections(std::vector<UnitConnections> connections)
{
    Q_ASSERT(connections.empty() || connections.size() == m_layers.size());
    m_connections = std::move(connections);
    update();
}

void ActivationCanvas::releaseScales()
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i].scale.release();
        if (m_hasValues && m_layers[i].look == ActivationLook::Values)
            m_columns[i].scale.follow(symmetricLimit(m_columns[i].values));
    }
    update();
}

void ActivationCanvas::setSelected(std::optional<std::pair<int, int>> layerAndUnit)
{
    m_selected = layerAndUnit;
    update();
}

void ActivationCanvas::setLayout(const ActivationLayout& layout)
{
    m_layout = layout;
    setFixedSize(m_layout.size);
    update();
}

/// Lower cells have no number beside them: they would run into one another.
int ActivationCanvas::leastNumbered() const
{
    return fontMetrics().height() - 3;
}

void ActivationCanvas::arrange(int height, double zoom)
{
    const std::vector<double> zooms(m_layers.size(), zoom);
    setLayout(layOut(m_layers, roomFor({0, height}), zooms));
}

void ActivationCanvas::arrangeWithin(QSize room, double strongestZoom)
{
    ActivationRoom within = roomFor(room);
    for (const LayerActivations& layer : m_layers) {
        int widest = QFontMetrics(boldFont()).horizontalAdvance(layer.name);
        for (const QString& words : {layer.kind, layer.shapeText()})
            widest = std::max(widest, fontMetrics().horizontalAdvance(words));
        within.headWidths.push_back(widest);
    }
    if (layOut(m_layers, within, std::vector<double>(m_layers.size(), 1)).size.width() > room.width())
        within = tightRoom(within);
    setLayout(layOut(m_layers, within, fittingZooms(m_layers, within, strongestZoom)));
}

ColourMap ActivationCanvas::mapOf(const LayerActivations& layer)
{
    if (layer.look == ActivationLook::Ink)
        return ColourMap::Ink;
    return layer.signedValues ? ColourMap::Signed : ColourMap::NonNegative;
}

float ActivationCanvas::limit(int layer) const
{
    const auto index = std::size_t(layer);
    return m_layers[index].look == ActivationLook::Values ? m_columns[index].scale.limit() : 1;
}

void ActivationCanvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    for (std::size_t i = 0; i < m_layout.columns.size(); ++i) {
        // The arrow before a column belongs to it.
        if (!m_layout.columns[i].area.adjusted(-24, 0, 24, 0).intersects(event->rect()))
            continue;
        m_layout.isTight ? paintUprightHead(painter, i) : paintHead(painter, i);
        paintLines(painter, i);
        isOfNodes(i) ? paintNodes(painter, i) : paintBlock(painter, i);
        if (m_layout.columns[i].hasNumbers)
            paintNumbers(painter, i);
        paintScale(painter, i);
    }
    paintSelection(painter);
}

void ActivationCanvas::paintBlock(QPainter& painter, std::size_t index) const
{
    const auto& layer = m_layers[index];
    const auto& values = m_columns[index].values;
    const auto& column = m_layout.columns[index];
    if (!m_hasValues) {
        painter.fillRect(column.block, theme().background);
        return;
    }
    const bool hasBars = column.hasNumbers && column.scale >= leastNumbered();
    if (layer.look == ActivationLook::Probabilities && hasBars)
        return; // they say it all
    const Colouring colouring(mapOf(layer), limit(int(index)));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, column.scale < 1); // a pixel is the mean of several numbers
    painter.drawImage(column.block, renderMosaic(values, column.mosaic, colouring, theme().panel.rgb()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);

    painter.setPen(theme().panel);
    if (!column.isMaps && column.scale >= leastCellWithGrid) {
        const int cell = int(column.scale);
        for (int x = column.block.left(); x <= column.block.right(); x += cell)
            painter.drawLine(x, column.block.top(), x, column.block.bottom());
        for (int y = column.block.top(); y <= column.block.bottom(); y += cell)
            painter.drawLine(column.block.left(), y, column.block.right(), y);
    }
    painter.setPen(theme().border);
    if (column.isMaps && (layer.channels == 1 || column.scale > 1)) {
        for (int unit = 0; unit < layer.channels; ++unit)
            painter.drawRect(column.unitRect(unit).adjusted(-1, -1, 0, 0));
    } else if (!column.isMaps && layer.signedValues) {
        for (int unit = 0; column.hasNumbers && unit < layer.channels; ++unit)
            painter.drawRect(column.unitRect(unit).adjusted(0, 0, -1, -1));
    }
}

void ActivationCanvas::paintNumbers(QPainter& painter, std::size_t index) const
{
    if (!m_hasValues)
        return;
    const auto& layer = m_layers[index];
    const auto& values = m_columns[index].values;
    const auto& column = m_layout.columns[index];
    const bool isProbability = layer.look == ActivationLook::Probabilities;
    const auto likeliest = std::ranges::max_element(values) - values.begin();
    if (column.scale < leastNumbered())
        return; // the tooltip has them
    for (int unit = 0; unit < layer.channels; ++unit) {
        const float value = values[std::size_t(unit)];
        const QRect beside = column.besideUnit(unit);
        painter.setPen(theme().text);
        if (!isProbability) {
            const QString name = layer.names.isEmpty() ? QString() : layer.unitName(unit) + QLatin1Char(' ');
            painter.drawText(beside, Qt::AlignLeft | Qt::AlignVCenter, name + numberText(double(value)));
            continue;
        }
        const bool isFirst = unit == likeliest;
        const QRect cell = column.unitRect(unit);
        painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter,
                         column.nameWidth > 0 ? fontMetrics().elidedText(layer.unitName(unit), Qt::ElideRight, cell.width())
                                              : layer.unitName(unit));
        const QRect bar = beside.adjusted(0, 2, 0, -2);
        painter.fillRect(bar, theme().background);
        const int length = int(std::lround(double(value) * bar.width()));
        painter.fillRect(QRect(bar.topLeft(), QSize(length, bar.height())), isFirst ? theme().accent : theme().mutedText);
        painter.setPen(isFirst && value > 0.5f ? theme().onAccent : theme().text);
        painter.drawText(bar.adjusted(4, 0, -2, 0), (isFirst && value > 0.5f ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                         percentText(double(value), value >= 0.0995f ? 0 : 1));
    }
}

void ActivationCanvas::paintScale(QPainter& painter, std::size_t index) const
{
    const auto& layer = m_layers[index];
    if (layer.look != ActivationLook::Values || !m_hasValues)
        return;
    const QRect area = m_layout.columns[index].area;
    const int width = std::min(area.width(), scaled(72)), height = scaled(rangeHeight);
    const QRect bar(area.center().x() - width / 2, area.bottom() - fontMetrics().height() - height - 4, width, height);
    paintColourBar(painter, bar, mapOf(layer));
    const QString limitText = numberText(double(limit(int(index))));
    const QString range = layer.signedValues ? QStringLiteral("±") + limitText : QStringLiteral("0 … ") + limitText;
    const QRect numbers(area.left() - 8, bar.bottom() + 1, area.width() + 16, fontMetrics().height());
    if (m_layout.isTight && fontMetrics().horizontalAdvance(range) > area.width() + 4)
        return; // it would run into its neighbour's; the tooltip has it
    painter.setPen(theme().mutedText);
    painter.drawText(numbers, Qt::AlignHCenter, range);
}

void ActivationCanvas::paintSelection(QPainter& painter) const
{
    if (!m_selected || std::size_t(m_selected->first) >= m_layout.columns.size())
        return;
    const auto& column = m_layout.columns[std::size_t(m_selected->first)];
    painter.setPen(QPen(theme().accent, scaled(2)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(column.unitRect(m_selected->second).adjusted(-1, -1, 1, 1));
}
