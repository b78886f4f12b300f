#include "ui/pad/probability_bars.h"

#include "ui/pad/pad_accessibility.h"
#include "ui/style/announcement.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace {

constexpr std::size_t historyLength = 100;
constexpr int gap = 8;
constexpr int columnGap = 16;
constexpr double radius = 3;
constexpr std::size_t usualRows = 10;

int leastBar()
{
    return scaled(32);
}

/// In the widget's units.
int longestName()
{
    return scaled(84);
}

QString percent(float probability)
{
    return ProbabilityBars::tr("%1 %").arg(double(probability) * 100, 0, 'f', 1);
}

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(int(font.pixelSize() * factor));
    return font;
}

} // namespace

ProbabilityBars::ProbabilityBars(QWidget* parent)
    : QWidget(parent)
    , m_announcement(new Announcement(this))
{
    installPadAccessibility();
    setAccessibleName(tr("What the network reads"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    QStringList digits;
    for (int digit = 0; digit < 10; ++digit)
        digits << QString::number(digit);
    setClassNames(digits);
}

void ProbabilityBars::setClassNames(const QStringList& names)
{
    if (names == m_classNames)
        return;
    m_classNames = names;
    m_history.clear();
    setPrediction({});
    measure();
}

void ProbabilityBars::setPrediction(const Prediction& prediction)
{
    Q_ASSERT(prediction.kind == Prediction::Kind::Empty || prediction.probabilities.size() == std::size_t(m_classNames.size()));
    m_prediction = prediction;
    m_verdict = verdictOf(prediction, m_classNames);
    if (prediction.kind == Prediction::Kind::Empty)
        m_history.clear();
    else
        m_history.push_back(prediction.probabilities);
    if (m_history.size() > historyLength)
        m_history.pop_front();
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent changed(this, valueText());
        QAccessible::updateAccessibility(&changed);
    }
    m_announcement->tellAtRest(verdictText());
    update();
}

QString ProbabilityBars::verdictText() const
{
    if (m_prediction.kind == Prediction::Kind::Empty)
        return {};
    if (!m_verdict.best)
        return m_verdict.phrase;
    const long percents = std::min(99L, std::lround(100 * m_prediction.probabilities[*m_verdict.best])); // never certain
    return tr("%1, %2 %").arg(m_verdict.phrase).arg(percents);
}

QString ProbabilityBars::valueText() const
{
    QStringList classes;
    for (std::size_t index = 0; index < m_prediction.probabilities.size(); ++index)
        if (m_prediction.probabilities[index] >= 0.01f)
            classes << tr("%1: %2").arg(m_classNames[qsizetype(index)], percent(m_prediction.probabilities[index]));
    return classes.isEmpty() ? m_verdict.phrase : tr("%1. %2").arg(m_verdict.phrase, classes.join(tr(", ")));
}

QRectF ProbabilityBars::rowArea(std::size_t row) const
{
    const std::size_t columns = columnCount();
    const double high = rowHeight(columns);
    const std::size_t rowsInColumn = (rowCount() + columns - 1) / columns;
    const double wide = (width() - double(columns - 1) * columnGap) / double(columns);
    const double top = m_verdictHeight + std::round(high * double(row % rowsInColumn));
    return {std::round((wide + columnGap) * double(row / rowsInColumn)), top, wide, std::round(high)};
}

QRectF ProbabilityBars::barArea(std::size_t row) const
{
    const QRectF area = rowArea(row);
    const double inset = std::clamp(std::round(area.height() * 0.14), 1.0, 4.0);
    const double left = m_nameWidth + gap;
    return {area.left() + left, area.top() + inset, std::max(1.0, area.width() - left - gap - m_percentWidth),
            area.height() - 2 * inset};
}

QSize ProbabilityBars::sizeHint() const
{
    const auto rows = int(std::min(usualRows, std::size_t(m_classNames.size())));
    return {m_nameWidth + m_percentWidth + 2 * gap + scaled(140), m_verdictHeight + rows * (fontMetrics().height() + 5)};
}

QSize ProbabilityBars::minimumSizeHint() const
{
    const auto rows = int(std::min(usualRows, std::size_t(m_classNames.size())));
    return {m_nameWidth + m_percentWidth + 2 * gap + leastBar(), m_verdictHeight + rows * (fontMetrics().height() - 1)};
}

void ProbabilityBars::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
    if (event->type() == QEvent::PaletteChange)
        update();
}

void ProbabilityBars::measure()
{
    m_bestFont = bold(font());
    const QFontMetrics metrics(m_bestFont);
    m_nameWidth = 0;
    for (const QString& name : std::as_const(m_classNames))
        m_nameWidth = std::clamp(metrics.horizontalAdvance(name), m_nameWidth, longestName());
    m_percentWidth = metrics.horizontalAdvance(percent(1));
    m_verdictHeight = std::max(QFontMetrics(scaled(m_bestFont, 2.2)).height(), 2 * metrics.height()) + gap;
    updateGeometry();
    update();
}

double ProbabilityBars::rowHeight(std::size_t columns) const
{
    // Beyond this the rows would no longer read as one group.
    const double tallest = 2.0 * fontMetrics().height();
    const std::size_t rows = std::max<std::size_t>(1, (rowCount() + columns - 1) / columns);
    return std::min(tallest, double(height() - m_verdictHeight) / double(rows));
}

