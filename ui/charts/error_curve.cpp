#include "ui/charts/error_curve.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

ErrorCurve::ErrorCurve(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Reconstruction error"));
    setToolTip(tr("Reconstruction error of this layer on a logarithmic scale: each batch that it learns from (line), and "
                  "held-out pictures after each epoch (dots)"));
}

void ErrorCurve::clear()
{
    m_layer = 0;
    m_steps.clear();
    m_epochs.clear();
    update();
}

void ErrorCurve::follow(std::size_t layer)
{
    if (layer == m_layer)
        return;
    clear();
    m_layer = layer;
}

void ErrorCurve::append(std::span<const engine::PretrainingStepRecord> steps)
{
    for (const auto& step : steps) {
        follow(step.layer);
        m_steps.push_back(step);
    }
    update();
}

void ErrorCurve::append(std::span<const engine::PretrainingEpochRecord> epochs)
{
    for (const auto& epoch : epochs)
        if (epoch.layer >= m_layer) { // the last of a layer may come with the first steps of the next
            follow(epoch.layer);
            m_epochs.push_back(epoch);
        }
    update();
}

std::optional<ErrorCurve::Extent> ErrorCurve::extent() const
{
    std::optional<Extent> all;
    const auto take = [&all](const auto& record) {
        const double height = std::log10(std::max(double(record.reconstructionError), 1e-9));
        if (!all)
            all = Extent{record.step, record.step + 1, height, height};
        all->firstStep = std::min(all->firstStep, record.step);
        all->lastStep = std::max(all->lastStep, record.step);
        all->lowest = std::min(all->lowest, height);
        all->highest = std::max(all->highest, height);
    };
    std::ranges::for_each(m_steps, take);
    std::ranges::for_each(m_epochs, take);
    return all;
}

void ErrorCurve::paintEvent(QPaintEvent*)
{
    const auto all = extent();
    if (!all)
        return;
    QPainter painter(this);
    const int textHeight = fontMetrics().height();
    const QRectF area = QRectF(rect()).adjusted(1, textHeight + 6, -4, -1);
    const auto at = [&](const auto& record) {
        const double height = std::log10(std::max(double(record.reconstructionError), 1e-9));
        const double range = std::max(all->highest - all->lowest, 1e-9);
        return QPointF(area.left() + double(record.step - all->firstStep) / double(all->lastStep - all->firstStep) * area.width(),
                       area.bottom() - 4 - (height - all->lowest) / range * (area.height() - 4));
    };
    painter.setPen(theme().border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.topLeft(), area.bottomLeft());

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().train, scaled(1)));
    QPolygonF line;
    const std::size_t stride = m_steps.size() / std::size_t(std::max(1.0, 2 * area.width())) + 1;
    for (std::size_t i = 0; i < m_steps.size(); i += stride)
        line << at(m_steps[i]);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().test);
    for (const auto& epoch : m_epochs)
        painter.drawEllipse(at(epoch), scaled(2.5), scaled(2.5));

    painter.setPen(theme().mutedText);
    const float now = m_steps.empty() ? m_epochs.back().reconstructionError : m_steps.back().reconstructionError;
    painter.drawText(QRect(0, 0, width(), textHeight), Qt::AlignLeft, tr("Error, layer %1").arg(m_layer));
    painter.drawText(QRect(0, 0, width(), textHeight), Qt::AlignRight, numberText(double(now)));
}
