#include "app/views/model/picture_row.h"

#include "ui/pad/digit_image_view.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace {

constexpr int pictureGap = 4;
constexpr int largestSide = 56;

} // namespace

PictureRow::PictureRow(QWidget* parent)
    : QWidget(parent)
    , m_others(new QToolButton(this))
{
    m_others->setObjectName(QStringLiteral("others"));
    m_others->setIcon(icon(Icon::Dice));
    m_others->setToolTip(tr("Draw again: each look at a picture is another"));
    m_others->setAccessibleName(tr("Draw again"));
    connect(m_others, &QToolButton::clicked, this, &PictureRow::othersRequested);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void PictureRow::setCaption(const QString& caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    update();
}

void PictureRow::setPictures(const std::vector<std::vector<std::uint8_t>>& pictures, int rows, int columns)
{
    m_pictures = pictures;
    m_rows = rows;
    m_columns = columns;
    render();
    setVisible(!pictures.empty());
    updateGeometry();
}

QSize PictureRow::sizeHint() const
{
    return {240, captionHeight() + std::max(side(), 20)};
}

QSize PictureRow::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void PictureRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        render();
}

void PictureRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const QSize size = m_others->sizeHint();
    m_others->setGeometry(width() - size.width(), 0, size.width(), size.height());
    updateGeometry();
}

void PictureRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(theme().mutedText);
    const QRect caption(0, 0, width() - m_others->width() - pictureGap, captionHeight() - pictureGap);
    painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_caption, Qt::ElideRight, caption.width()));
    QRect place(0, captionHeight(), side(), side());
    for (const QImage& image : m_images) {
        painter.drawImage(place, image);
        place.translate(side() + pictureGap, 0);
    }
}

int PictureRow::captionHeight() const
{
    return m_others->sizeHint().height() + pictureGap;
}

int PictureRow::side() const
{
    const int count = std::max(1, int(m_pictures.size()));
    return std::clamp((width() - (count - 1) * pictureGap) / count, 12, scaled(largestSide));
}

void PictureRow::render()
{
    m_images.clear();
    for (const auto& pixels : m_pictures)
        m_images.push_back(DigitImageView::render(pixels, m_rows, m_columns));
    update();
}
