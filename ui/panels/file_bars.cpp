#include "ui/panels/file_bars.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace {

constexpr int fileBarHeight = 6;
constexpr int lineGap = 2;
constexpr int between = 16;

} // namespace

FileBars::FileBars(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Files being downloaded"));
}

void FileBars::setBars(const std::vector<FileBar>& bars)
{
    m_bars = bars;
    QStringList words;
    for (const FileBar& bar : bars)
        words << tr("%1: %2 %").arg(bar.name).arg(100 * bar.share, 0, 'f', 0);
    setToolTip(words.join(QLatin1Char('\n')));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QRectF FileBars::barArea(std::size_t index) const
{
    const double step = (width() + between) / double(std::max<std::size_t>(1, m_bars.size()));
    return {step * double(index), double(fontMetrics().height() + lineGap), step - between, fileBarHeight};
}

QSize FileBars::sizeHint() const
{
    return {4 * 90, fontMetrics().height() + lineGap + fileBarHeight};
}

void FileBars::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr double radius = fileBarHeight / 2.0;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const FileBar& file = m_bars[i];
        const QRectF area = barArea(i);
        const QString name = file.isDone ? QStringLiteral("✓ ") + file.name : file.name;
        painter.setPen(file.isDone ? t.text : t.mutedText);
        painter.drawText(QRectF(area.left(), 0, area.width(), fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, int(area.width())));
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(t.raised, t.text, 0.1f));
        painter.drawRoundedRect(area, radius, radius);
        if (file.share <= 0)
            continue;
        painter.setBrush(t.accent);
        const double length = std::max(area.width() * std::min(1.0, file.share), area.height());
        painter.drawRoundedRect(QRectF(area.topLeft(), QSizeF(length, area.height())), radius, radius);
    }
}
