#include "ui/charts/layer_changes.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

int changesMargin()
{
    return scaled(8);
}

int changesGap()
{
    return scaled(8);
}

int trackHeight()
{
    return scaled(8);
}

} // namespace

QString inWords(const LayerChange& change)
{
    if (change.share == 0)
        return LayerChanges::tr("has not moved");
    const QString percent = change.share < 1e-5 ? LayerChanges::tr("under 0.001 %") : numberText(100 * change.share) + QStringLiteral(" %");
    if (change.share < 0.001)
        return LayerChanges::tr("stands still: %1").arg(percent);
    if (change.share < 0.01)
        return LayerChanges::tr("hardly moved: %1").arg(percent);
    if (change.share < 0.1)
        return LayerChanges::tr("moved a little: %1").arg(percent);
    return LayerChanges::tr("moved: %1").arg(percent);
}

LayerChanges::LayerChanges(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Change of each layer since the start"));
    setToolTip(tr("How far the weights of each layer have moved since this run began, as a share of how large they were then "
                  "(root mean squares)."));
}

void LayerChanges::setChanges(std::vector<LayerChange> changes)
{
    const bool isOther = changes.size() != m_changes.size();
    m_changes = std::move(changes);
    QStringList said;
    for (const LayerChange& change : m_changes)
        said << QStringLiteral("%1 %2").arg(change.layer, inWords(change));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    if (isOther)
        updateGeometry();
    update();
}

int LayerChanges::rowHeight() const
{
    return fontMetrics().height() + 2;
}

int LayerChanges::nameWidth() const
{
    int widest = 0;
    for (const LayerChange& change : m_changes)
        widest = std::max(widest, fontMetrics().horizontalAdvance(change.layer) + 2);
    return std::min(widest, width() / 3);
}

QSize LayerChanges::sizeHint() const
{
    return {400, (int(m_changes.size()) + 1) * rowHeight() + 2 * changesMargin()};
}

/// As long as the greatest change.
QRect LayerChanges::trackRect(int layer) const
{
    const int words = fontMetrics().horizontalAdvance(tr("moved a little: %1").arg(QStringLiteral("0.000 %")));
    const int left = changesMargin() + nameWidth() + changesGap();
    const int room = width() - left - words - changesGap() - changesMargin();
    const int top = changesMargin() + (layer + 1) * rowHeight() + (rowHeight() - trackHeight()) / 2;
    return {left, top, std::max(room, 20), trackHeight()};
}

QRect LayerChanges::barRect(int layer) const
{
    double greatest = 0;
    for (const LayerChange& change : m_changes)
        greatest = std::max(greatest, change.share);
    QRect bar = trackRect(layer);
    bar.setWidth(greatest > 0 ? int(std::lround(bar.width() * m_changes[std::size_t(layer)].share / greatest)) : 0);
    return bar;
}

void LayerChanges::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(theme().mutedText);
    painter.drawText(QRect(changesMargin(), changesMargin(), width() - 2 * changesMargin(), rowHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("How far each layer has moved since the start, of the size of its weights then"));
    for (int layer = 0; layer < int(m_changes.size()); ++layer) {
        const LayerChange& change = m_changes[std::size_t(layer)];
        const QRect track = trackRect(layer);
        const QRect row(0, changesMargin() + (layer + 1) * rowHeight(), width(), rowHeight());
        painter.setPen(theme().text);
        painter.drawText(QRect(changesMargin(), row.top(), nameWidth(), row.height()), Qt::AlignRight | Qt::AlignVCenter,
                         fontMetrics().elidedText(change.layer, Qt::ElideRight, nameWidth()));
        painter.drawText(QRect(track.right() + changesGap(), row.top(), width() - track.right() - changesGap(), row.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, inWords(change));
        painter.fillRect(track, theme().background);
        painter.fillRect(barRect(layer), theme().accent);
    }
}

void LayerChanges::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}
