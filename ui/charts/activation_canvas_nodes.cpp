// Small networks as a graph: a circle for each unit, a line for each weight.
#include "ui/charts/activation_canvas.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr double nodeShare = 0.62; ///< of the space from node to node
constexpr double strongestLine = 4; ///< pixels

} // namespace

bool ActivationCanvas::isOfNodes(std::size_t index) const
{
    return m_layout.isGraph && m_layers[index].look != ActivationLook::Probabilities;
}

/// From the nodes of the column before: a weight a line, the stronger the thicker, with its number.
void ActivationCanvas::paintLines(QPainter& painter, std::size_t index) const
{
    if (index == 0 || !isOfNodes(index))
        return;
    const auto& layer = m_layers[index];
    const auto& column = m_layout.columns[index];
    const auto& before = m_layout.columns[index - 1];
    const auto end = [](const ActivationColumn& of, int unit, int side) {
        const QRectF cell = of.unitRect(unit);
        return cell.center() + QPointF(side * nodeShare * cell.width() / 2, 0);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<float> none;
    const auto& weights = m_connections.empty() ? none : m_connections[index].weights;
    const int inputs = m_layers[index - 1].channels;
    if (weights.empty()) {
        painter.setPen(QPen(theme().border, scaled(1)));
        for (int unit = 0; unit < layer.channels && inputs == layer.channels; ++unit)
            painter.drawLine(end(before, unit, 1), end(column, unit, -1));
        painter.restore();
        return;
    }
    float strongest = 0;
    for (const UnitConnections& one : m_connections)
        for (const float weight : one.weights)
            strongest = std::max(strongest, std::abs(weight));
    const Colouring colouring(ColourMap::Signed, strongest);
    for (int unit = 0; unit < layer.channels; ++unit)
        for (int input = 0; input < inputs; ++input) {
            const float weight = weights[std::size_t(unit * inputs + input)];
            painter.setPen(QPen(QColor(colouring(weight)), scaled(1 + (strongestLine - 1) * double(std::abs(weight) / strongest))));
            painter.drawLine(end(before, input, 1), end(column, unit, -1));
        }
    const bool isReadable = column.pitch >= 2 * fontMetrics().height();
    for (int unit = 0; unit < layer.channels && isReadable; ++unit)
        for (int input = 0; input < inputs; ++input) {
            const QPointF from = end(before, input, 1), to = end(column, unit, -1);
            const QString words = numberText(double(weights[std::size_t(unit * inputs + input)]));
            QRectF box(QPointF(), QSizeF(fontMetrics().horizontalAdvance(words) + 4, fontMetrics().height()));
            box.moveCenter(from + (to - from) * 0.3); // where lines that cross lie apart
            painter.fillRect(box, theme().panel);
            painter.setPen(theme().text);
            painter.drawText(box, Qt::AlignCenter, words);
        }
    painter.restore();
}

void ActivationCanvas::paintNodes(QPainter& painter, std::size_t index) const
{
    const auto& layer = m_layers[index];
    const auto& column = m_layout.columns[index];
    const Colouring colouring(mapOf(layer), limit(int(index)));
    const int line = fontMetrics().height();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (int unit = 0; unit < layer.channels; ++unit) {
        const QRectF cell = column.unitRect(unit);
        const double radius = nodeShare * cell.width() / 2;
        const float value = m_columns[index].values[std::size_t(unit)];
        const QColor colour = m_hasValues ? QColor(colouring(value)) : theme().background;
        painter.setPen(QPen(theme().border, 1));
        painter.setBrush(colour);
        painter.drawEllipse(cell.center(), radius, radius);
        if (m_hasValues) {
            painter.setPen(qGray(colour.rgb()) < 128 ? Qt::white : Qt::black);
            QString number = numberText(double(value));
            if (fontMetrics().horizontalAdvance(number) > 2 * radius - 6)
                number = QString::number(double(value), 'f', 2); // the tooltip has it all
            painter.drawText(cell, Qt::AlignCenter, number);
        }
        painter.setPen(theme().mutedText);
        const QRectF beside = cell.adjusted(-scaled(20), 0, scaled(20), 0);
        if (!layer.names.isEmpty())
            painter.drawText(QRectF(beside.left(), cell.center().y() - radius - line, beside.width(), line), Qt::AlignCenter, layer.unitName(unit));
        else if (!m_connections.empty() && !m_connections[index].biases.empty())
            painter.drawText(QRectF(beside.left(), cell.center().y() + radius, beside.width(), line), Qt::AlignCenter,
                             tr("bias %1").arg(numberText(double(m_connections[index].biases[std::size_t(unit)]))));
    }
    painter.restore();
}
