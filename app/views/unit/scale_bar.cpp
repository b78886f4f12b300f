#include "app/views/unit/scale_bar.h"

#include "ui/charts/colour_map.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <array>

namespace {

constexpr int colours = 101;

int scaleHeight()
{
    return scaled(8);
}

} // namespace

ScaleBar::ScaleBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ScaleBar::setLimit(float limit)
{
    m_limit = limit;
    setAccessibleName(
        tr("Colours from %1 to +%2").arg(numberText(-double(limit)), numberText(double(limit))));
    update();
}

QSize ScaleBar::sizeHint() const
{
    return {160, scaleHeight() + 2 + fontMetrics().height()};
}

void ScaleBar::paintEvent(QPaintEvent*)
{
    std::array<float, colours> ramp{};
    for (int i = 0; i < colours; ++i)
        ramp[std::size_t(i)] = float(i) / float(colours / 2) - 1;

    QPainter painter(this);
    painter.drawImage(QRect(0, 0, width(), scaleHeight()), renderSigned(ramp, 1, colours, 1));
    painter.setPen(theme().border);
    painter.drawRect(QRectF(0.5, 0.5, width() - 1, scaleHeight() - 1));

    painter.setPen(theme().mutedText);
    const QRect line(0, scaleHeight() + 2, width(), fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft, numberText(-double(m_limit)));
    painter.drawText(line, Qt::AlignHCenter, QStringLiteral("0"));
    painter.drawText(line, Qt::AlignRight, QStringLiteral("+%1").arg(numberText(double(m_limit))));
}
