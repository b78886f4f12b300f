#include "ui/charts/surface_view.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/contour.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr int frame = 1;
constexpr int axisGap = 4;
constexpr double pointRadius = 11;
constexpr double crossRadius = 7; ///< of the mark on a point that is read wrongly
constexpr float leastContrast = 0.01f; ///< below it, a border would be that of rounding
constexpr int widestKey = 90;
constexpr int keyGap = 6;
constexpr int keyHeight = 8;

/// A share of [0, 1] on a scale whose neutral middle is a half.
std::vector<float> aroundAHalf(std::span<const float> shares)
{
    std::vector<float> around(shares.size());
    std::ranges::transform(shares, around.begin(), [](float share) { return 2 * share - 1; });
    return around;
}

} // namespace

SurfaceView::SurfaceView(double from, double to, QWidget* parent)
    : QWidget(parent)
    , m_from(from)
    , m_to(to)
{
    setMouseTracking(true);
    setAccessibleName(tr("What the network answers at every point"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SurfaceView::setValues(std::span<const float> values)
{
    m_values.assign(values.begin(), values.end());
    m_side = int(std::lround(std::sqrt(double(values.size()))));
    const auto [least, most] = std::ranges::minmax(m_values);
    const bool hasBorder = most - least >= leastContrast;
    m_border = hasBorder ? contourLines(m_values, m_side, m_side, 0.5f) : QVector<QLineF>();
    renderImage();
    update();
}

void SurfaceView::setPoints(const std::vector<SurfacePoint>& points)
{
    m_points = points;
    update();
}

void SurfaceView::setCurrent(std::optional<std::size_t> point)
{
    m_current = point;
    update();
}

void SurfaceView::renderImage()
{
    m_image = renderSigned(aroundAHalf(m_values), m_side, m_side, 1);
}

QRect SurfaceView::square() const
{
    const int text = fontMetrics().height() + axisGap;
    const int left = fontMetrics().horizontalAdvance(QStringLiteral("x2 ")) + axisGap;
    const int side = std::max(16, std::min(width() - left - frame, height() - 3 * text - axisGap - frame));
    return {left + (width() - left - frame - side) / 2, frame, side, side};
}

QPointF SurfaceView::placeOf(QPointF point) const
{
    const QRectF area = square();
    const double scale = area.width() / (m_to - m_from);
    return {area.left() + (point.x() - m_from) * scale, area.bottom() - (point.y() - m_from) * scale};
}

std::optional<QString> SurfaceView::valueAt(QPointF position) const
{
    const QRectF area = square();
    if (m_values.empty() || !area.contains(position))
        return {};
    const double x = (position.x() - area.left()) / area.width();
    const double y = (position.y() - area.top()) / area.height();
    const int column = std::clamp(int(x * m_side), 0, m_side - 1);
    const int row = std::clamp(int(y * m_side), 0, m_side - 1);
    return tr("x1 %1, x2 %2: %3")
        .arg(QString::number(std::lerp(m_from, m_to, x), 'f', 2), QString::number(std::lerp(m_to, m_from, y), 'f', 2),
             numberText(double(m_values[std::size_t(row * m_side + column)])));
}

void SurfaceView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRect area = square();
    if (m_image.isNull()) {
        painter.fillRect(area, theme().background);
        return;
    }
    painter.drawImage(area, m_image);
    paintAxes(painter);
    paintBorder(painter);
    for (std::size_t i = 0; i < m_points.size(); ++i)
        paintPoint(painter, i);
    paintKey(painter);
}

/// Beneath the square: what the colours mean, and what the pointer reads.
void SurfaceView::paintKey(QPainter& painter) const
{
    const QRect area = square();
    const int height = fontMetrics().height();
    const QRect line(area.left(), area.bottom() + 2 * axisGap + height, area.width(), height);
    const QString least = tr("output 0");
    const QString most = tr("1");
    const int words = fontMetrics().horizontalAdvance(least + most) + 2 * scaled(keyGap);
    const int keyWidth = std::min(scaled(widestKey), line.width() - words);
    QRect key(0, line.top(), words + keyWidth, height);
    key.moveLeft(line.center().x() - key.width() / 2);
    const QRect bar(key.left() + fontMetrics().horizontalAdvance(least) + scaled(keyGap), key.top() + (height - scaled(keyHeight)) / 2, keyWidth, scaled(keyHeight));
    paintColourBar(painter, bar, ColourMap::Signed);
    painter.setPen(theme().mutedText);
    painter.drawText(key, Qt::AlignLeft, least);
    painter.drawText(key, Qt::AlignRight, most);
    painter.setPen(theme().text);
    painter.drawLine(bar.center().x(), bar.top(), bar.center().x(), bar.bottom()); // the border's colour, at a half
    const auto value = m_pointer ? valueAt(*m_pointer) : std::nullopt;
    painter.setPen(value ? theme().text : theme().mutedText);
    painter.drawText(line.translated(0, height + axisGap), Qt::AlignCenter, value.value_or(tr("point at a place to "
                                                                                              "read its output")));
}

void SurfaceView::paintAxes(QPainter& painter) const
{
    const QRect area = square();
    const int height = fontMetrics().height();
    QColor faint = theme().text;
    faint.setAlphaF(0.25f);
    for (const int number : {0, 1}) {
        const QPointF at = placeOf(QPointF(number, number));
        painter.setPen(QPen(faint, scaled(1), Qt::DotLine));
        painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
        painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()));
        painter.setPen(theme().mutedText);
        const QString text = QString::number(number);
        painter.drawText(QRectF(at.x() - 20, area.bottom() + axisGap, 40, height), Qt::AlignHCenter, text);
        painter.drawText(QRectF(0, at.y() - height / 2.0, area.left() - axisGap, height), Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter.setPen(theme().text);
    painter.drawText(QRect(area.left(), area.bottom() + axisGap, area.width(), height), Qt::AlignRight, QStringLiteral("x1"));
    painter.drawText(QRect(0, area.top(), area.left() - axisGap, height), Qt::AlignRight, QStringLiteral("x2"));
    painter.setPen(theme().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area);
}

void SurfaceView::paintBorder(QPainter& painter) const
{
    const QRectF area = square();
    painter.save();
    painter.setClipRect(area);
    painter.translate(area.topLeft());
    painter.scale(area.width() / m_side, area.height() / m_side);
    painter.translate(0.5, 0.5); // numbers are those of the cells' middles
    QPen pen(theme().text, 2);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawLines(m_border);
    painter.restore();
}

void SurfaceView::paintPoint(QPainter& painter, std::size_t index) const
{
    const SurfacePoint& point = m_points[index];
    const QPointF centre = placeOf(point.place);
    const Colouring colouring(ColourMap::Signed, 1);
    painter.setPen(QPen(theme().panel, scaled(2)));
    painter.setBrush(QColor(colouring(point.isOne ? 1.0f : -1.0f)));
    painter.drawEllipse(centre, scaled(pointRadius), scaled(pointRadius));
    QFont bold = font();
    bold.setWeight(QFont::Bold);
    painter.setFont(bold);
    painter.setPen(theme().panel);
    const QRectF box(centre - QPointF(scaled(pointRadius), scaled(pointRadius)), QSizeF(2 * scaled(pointRadius), 2 * scaled(pointRadius)));
    painter.drawText(box, Qt::AlignCenter, point.isOne ? QStringLiteral("1") : QStringLiteral("0"));
    painter.setFont(font());
    painter.setBrush(Qt::NoBrush);
    if (!point.isRight)
        paintCross(painter, box.topRight());
    if (index == m_current) {
        painter.setPen(QPen(theme().panel, scaled(6))); // seen on any ground
        painter.drawEllipse(centre, scaled(pointRadius) + 4, scaled(pointRadius) + 4);
        painter.setPen(QPen(theme().accent, scaled(3)));
        painter.drawEllipse(centre, scaled(pointRadius) + 4, scaled(pointRadius) + 4);
    }
}

void SurfaceView::paintCross(QPainter& painter, QPointF centre) const
{
    painter.setPen(QPen(theme().panel, scaled(1)));
    painter.setBrush(theme().error);
    painter.drawEllipse(centre, scaled(crossRadius), scaled(crossRadius));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().panel, scaled(2)));
    const QPointF arm(scaled(crossRadius) * 0.4, scaled(crossRadius) * 0.4);
    painter.drawLine(centre - arm, centre + arm);
    painter.drawLine(centre + QPointF(-arm.x(), arm.y()), centre + QPointF(arm.x(), -arm.y()));
}

void SurfaceView::mouseMoveEvent(QMouseEvent* event)
{
    const bool isInside = square().contains(event->position().toPoint());
    m_pointer = isInside ? std::optional(event->position()) : std::nullopt;
    update();
}

void SurfaceView::mouseReleaseEvent(QMouseEvent* event)
{
    for (std::size_t i = 0; i < m_points.size() && event->button() == Qt::LeftButton; ++i) {
        const QPointF apart = event->position() - placeOf(m_points[i].place);
        if (std::hypot(apart.x(), apart.y()) <= scaled(pointRadius) + 2) {
            emit pointClicked(i);
            return;
        }
    }
}

void SurfaceView::leaveEvent(QEvent* event)
{
    m_pointer.reset();
    update();
    QWidget::leaveEvent(event);
}

void SurfaceView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && !m_values.empty())
        renderImage();
    QWidget::changeEvent(event);
}
