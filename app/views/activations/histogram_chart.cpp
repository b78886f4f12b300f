#include "app/views/activations/histogram_chart.h"

#include "app/views/activations/axis_numbers.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

int chartMargin()
{
    return scaled(12);
}

int tickLength()
{
    return scaled(4);
}

int tickGap()
{
    return scaled(4);
}

double zeroWidth()
{
    return scaled(7.0);
}

} // namespace

HistogramChart::HistogramChart(QWidget* parent)
    : QWidget(parent)
{
    setTinted(-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HistogramChart::setHistogram(const Histogram& histogram)
{
    m_histogram = histogram;
    const int greatest = histogram.greatestCount() > 0 ? histogram.greatestCount() : histogram.zeros;
    m_scale.followBothWays(float(greatest));
    update();
}

void HistogramChart::setTinted(double below, double above)
{
    m_tinted = {below, above};
    update();
}

void HistogramChart::setAxes(const QString& numbers, const QString& counts)
{
    m_numbers = numbers;
    m_counts = counts;
    update();
}

QRectF HistogramChart::area() const
{
    const int line = fontMetrics().height();
    const int left = chartMargin() + fontMetrics().horizontalAdvance(countText(quint64(top()))) + tickLength() + tickGap();
    const int beneath = tickLength() + tickGap() + 2 * line + chartMargin();
    const int above = chartMargin() + line * 3 / 2 + tickGap(); // the uppermost number reaches above its tick
    return QRectF(rect()).adjusted(left, above, -2 * chartMargin(), -beneath);
}

double HistogramChart::top() const
{
    return std::max(1.0, double(m_scale.top()));
}

double HistogramChart::across(double value) const
{
    const double range = double(m_histogram.highest) - double(m_histogram.lowest);
    return area().left() + (value - double(m_histogram.lowest)) / range * area().width();
}

double HistogramChart::height(double count) const
{
    return area().bottom() - std::min(1.0, count / top()) * area().height();
}

QRectF HistogramChart::barRect(int bin) const
{
    const double begin = double(m_histogram.lowest) + bin * m_histogram.binWidth();
    return {QPointF(across(begin), height(m_histogram.counts[std::size_t(bin)])),
            QPointF(across(begin + m_histogram.binWidth()), area().bottom())};
}

QRectF HistogramChart::zeroRect() const
{
    return {QPointF(across(0) - zeroWidth() / 2, height(m_histogram.zeros)),
            QPointF(across(0) + zeroWidth() / 2, area().bottom())};
}

bool HistogramChart::isZeroCut() const
{
    return m_histogram.zeros > top();
}

void HistogramChart::paintEvent(QPaintEvent*)
{
    if (m_histogram.counts.empty())
        return;
    QPainter painter(this);
    paintGround(painter);
    paintBars(painter);
    paintAcross(painter);
    paintUpwards(painter);
    if (m_histogram.zeros > 0)
        paintZeros(painter);
}

void HistogramChart::paintGround(QPainter& painter) const
{
    const QRectF place = area();
    painter.fillRect(place, theme().raised);
    const QColor tint = mixed(theme().raised, theme().warning, 0.16f);
    const double below = std::clamp(across(m_tinted.first), place.left(), place.right());
    const double above = std::clamp(across(m_tinted.second), place.left(), place.right());
    painter.fillRect(QRectF(place.topLeft(), QPointF(below, place.bottom())), tint);
    painter.fillRect(QRectF(QPointF(above, place.top()), place.bottomRight()), tint);
}

void HistogramChart::paintBars(QPainter& painter) const
{
    const auto withGap = [](const QRectF& bar) { return bar.adjusted(bar.width() > 4 ? 1 : 0, 0, 0, 0); };
    for (int bin = 0; bin < int(m_histogram.counts.size()); ++bin)
        painter.fillRect(withGap(barRect(bin)), theme().train);

    painter.setPen(QPen(theme().text, 1));
    painter.drawLine(QPointF(across(0), area().top()), QPointF(across(0), area().bottom()));
    if (m_histogram.zeros == 0)
        return;
    const QRectF bar = zeroRect();
    painter.fillRect(bar.adjusted(-1, 0, 1, 0), theme().raised);
    painter.fillRect(bar, theme().test);
    if (isZeroCut()) { // two slanting gaps: it goes on
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().raised, 2));
        for (const double down : {14.0, 19.0})
            painter.drawLine(bar.topLeft() + QPointF(-2, down), bar.topRight() + QPointF(2, down - 5));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

void HistogramChart::paintAcross(QPainter& painter) const
{
    const QRectF place = area();
    const int line = fontMetrics().height();
    const int widest = fontMetrics().horizontalAdvance(numberText(-0.123)) + 2 * chartMargin();
    const double textTop = place.bottom() + tickLength() + tickGap();
    const int atMost = std::max(2, int(place.width()) / widest);
    painter.setPen(theme().border);
    painter.drawLine(place.bottomLeft(), place.bottomRight());
    for (const double number : axisNumbers(double(m_histogram.lowest), double(m_histogram.highest), atMost)) {
        const double x = across(number);
        painter.setPen(theme().border);
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x, place.bottom() + tickLength()));
        painter.setPen(number == 0 ? theme().text : theme().mutedText);
        painter.drawText(QRectF(x - widest / 2.0, textTop, widest, line), Qt::AlignHCenter, numberText(number));
    }
    painter.setPen(theme().mutedText);
    painter.drawText(QRectF(place.left(), textTop + line, place.width(), line), Qt::AlignRight, m_numbers);
}

