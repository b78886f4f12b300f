#include "ui/panels/steady_button.h"

#include <algorithm>

void SteadyButton::setTexts(const QStringList& all)
{
    if (all == m_texts)
        return;
    m_texts = all;
    updateGeometry();
}

QSize SteadyButton::sizeHint() const
{
    const QSize size = QToolButton::sizeHint();
    const auto widthOf = [this](const QString& words) { return fontMetrics().size(Qt::TextShowMnemonic, words).width(); };
    const int now = widthOf(text());
    int longest = now;
    for (const QString& words : m_texts)
        longest = std::max(longest, widthOf(words));
    return size + QSize(longest - now, 0);
}
