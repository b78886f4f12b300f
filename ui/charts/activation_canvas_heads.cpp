// What stands above the blocks, and the room that words need.
#include "ui/charts/activation_canvas.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int headLines = 3;
constexpr int pad = 6;
constexpr int lineGap = 2;
constexpr int longestName = 80; ///< of a class; the tooltip has it whole

int headHeight(const QFontMetrics& metrics)
{
    return headLines * (metrics.height() + lineGap) + 2 * scaled(pad);
}

} // namespace

QFont ActivationCanvas::boldFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
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