void HistogramChart::paintUpwards(QPainter& painter) const
{
    const QRectF place = area();
    const int line = fontMetrics().height();
    const double textRight = place.left() - tickLength() - tickGap();
    for (const double count : axisNumbers(0, top(), std::max(2, int(place.height()) / (3 * line)))) {
        if (count != std::floor(count))
            continue; // half a unit
        const double y = height(count);
        painter.setPen(theme().border);
        painter.drawLine(QPointF(place.left() - tickLength(), y), QPointF(place.left(), y));
        painter.setPen(theme().mutedText);
        painter.drawText(QRectF(0, y - line / 2.0, textRight, line), Qt::AlignRight | Qt::AlignVCenter,
                         countText(quint64(count)));
    }
    painter.drawText(QRectF(chartMargin(), chartMargin(), place.width() / 2, line), Qt::AlignLeft, m_counts);
}

/// How many are exactly 0, over their bar.
void HistogramChart::paintZeros(QPainter& painter) const
{
    const QString words = tr("0: %1").arg(countText(quint64(m_histogram.zeros)));
    const int line = fontMetrics().height();
    const double half = fontMetrics().horizontalAdvance(words) / 2.0 + 1;
    const double middle = std::clamp(across(0), area().left() + half, area().right() - half);
    painter.setPen(theme().text);
    painter.drawText(QRectF(middle - half, zeroRect().top() - line - 2, 2 * half, line), Qt::AlignCenter, words);
}

QString HistogramChart::textAt(const QPointF& position) const
{
    if (m_histogram.counts.empty() || !area().contains(position))
        return {};
    if (m_histogram.zeros > 0 && std::abs(position.x() - across(0)) <= zeroWidth() / 2)
        return tr("exactly 0: %1").arg(countText(quint64(m_histogram.zeros)));
    const double begin = double(m_histogram.lowest);
    const double share = (position.x() - area().left()) / area().width();
    const int bin = std::min(int(share * double(m_histogram.counts.size())), int(m_histogram.counts.size()) - 1);
    return tr("%1 to %2: %3")
        .arg(numberText(begin + bin * m_histogram.binWidth()), numberText(begin + (bin + 1) * m_histogram.binWidth()),
             countText(quint64(m_histogram.counts[std::size_t(bin)])));
}

bool HistogramChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
    return true;
}

void HistogramChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}
