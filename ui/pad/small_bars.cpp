#include "ui/pad/small_bars.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace {

constexpr std::size_t usualClasses = 10;
constexpr double smallGap = 3;

} // namespace

SmallBars::SmallBars(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SmallBars::setProbabilities(const std::vector<float>& probabilities)
{
    m_probabilities = probabilities;
    showWords();
    update();
}

void SmallBars::setClassNames(const QStringList& names)
{
    if (names == m_classNames)
        return;
    m_classNames = names;
    showWords();
    update();
}

QString SmallBars::nameOf(std::size_t index) const
{
    return m_classNames.value(qsizetype(index), QString::number(index));
}

void SmallBars::showWords()
{
    QString words = tr("nothing to read");
    if (!m_probabilities.empty()) {
        const auto best = std::ranges::max_element(m_probabilities);
        words = tr("%1: %2 %").arg(nameOf(std::size_t(best - m_probabilities.begin()))).arg(100 * double(*best), 0, 'f', 1);
    }
    setAccessibleName(words);
    setToolTip(words);
}

QRectF SmallBars::barArea(std::size_t index) const
{
    const double step = (width() + smallGap) / double(classes());
    return {step * double(index), 0, step - smallGap, double(height() - fontMetrics().height())};
}

QSize SmallBars::sizeHint() const
{
    return {int(classes()) * scaled(16), fontMetrics().height() + scaled(34)};
}

QSize SmallBars::minimumSizeHint() const
{
    return {int(classes()) * scaled(11), fontMetrics().height() + scaled(34)};
}

void SmallBars::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void SmallBars::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::size_t best = std::size_t(std::ranges::max_element(m_probabilities) - m_probabilities.begin());
    for (std::size_t i = 0; i < classes(); ++i) {
        const QRectF area = barArea(i);
        const bool isBest = !m_probabilities.empty() && i == best;
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(t.raised, t.text, 0.08f));
        painter.drawRoundedRect(area, 2, 2);
        if (!m_probabilities.empty()) {
            QRectF bar = area;
            bar.setTop(area.bottom() - area.height() * double(std::clamp(m_probabilities[i], 0.0f, 1.0f)));
            painter.setBrush(isBest ? t.accent : mixed(t.raised, t.accent, 0.45f));
            painter.drawRoundedRect(bar, std::min(2.0, bar.height() / 2), std::min(2.0, bar.height() / 2));
        }
        painter.setPen(isBest ? t.text : t.mutedText);
        painter.drawText(QRectF(area.left() - smallGap, area.bottom(), area.width() + 2 * smallGap, fontMetrics().height()),
                         Qt::AlignCenter, nameOf(i).size() <= 2 ? nameOf(i) : QString::number(i));
    }
}

std::size_t SmallBars::classes() const
{
    return m_probabilities.empty() ? usualClasses : m_probabilities.size();
}
