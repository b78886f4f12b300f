// What the pointer does: it clicks units, and what is under it is told.
#include "ui/charts/activation_canvas.h"

#include "ui/charts/number_text.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

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
