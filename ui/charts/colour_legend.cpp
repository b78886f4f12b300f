#include "ui/charts/colour_legend.h"

#include "ui/charts/number_text.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

#include <vector>

namespace {

int legendWidth()
{
    return scaled(120);
}

int legendHeight()
{
    return scaled(10);
}

int legendGap()
{
    return scaled(8);
}

} // namespace

void paintColourBar(QPainter& painter, const QRect& bar, ColourMap map)
{
    std::vector<float> ramp(std::size_t(2 * Colouring::strongest + 1));
    const float first = map == ColourMap::Signed ? -1.0f : 0.0f;
    for (std::size_t i = 0; i < ramp.size(); ++i)
        ramp[i] = first + (1 - first) * float(i) / float(ramp.size() - 1);
    painter.drawImage(bar, render(ramp, 1, int(ramp.size()), Colouring(map, 1)));
    painter.setPen(theme().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
}

ColourLegend::ColourLegend(ColourMap map, QWidget* parent)
    : QWidget(parent)
    , m_map(map)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    keepMeasured(this, [this] {
        setFont(smallFont());
        updateGeometry();
    });
    describe();
}

void ColourLegend::setLimit(float limit)
{
    if (limit == m_limit)
        return;
    m_limit = limit;
    describe();
    update();
}

void ColourLegend::setMeaning(const QString& meaning)
{
    if (meaning == m_meaning)
        return;
    m_meaning = meaning;
    describe();
    updateGeometry();
    update();
}

QSize ColourLegend::sizeHint() const
{
    const int text = m_meaning.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_meaning) + legendGap();
    return {text + legendWidth(), legendHeight() + 2 + fontMetrics().height()};
}

void ColourLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect bar(width() - legendWidth(), 0, legendWidth(), legendHeight());
    paintColourBar(painter, bar, m_map);

    const QRect numbers(bar.left(), bar.bottom() + 2, legendWidth(), fontMetrics().height());
    painter.setPen(theme().mutedText);
    painter.drawText(QRect(0, -3, bar.left() - legendGap(), legendHeight() + 6), Qt::AlignRight | Qt::AlignVCenter, m_meaning);
    const QString strongest = m_limit > 0 ? numberText(double(m_limit)) : QString();
    if (m_map == ColourMap::Signed) {
        painter.drawText(numbers, Qt::AlignHCenter, QStringLiteral("0"));
        if (m_limit > 0) {
            painter.drawText(numbers, Qt::AlignLeft, numberText(-double(m_limit)));
            painter.drawText(numbers, Qt::AlignRight, QStringLiteral("+") + strongest);
        }
    } else {
        painter.drawText(numbers, Qt::AlignLeft, QStringLiteral("0"));
        painter.drawText(numbers, Qt::AlignRight, strongest);
    }
}

void ColourLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        describe(); // the colours have other names
        update();
    }
    QWidget::changeEvent(event);
}

void ColourLegend::describe()
{
    const QString strongest = numberText(double(m_limit));
    const QString range = m_map == ColourMap::Signed
        ? tr("Blue is negative, down to −%1; %2 is positive, up to +%1; the background is zero. Numbers beyond that have "
             "the strongest colour.").arg(strongest, positiveColour())
        : tr("From 0 (dark) to %1 (bright). Larger numbers have the brightest colour.").arg(strongest);
    setToolTip(range);
    setAccessibleName(m_meaning.isEmpty() ? tr("Colour scale") : tr("Colour scale: %1").arg(m_meaning));
    setAccessibleDescription(range);
}
