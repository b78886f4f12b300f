#include "ui/charts/number_picture.h"

#include "ui/charts/mosaic.h"
#include "ui/charts/number_text.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace {

constexpr int captionGap = 3;
constexpr int mostInARow = 4; ///< units; more would be hairlines
constexpr double flattest = 4; ///< width of a picture over its height

} // namespace

NumberPicture::NumberPicture(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    keepMeasured(this, [this] {
        setMinimumWidth(56);
        setMaximumWidth(scaled(168));
    });
}

void NumberPicture::setNumbers(std::vector<float> values, int channels, int rows, int columns)
{
    Q_ASSERT(values.size() == std::size_t(channels) * std::size_t(rows) * std::size_t(columns));
    m_values = std::move(values);
    m_channels = channels;
    m_size = rows * columns;
    m_isBlock = channels == 1 && rows == 1 && columns > mostInARow;
    m_columns = m_isBlock ? int(std::ceil(std::sqrt(double(columns)))) : columns;
    m_rows = m_isBlock ? (columns + m_columns - 1) / m_columns : rows;
    update();
}

void NumberPicture::setColours(ColourMap map, float limit)
{
    m_map = map;
    m_limit = limit;
    update();
}

void NumberPicture::setCaption(const QString& caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    update();
}

int NumberPicture::heightForWidth(int width) const
{
    return width + captionGap + fontMetrics().height();
}

QSize NumberPicture::sizeHint() const
{
    return {scaled(88), heightForWidth(scaled(88))};
}

QRectF NumberPicture::tile(int channel) const
{
    const int across = int(std::ceil(std::sqrt(double(m_channels))));
    const double gap = m_channels > 1 ? 2 : 0;
    const double side = (width() + gap) / across - gap;
    const double cell = side / std::max(m_rows, m_columns);
    const QPointF corner((channel % across) * (side + gap), (channel / across) * (side + gap));
    const double width = std::max(cell * m_columns, side / flattest), height = std::max(cell * m_rows, side / flattest);
    return QRectF(corner.x() + (side - width) / 2, corner.y() + (side - height) / 2, width, height);
}

QRectF NumberPicture::cellRect(int channel, int number) const
{
    const QRectF area = tile(channel);
    const QSizeF cell(area.width() / m_columns, area.height() / m_rows);
    return {area.topLeft() + QPointF(number % m_columns * cell.width(), number / m_columns * cell.height()), cell};
}

void NumberPicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int side = width();
    painter.setPen(theme().mutedText);
    painter.drawText(QRect(0, side + captionGap, side, fontMetrics().height()), Qt::AlignHCenter, m_caption);
    if (m_values.empty())
        return;
    const Colouring colouring(m_map, m_limit);
    const std::span<const float> all(m_values);
    const auto size = std::size_t(m_size);
    const Mosaic one{.maps = 1, .rows = m_rows, .columns = m_columns, .across = 1};
    for (int channel = 0; channel < m_channels; ++channel) {
        const auto numbers = all.subspan(std::size_t(channel) * size, size);
        painter.drawImage(tile(channel), renderMosaic(numbers, one, colouring, theme().background.rgb()));
    }
    painter.setPen(theme().border);
    painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1));
}

bool NumberPicture::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), numberAt(help->pos()), this);
    return true;
}

QString NumberPicture::numberAt(const QPointF& position) const
{
    if (m_values.empty())
        return {};
    for (int channel = 0; channel < m_channels; ++channel) {
        const QRectF area = tile(channel);
        const int row = int(std::floor((position.y() - area.top()) / area.height() * m_rows));
        const int column = int(std::floor((position.x() - area.left()) / area.width() * m_columns));
        if (row < 0 || row >= m_rows || column < 0 || column >= m_columns)
            continue;
        const int place = row * m_columns + column;
        if (place >= m_size)
            return {};
        const QString number = numberText(double(m_values[std::size_t(channel) * std::size_t(m_size) + std::size_t(place)]));
        if (m_isBlock)
            return tr("unit %1: %2").arg(place).arg(number);
        return m_channels > 1
            ? tr("channel %1, row %2, column %3: %4").arg(channel).arg(row).arg(column).arg(number)
            : tr("row %1, column %2: %3").arg(row).arg(column).arg(number);
    }
    return {};
}
