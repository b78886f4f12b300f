#include "ui/charts/error_curve.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

ErrorCurve::ErrorCurve(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Reconstruction error"));
    setToolTip(tr("Reconstruction error of this layer, from 0 up: each batch that it learns from (line), and pictures kept "
                  "aside after each epoch (dots)"));
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

void ErrorCurve::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int textHeight = fontMetrics().height();
    const QRectF area = QRectF(rect()).adjusted(1, textHeight + 4, -1, -1);
    painter.setPen(theme().border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.topLeft(), area.bottomLeft());
    if (m_steps.empty() && m_epochs.empty())
        return;

    const std::uint64_t first = m_steps.empty() ? m_epochs.front().step : m_steps.front().step;
    const std::uint64_t last = std::max({first + 1, m_steps.empty() ? 0 : m_steps.back().step,
                                         m_epochs.empty() ? 0 : m_epochs.back().step});
    float highest = 1e-6f;
    for (const auto& step : m_steps)
        highest = std::max(highest, step.reconstructionError);
    for (const auto& epoch : m_epochs)
        highest = std::max(highest, epoch.reconstructionError);
    const auto at = [&](std::uint64_t step, float error) {
        return QPointF(area.left() + double(step - first) / double(last - first) * area.width(),
                       area.bottom() - double(error) / double(highest) * area.height());
    };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().train, 1));
    QPolygonF line;
    const std::size_t stride = m_steps.size() / std::size_t(std::max(1.0, 2 * area.width())) + 1;
    for (std::size_t i = 0; i < m_steps.size(); i += stride)
        line << at(m_steps[i].step, m_steps[i].reconstructionError);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().test);
    for (const auto& epoch : m_epochs)
        painter.drawEllipse(at(epoch.step, epoch.reconstructionError), 2.5, 2.5);

    painter.setPen(theme().mutedText);
    const float now = m_steps.empty() ? m_epochs.back().reconstructionError : m_steps.back().reconstructionError;
    painter.drawText(QRect(0, 0, width(), textHeight), Qt::AlignLeft, tr("reconstruction error"));
    painter.drawText(QRect(0, 0, width(), textHeight), Qt::AlignRight,
                     tr("%1, highest %2").arg(numberText(double(now)), numberText(double(highest))));
}
