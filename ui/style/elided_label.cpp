#include "ui/style/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

void ElidedLabel::setWholeOrNone(const QString& longest)
{
    m_longest = longest;
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const
{
    const QSize size = QLabel::sizeHint();
    return m_longest ? size.expandedTo({fontMetrics().horizontalAdvance(*m_longest) + 2, 0}) : size;
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::isTooLong() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

QString ElidedLabel::tip() const
{
    QStringList lines;
    if (isTooLong())
        lines << text().toHtmlEscaped();
    if (!toolTip().isEmpty())
        lines << toolTip().toHtmlEscaped();
    return lines.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(lines.join(QStringLiteral("<br>")));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), tip(), this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    if (m_longest && isTooLong())
        return;
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), int(Qt::AlignVCenter | Qt::AlignLeft), palette(), isEnabled(),
                          fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()), foregroundRole());
}
