#include "ui/panels/progress_line.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int spacing = 3;

int barHeight()
{
    return scaled(8);
}

QString joined(const QStringList& parts)
{
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMinimumWidth(120);
    setAccessibleName(tr("Training progress"));
    setState({});
}

void ProgressLine::setState(const TransportState& state)
{
    m_parts = progressParts(state);
    m_share = state.steps > 0 ? std::clamp(double(state.step) / double(state.steps), 0.0, 1.0) : 0;
    setToolTip(joined(m_parts));
    setAccessibleDescription(joined(m_parts));
    update();
}

QString ProgressLine::shownText() const
{
    const QFontMetrics metrics = fontMetrics();
    QStringList fitting = m_parts;
    while (fitting.size() > 1 && metrics.horizontalAdvance(joined(fitting)) > width())
        fitting.removeAt(fitting.size() > 2 ? fitting.size() - 2
                                            : 1); // the last says how long it still takes
    return metrics.elidedText(joined(fitting), Qt::ElideRight, width());
}

QSize ProgressLine::sizeHint() const
{
    return {200, fontMetrics().height() + spacing + barHeight()};
}

void ProgressLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int top = (height() - sizeHint().height()) / 2;
    painter.setPen(theme().text);
    painter.drawText(QRect(0, top, width(), fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter, shownText());

    const QRectF bar(0, top + fontMetrics().height() + spacing, width(), barHeight());
    const double radius = barHeight() / 2.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(theme().panel, theme().text, 0.09f));
    painter.drawRoundedRect(bar, radius, radius);
    if (m_share == 0)
        return;
    painter.setBrush(mixed(theme().panel, theme().accent, 0.4f));
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(bar.width() * m_share, bar.height()), bar.height())), radius,
                            radius);
}
