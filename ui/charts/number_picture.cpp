#include "ui/charts/number_picture.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace {

constexpr int captionGap = 3;

} // namespace

NumberPicture::NumberPicture(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMinimumWidth(56);
    setMaximumWidth(168);
}

void NumberPicture::setNumbers(std::vector<float> values, int channels, int rows, int columns)
{
    Q_ASSERT(values.size() == std::size_t(channels) * std::size_t(rows) * std::size_t(columns));
    m_values = std::move(values);
    m_channels = channels;
    m_rows = rows;
    m_columns = columns;
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
    return {88, heightForWidth(88)};
}

QRectF NumberPicture::tile(int channel) const
{
    const int across = int(std::ceil(std::sqrt(double(m_channels))));
    const double gap = m_channels > 1 ? 2 : 0;
    const double side = (width() + gap) / across - gap;
    const double cell = side / std::max(m_rows, m_columns);
    const QPointF corner((channel % across) * (side + gap), (channel / across) * (side + gap));
    return QRectF(corner.x() + (side - cell * m_columns) / 2, corner.y() + (side - cell * m_rows) / 2,
                  cell * m_columns, cell * m_rows);
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
    const auto size = std::size_t(m_rows) * std::size_t(m_columns);
    for (int channel = 0; channel < m_channels; ++channel) {
        const QImage picture
            = ::render(all.subspan(std::size_t(channel) * size, size), m_rows, m_columns, colouring);
        painter.drawImage(tile(channel), picture);
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
        const auto place
            = (std::size_t(channel) * std::size_t(m_rows) + std::size_t(row)) * std::size_t(m_columns)
            + std::size_t(column);
        const QString number = numberText(double(m_values[place]));
        return m_channels > 1
            ? tr("channel %1, row %2, column %3: %4").arg(channel).arg(row).arg(column).arg(number)
            : tr("row %1, column %2: %3").arg(row).arg(column).arg(number);
    }
    return {};
}
