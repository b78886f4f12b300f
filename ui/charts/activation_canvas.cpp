#include "ui/charts/activation_canvas.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

constexpr int headLines = 3;
constexpr int pad = 6;
constexpr int lineGap = 2;
constexpr int rangeHeight = 6;
constexpr int leastCellWithGrid = 6;
constexpr int longestName = 80; ///< of a class; the tooltip has it whole

int headHeight(const QFontMetrics& metrics)
{
    return headLines * (metrics.height() + lineGap) + 2 * scaled(pad);
}

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

ActivationRoom ActivationCanvas::roomFor(QSize size) const
{
    ActivationRoom room{.width = size.width(),
                        .height = size.height(),
                        .headHeight = headHeight(fontMetrics()),
                        .textWidth = fontMetrics().horizontalAdvance(QStringLiteral("64×28×28")),
                        .isGraph = canBeGraph(m_layers),
                        .uiScale = uiScale()};
    if (!m_layers.empty() && m_layers.back().look == ActivationLook::Probabilities)
        for (const QString& name : m_layers.back().names)
            room.nameWidth = std::clamp(fontMetrics().horizontalAdvance(name) + 3, room.nameWidth, scaled(longestName));
    return room;
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

QFont ActivationCanvas::boldFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

void ActivationCanvas::arrange(int height, double zoom)
{
    const std::vector<double> zooms(m_layers.size(), zoom);
    setLayout(layOut(m_layers, roomFor({0, height}), zooms));
}

/// Without its kind, which most names tell: what is long leaves the blocks no height. The tooltip has it.
QStringList ActivationCanvas::uprightHead(const LayerActivations& layer) const
{
    return {layer.name, layer.shapeText()};
}

/// Where names do not fit side by side they stand upright.
ActivationRoom ActivationCanvas::tightRoom(const ActivationRoom& room) const
{
    ActivationRoom tight = room;
    tight.isTight = true;
    tight.headWidths.assign(m_layers.size(), fontMetrics().height());
    int longest = 0;
    for (const LayerActivations& layer : m_layers) {
        const QString words = uprightHead(layer).join(QStringLiteral("  "));
        longest = std::max(longest, QFontMetrics(boldFont()).horizontalAdvance(words));
    }
    tight.headHeight = longest + 2 * scaled(pad);
    return tight;
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

void ActivationCanvas::paintHead(QPainter& painter, std::size_t index) const
{
    const auto& layer = m_layers[index];
    const QRect area = m_layout.columns[index].area;
    const int line = fontMetrics().height() + lineGap;
    const auto text = [&](int row, const QString& words, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(QRect(area.left() - 6, scaled(pad) + row * line, area.width() + 12, line), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, area.width() + 12));
    };
    painter.setFont(boldFont());
    text(0, layer.name, theme().text);
    painter.setFont(font());
    text(1, layer.kind, theme().mutedText);
    text(2, layer.shapeText(), theme().text);
    if (index == 0)
        return;
    // Between the shapes, so that the line reads 1×28×28 → 32×28×28 → …
    const QRect before = m_layout.columns[index - 1].area;
    const QRect between(before.right(), scaled(pad) + 2 * line, area.left() - before.right(), line);
    painter.setPen(theme().mutedText);
    painter.drawText(between, Qt::AlignCenter, QStringLiteral("→"));
}

void ActivationCanvas::paintUprightHead(QPainter& painter, std::size_t index) const
{
    const QStringList words = uprightHead(m_layers[index]);
    const QRect area = m_layout.columns[index].area;
    const int line = fontMetrics().height();
    const int bottom = m_layout.headHeight - scaled(pad);
    painter.save();
    painter.translate(area.center().x() - line / 2, bottom);
    painter.rotate(-90);
    int from = 0;
    for (const QString& word : words) {
        const bool isName = &word == &words.front();
        painter.setFont(isName ? boldFont() : font());
        painter.setPen(isName || &word == &words.back() ? theme().text : theme().mutedText);
        painter.drawText(QRect(from, 0, bottom - from, line), Qt::AlignLeft | Qt::AlignVCenter, word);
        from += painter.fontMetrics().horizontalAdvance(word + QStringLiteral("  "));
    }
    painter.restore();
    painter.setFont(font());
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

std::optional<std::pair<int, int>> ActivationCanvas::unitAt(QPoint position) const
{
    for (std::size_t i = 0; i < m_layout.columns.size(); ++i) {
        if (const auto unit = m_layout.columns[i].unitAt(position, m_layers[i].channels))
            return std::pair(int(i), *unit);
    }
    return {};
}

void ActivationCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const auto found = unitAt(event->position().toPoint());
    if (found && event->button() == Qt::LeftButton)
        emit unitClicked(found->first, found->second);
}

bool ActivationCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

QString ActivationCanvas::scaleTipAt(QPoint position) const
{
    for (std::size_t i = 0; i < m_layout.columns.size(); ++i)
        if (m_layout.columns[i].area.contains(position) && m_layers[i].look == ActivationLook::Values)
            return tr("%1: %2, %3\nthe strongest colour is %4").arg(m_layers[i].name, m_layers[i].kind, m_layers[i].shapeText(), numberText(double(limit(int(i)))));
    return {};
}

QString ActivationCanvas::headingAt(QPoint position) const
{
    if (position.y() < m_layout.headHeight)
        for (std::size_t i = 0; i < m_layout.columns.size(); ++i)
            if (const QRect& area = m_layout.columns[i].area; area.left() <= position.x() && position.x() <= area.right())
                return QStringLiteral("%1, %2").arg(m_layers[i].name, m_layers[i].kind);
    return {};
}

QString ActivationCanvas::tipAt(QPoint position) const
{
    const auto found = unitAt(position);
    if (!m_hasValues)
        return {};
    if (!found)
        return scaleTipAt(position);
    const auto& layer = m_layers[std::size_t(found->first)];
    const auto& values = m_columns[std::size_t(found->first)].values;
    const auto& column = m_layout.columns[std::size_t(found->first)];
    const auto index = column.isMaps ? column.valueAt(position, layer.size()) : std::optional(found->second);
    const QString what = column.isMaps ? tr("%1, map %2").arg(layer.name).arg(found->second)
                                       : tr("%1, unit %2").arg(layer.name, layer.unitName(found->second));
    QString text = layer.kind.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, layer.kind);
    if (!index)
        return text;
    if (column.isMaps) {
        const int inMap = *index % (layer.height * layer.width);
        text += tr("\nrow %1, column %2").arg(inMap / layer.width).arg(inMap % layer.width);
    }
    return text + tr("\nvalue %1").arg(numberText(double(values[std::size_t(*index)])));
}