std::size_t ProbabilityBars::columnCount() const
{
    const bool isTooLow = rowHeight(1) < 0.75 * fontMetrics().height(); // digits would touch those above
    const int column = m_nameWidth + m_percentWidth + 2 * gap + leastBar();
    return isTooLow && width() >= 2 * column + columnGap ? 2 : 1;
}

std::size_t ProbabilityBars::rowCount() const
{
    const auto classes = std::size_t(m_classNames.size());
    if (classes <= usualRows)
        return classes;
    const int least = std::max(1, fontMetrics().height() - 1);
    return std::clamp(std::size_t(std::max(0, (height() - m_verdictHeight) / least)), usualRows, classes);
}

std::vector<std::size_t> ProbabilityBars::rows() const
{
    std::vector<std::size_t> classes(m_prediction.probabilities.size());
    std::iota(classes.begin(), classes.end(), std::size_t{0});
    const std::size_t count = std::min(rowCount(), classes.size());
    if (count < classes.size())
        std::ranges::stable_sort(classes, std::greater<>(), [this](std::size_t i) { return m_prediction.probabilities[i]; });
    classes.resize(count);
    return classes;
}

bool ProbabilityBars::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

QString ProbabilityBars::tipAt(const QPoint& position) const
{
    const auto shown = rows();
    for (std::size_t row = 0; row < shown.size(); ++row) {
        if (rowArea(row).contains(position))
            return tr("%1: %2").arg(m_classNames[qsizetype(shown[row])], percent(m_prediction.probabilities[shown[row]]));
    }
    if (position.y() < m_verdictHeight)
        return m_verdict.phrase;
    return {};
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintVerdict(painter);
    const auto shown = rows();
    for (std::size_t row = 0; row < shown.size(); ++row)
        paintRow(painter, row, shown[row]);
}

void ProbabilityBars::paintVerdict(QPainter& painter) const
{
    const Theme& t = theme();
    QRect room(0, 0, width(), m_verdictHeight - gap);
    const QString name = m_verdict.best ? m_classNames[qsizetype(*m_verdict.best)] : QString();
    if (!name.isEmpty() && name.size() <= 2) {
        painter.setFont(scaled(m_bestFont, 2.2));
        painter.setPen(t.accent);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
        room.setLeft(painter.fontMetrics().horizontalAdvance(name) + 12);
    }
    const bool isAnswer = m_verdict.best || m_verdict.isDoubtful;
    painter.setFont(isAnswer ? m_bestFont : font());
    painter.setPen(isAnswer ? t.text : t.mutedText);
    constexpr int wrapped = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap;
    const bool hasRoom = painter.boundingRect(QRect(0, 0, room.width(), 1), wrapped, m_verdict.phrase).height() <= room.height();
    painter.drawText(room, wrapped, hasRoom ? m_verdict.phrase : m_verdict.phrase.section(QLatin1Char(':'), 0, 0)); // the tooltip has all
}

void ProbabilityBars::paintRow(QPainter& painter, std::size_t row, std::size_t index) const
{
    const bool isBest = m_verdict.best == index;
    const Theme& t = theme();
    const bool isReliable = m_prediction.kind == Prediction::Kind::Trained && !m_verdict.isDoubtful;
    const float probability = m_prediction.probabilities[index];
    const QRectF area = barArea(row);
    QRectF bar = area;
    bar.setWidth(area.width() * double(std::clamp(probability, 0.0f, 1.0f)));

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(t.panel, t.text, 0.06f));
    painter.drawRoundedRect(area, radius, radius);
    painter.setBrush(isBest ? t.accent : mixed(t.panel, isReliable ? t.accent : t.mutedText, 0.45f));
    painter.drawRoundedRect(bar, std::min(radius, bar.width() / 2), radius);
    paintHistory(painter, index, area, bar);

    const double textHeight = painter.fontMetrics().height();
    QRectF line = rowArea(row);
    line.setTop(area.center().y() - textHeight / 2);
    line.setHeight(textHeight);
    painter.setFont(isBest ? m_bestFont : font());
    painter.setPen(isBest ? t.text : t.mutedText);
    painter.drawText(QRectF(line.topLeft(), QSizeF(m_nameWidth, textHeight)), Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_classNames[qsizetype(index)], Qt::ElideRight, m_nameWidth));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, percent(probability));
}

/// Time to the right, probability upwards; drawn over the bar in a tone of each ground, so that it is seen on both.
void ProbabilityBars::paintHistory(QPainter& painter, std::size_t index, const QRectF& area, const QRectF& bar) const
{
    if (m_history.size() < 2)
        return;
    const double step = area.width() / double(historyLength - 1);
    double x = area.right() - step * double(m_history.size() - 1);
    QPolygonF line;
    line.reserve(qsizetype(m_history.size()));
    for (const std::vector<float>& past : m_history) {
        line << QPointF(x, area.bottom() - 1.5 - double(past[index]) * (area.height() - 3));
        x += step;
    }
    const Theme& t = theme();
    const auto drawWithin = [&](const QRectF& ground, const QColor& colour) {
        painter.setClipRect(ground);
        painter.setPen(QPen(colour, 1));
        painter.drawPolyline(line);
    };
    QRectF beyond = area;
    beyond.setLeft(bar.right());
    drawWithin(beyond, mixed(t.panel, t.text, 0.4f));
    drawWithin(bar, mixed(t.accent, t.panel, 0.6f));
    painter.setClipping(false);
}
