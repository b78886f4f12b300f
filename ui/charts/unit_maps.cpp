#include "ui/charts/unit_maps.h"

#include "ui/charts/colour_map.h"
#include "ui/charts/number_text.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

constexpr int mapGap = 5;
constexpr int mapFrame = 2;
constexpr int mostUnits = 16;
constexpr int leastSide = 14;
constexpr int mostSide = 110;

/// Of "+48" behind a wide layer.
int moreWidth()
{
    return scaled(30);
}

QString rangeText(const UnitMapRow& row)
{
    return QStringLiteral("%1 … %2").arg(numberText(double(row.middle - row.limit)), numberText(double(row.middle + row.limit)));
}

QImage renderMap(const std::vector<float>& values, const UnitMapRow& row)
{
    std::vector<float> around(values.size());
    std::ranges::transform(values, around.begin(), [&row](float value) { return value - row.middle; });
    const int side = int(std::lround(std::sqrt(double(values.size()))));
    return renderSigned(around, side, side, row.limit);
}

} // namespace

UnitMaps::UnitMaps(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("What each unit gives at every point"));
    keepMeasured(this, [this] {
        setFont(smallFont(0.9));
        arrange();
        updateGeometry();
    });
}

void UnitMaps::setRows(const std::vector<UnitMapRow>& rows)
{
    m_rows = rows;
    m_maps.clear();
    m_pictures.clear();
    m_selected.reset();
    arrange();
    updateGeometry();
    update();
}

void UnitMaps::setMaps(const std::vector<std::vector<std::vector<float>>>& maps, const std::vector<float>& limits)
{
    Q_ASSERT(maps.size() == m_rows.size() && limits.size() == m_rows.size());
    m_maps = maps;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i].limit = limits[i];
    renderPictures();
    update();
}

void UnitMaps::setSelected(std::optional<std::pair<int, int>> layerAndUnit)
{
    m_selected = layerAndUnit;
    update();
}

void UnitMaps::renderPictures()
{
    m_pictures.assign(m_maps.size(), {});
    for (std::size_t layer = 0; layer < m_maps.size(); ++layer)
        for (const auto& map : m_maps[layer])
            m_pictures[layer].push_back(renderMap(map, m_rows[layer]));
}

int UnitMaps::mostInARow() const
{
    const auto widest = std::ranges::max_element(m_rows, {}, &UnitMapRow::units);
    return widest == m_rows.end() ? 0 : widest->units;
}

int UnitMaps::mostShown(int layer) const
{
    return std::min(m_rows[std::size_t(layer)].units, mostUnits);
}

int UnitMaps::shownUnits(int layer) const
{
    return std::min(m_rows[std::size_t(layer)].units, m_room);
}

/// Measures once for a size and a font: text is slow to measure.
void UnitMaps::arrange()
{
    m_labelWidth = 2 * mapGap;
    for (const UnitMapRow& row : m_rows)
        for (const QString& words : {row.name, row.kind})
            m_labelWidth = std::max(m_labelWidth, fontMetrics().horizontalAdvance(words) + 2 * mapGap);
    const int room = (width() - m_labelWidth - moreWidth()) / (leastSide + mapGap);
    m_room = std::clamp(room, 1, mostUnits);
    const int units = std::clamp(mostInARow(), 1, m_room);
    const int more = units < mostInARow() ? moreWidth() : 0;
    const int across = (width() - m_labelWidth - mapFrame - more) / units - mapGap;
    const int down = (height() - mapFrame) / std::max(1, rowCount()) - mapGap;
    m_side = std::clamp(std::min(across, down), leastSide, scaled(mostSide));
}

int UnitMaps::rowHeight() const
{
    return std::max(m_side, fontMetrics().height()) + mapGap;
}

QRect UnitMaps::mapRect(int layer, int unit) const
{
    return {m_labelWidth + unit * (m_side + mapGap), mapFrame + layer * rowHeight(), m_side, m_side};
}

QSize UnitMaps::sizeHint() const
{
    const int units = std::clamp(mostInARow(), 1, mostUnits);
    const int usualSide = scaled(34);
    return {m_labelWidth + units * (usualSide + mapGap) + mapFrame, int(m_rows.size()) * (usualSide + mapGap) + 2 * mapFrame};
}

void UnitMaps::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int layer = 0; layer < int(m_rows.size()); ++layer)
        paintRow(painter, layer);
}

void UnitMaps::paintRow(QPainter& painter, int layer) const
{
    const UnitMapRow& row = m_rows[std::size_t(layer)];
    const QRect first = mapRect(layer, 0);
    const int line = fontMetrics().height();
    const QStringList words = QStringList{row.name, row.kind, rangeText(row)}.mid(0, std::clamp(first.height() / line, 1, 3));
    const int top = first.center().y() - int(words.size()) * line / 2;
    for (int i = 0; i < int(words.size()); ++i) {
        painter.setPen(i == 0 ? theme().text : theme().mutedText);
        painter.drawText(QRect(0, top + i * line, m_labelWidth - mapGap, line), Qt::AlignRight, words[i]);
    }
    for (int unit = 0; unit < shownUnits(layer); ++unit) {
        const QRect area = mapRect(layer, unit);
        if (std::size_t(layer) < m_pictures.size())
            painter.drawImage(area, picture(layer, unit));
        const bool isSelected = m_selected == std::pair(layer, unit);
        painter.setPen(QPen(isSelected ? theme().accent : theme().border, scaled(isSelected ? 3 : 1)));
        painter.drawRect(area.adjusted(0, 0, -1, -1));
    }
    if (shownUnits(layer) < row.units) {
        const QRect after = mapRect(layer, shownUnits(layer));
        painter.setPen(theme().mutedText);
        painter.drawText(QRect(after.topLeft(), QSize(width() - after.left(), after.height())), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("+%1").arg(row.units - shownUnits(layer)));
    }
}

std::optional<std::pair<int, int>> UnitMaps::unitAt(QPoint position) const
{
    for (int layer = 0; layer < int(m_rows.size()); ++layer)
        for (int unit = 0; unit < shownUnits(layer); ++unit)
            if (mapRect(layer, unit).contains(position))
                return std::pair(layer, unit);
    return {};
}

void UnitMaps::mouseReleaseEvent(QMouseEvent* event)
{
    const auto found = unitAt(event->position().toPoint());
    if (found && event->button() == Qt::LeftButton)
        emit unitClicked(found->first, found->second);
}

void UnitMaps::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        renderPictures();
    if (event->type() == QEvent::FontChange)
        arrange();
    QWidget::changeEvent(event);
}

void UnitMaps::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool UnitMaps::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text;
    if (const auto found = unitAt(help->pos())) {
        const UnitMapRow& row = m_rows[std::size_t(found->first)];
        text = tr("%1, unit %2: %3 over the plane, from blue to %5 %4")
                   .arg(row.name)
                   .arg(found->second)
                   .arg(row.kind, rangeText(row), positiveColour());
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}
