#include "ui/pad/digit_image_view.h"

#include "ui/pad/pad_accessibility.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

constexpr int captionGap = 4; ///< between caption and picture
constexpr int frame = 1;

} // namespace

DigitImageView::DigitImageView(QWidget* parent)
    : QWidget(parent)
    , m_caption(tr("The network sees"))
    , m_emptyText(tr("nothing yet"))
{
    installPadAccessibility();
    setAccessibleName(m_caption);
    setAccessibleDescription(m_emptyText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

QImage DigitImageView::render(std::span<const std::uint8_t> pixels, int rows, int columns)
{
    Q_ASSERT(pixels.size() == std::size_t(rows) * std::size_t(columns));

    std::array<QRgb, 256> greys;
    for (std::size_t value = 0; value < greys.size(); ++value)
        greys[value] = mixed(theme().paper, theme().ink, float(value) / 255).rgb();

    QImage image(columns, rows, QImage::Format_RGB32);
    for (int row = 0; row < rows; ++row) {
        const auto source = pixels.subspan(std::size_t(row) * std::size_t(columns), std::size_t(columns));
        auto* target = reinterpret_cast<QRgb*>(image.scanLine(row));
        std::transform(source.begin(), source.end(), target, [&greys](std::uint8_t value) { return greys[value]; });
    }
    return image;
}

void DigitImageView::setPicture(std::span<const std::uint8_t> pixels, int rows, int columns)
{
    m_pixels.assign(pixels.begin(), pixels.end());
    m_rows = rows;
    m_columns = columns;
    m_image = render(pixels, rows, columns);
    setAccessibleDescription(tr("%1 × %2 grey values").arg(rows).arg(columns));
    update();
}

void DigitImageView::clearPicture()
{
    if (!hasPicture())
        return;
    m_pixels.clear();
    m_image = {};
    setAccessibleDescription(m_emptyText);
    update();
}

void DigitImageView::setCaption(const QString& caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    updateGeometry();
    update();
}

void DigitImageView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

QRectF DigitImageView::pictureArea() const
{
    const double ratio = devicePixelRatioF();
    const double roomX = width() - 2 * frame;
    const double roomY = height() - captionHeight() - 2 * frame;
    const double pixel = std::max(1.0, std::floor(std::min(roomX / m_columns, roomY / m_rows) * ratio)) / ratio;
    const QSizeF size(pixel * m_columns, pixel * m_rows);
    const double left = std::round((width() - size.width()) / 2 * ratio) / ratio;
    return {QPointF(left, captionHeight() + frame), size};
}

QSize DigitImageView::sizeHint() const
{
    const int captionWidth = fontMetrics().horizontalAdvance(m_caption);
    const int pixel = scaled(4);
    return {std::max(pixel * m_columns + 2 * frame, captionWidth), pixel * m_rows + 2 * frame + captionHeight()};
}

QSize DigitImageView::minimumSizeHint() const
{
    return {2 * m_columns + 2 * frame, 2 * m_rows + 2 * frame + captionHeight()};
}

int DigitImageView::captionHeight() const
{
    return m_caption.isEmpty() ? 0 : fontMetrics().height() + captionGap;
}

std::optional<QString> DigitImageView::valueAt(const QPointF& position) const
{
    const QRectF area = pictureArea();
    if (!hasPicture() || !area.contains(position))
        return std::nullopt;
    const int row = std::min(int((position.y() - area.top()) / area.height() * m_rows), m_rows - 1);
    const int column = std::min(int((position.x() - area.left()) / area.width() * m_columns), m_columns - 1);
    const int value = m_pixels[std::size_t(row * m_columns + column)];
    return tr("row %1, column %2: %3").arg(row).arg(column).arg(value);
}

bool DigitImageView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto value = valueAt(help->pos()))
        QToolTip::showText(help->globalPos(), *value, this);
    else
        QToolTip::hideText();
    return true;
}

void DigitImageView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    if (hasPicture())
        m_image = render(m_pixels, m_rows, m_columns);
    update();
}

void DigitImageView::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    const QRectF area = pictureArea();
    QPainter painter(this);
    painter.setPen(t.mutedText);
    const QRect captionRect(0, 0, width(), captionHeight());
    painter.drawText(captionRect, Qt::AlignHCenter | Qt::AlignTop,
        fontMetrics().elidedText(m_caption, Qt::ElideRight, width()));
    painter.fillRect(area.adjusted(-frame, -frame, frame, frame), t.border);
    painter.fillRect(area, t.paper);
    if (hasPicture()) {
        painter.drawImage(area, m_image);
        painter.setPen(t.border);
        for (int column = 1; m_rows == 1 && column < m_columns; ++column) { // a list of numbers: they are told apart
            const double x = area.left() + area.width() * column / m_columns;
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
    } else
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}
