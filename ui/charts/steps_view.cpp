#include "ui/charts/steps_view.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/number_text.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr int margin = 10;
constexpr int gap = 14;
constexpr double widestPicture = 0.29; ///< of the widget
constexpr int leastLine = 3;
constexpr int mostLine = 12;

} // namespace

StepsView::StepsView(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setAccessibleName(tr("The hidden state after each row"));
    keepMeasured(this, [this] {
        setFont(smallFont());
        limitHeight();
    });
}

void StepsView::setSizes(const Sizes& sizes)
{
    m_sizes = sizes;
    m_unit.reset();
    limitHeight();
    clear();
}

void StepsView::setNumbers(const Numbers& numbers)
{
    Q_ASSERT(numbers.hidden.size() == std::size_t(m_sizes.steps) * std::size_t(m_sizes.units));
    m_inputs.assign(numbers.inputs.begin(), numbers.inputs.end());
    m_hidden.assign(numbers.hidden.begin(), numbers.hidden.end());
    m_probabilities.assign(numbers.probabilities.begin(), numbers.probabilities.end());
    update();
}

void StepsView::clear()
{
    m_inputs.clear();
    m_hidden.clear();
    m_probabilities.clear();
    update();
}

void StepsView::setSelectedUnit(std::optional<int> unit)
{
    m_unit = unit;
    update();
}

void StepsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    limitHeight();
}

/// No more than the lines fill: the rest is for the network above.
void StepsView::limitHeight()
{
    const int line = std::clamp(lineHeightFor(width()), leastLine, scaled(mostLine));
    setMaximumHeight(std::max(minimumSizeHint().height(), m_sizes.steps * line + roomAround()));
}

int StepsView::roomAround() const
{
    return 4 * fontMetrics().height() + 2 * margin;
}

int StepsView::lineHeightFor(int width) const
{
    return int(widestPicture * width) / std::max(1, m_sizes.inputs); // pixels are squares
}

int StepsView::lineHeight() const
{
    const int down = (height() - roomAround()) / std::max(1, m_sizes.steps);
    return std::clamp(std::min(down, lineHeightFor(width())), leastLine, scaled(mostLine));
}

QRect StepsView::areaOf(Part part) const
{
    const int line = lineHeight();
    const int top = margin + 2 * fontMetrics().height();
    const int pictureWidth = m_sizes.inputs * line;
    const int traceWidth = std::clamp(width() / 8, scaled(48), scaled(84)); // in a narrow view the cells need the room
    const int answersWidth = int(m_sizes.classes.size()) * classWidth();
    const int answersLeft = width() - margin - answersWidth;
    const int traceLeft = answersLeft - (answersWidth > 0 ? gap : 0) - traceWidth;
    const int hiddenLeft = margin + pictureWidth + gap;
    const auto area = [&](int left, int width) { return QRect(left, top, width, line * m_sizes.steps); };
    switch (part) {
    case Part::Inputs:
        return area(margin, pictureWidth);
    case Part::Hidden:
        return area(hiddenLeft, std::max(32, traceLeft - gap - hiddenLeft));
    case Part::Trace:
        return area(traceLeft, traceWidth);
    case Part::Answers:
        return area(answersLeft, answersWidth);
    }
    return {};
}

int StepsView::classWidth() const
{
    return std::clamp(width() / 50, 8, scaled(13));
}

QRect StepsView::lineOf(Part part, int step) const
{
    const QRect area = areaOf(part);
    return {area.left(), area.top() + step * lineHeight(), area.width(), lineHeight()};
}

std::optional<int> StepsView::stepAt(QPoint position) const
{
    const QRect area = areaOf(Part::Inputs);
    if (position.y() < area.top() || position.y() > area.bottom())
        return {};
    return (position.y() - area.top()) / lineHeight();
}

QString StepsView::wordsOn(int step) const
{
    if (m_hidden.empty())
        return {};
    QStringList parts;
    if (m_unit)
        parts << tr("hidden state of unit %1 is %2").arg(*m_unit).arg(numberText(double(m_hidden[std::size_t(step * m_sizes.units + *m_unit)])));
    if (!m_probabilities.empty()) {
        const auto classes = m_sizes.classes.size();
        const auto said = std::span(m_probabilities).subspan(std::size_t(step * classes), std::size_t(classes));
        const auto best = std::ranges::max_element(said);
        parts << tr("it would answer %1 (%2)").arg(m_sizes.classes[best - said.begin()], percentText(double(*best), 0));
    }
    return tr("after row %1: %2").arg(step).arg(parts.join(tr("; ")));
}

void StepsView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintHead(painter, Part::Inputs, tr("row by row"));
    paintHead(painter, Part::Hidden, tr("%1 memory cells after each row").arg(m_sizes.units), tr("%1 cells").arg(m_sizes.units));
    paintHead(painter, Part::Trace, m_unit ? tr("unit %1").arg(*m_unit) : tr("no unit"));
    if (!m_sizes.classes.isEmpty())
        paintHead(painter, Part::Answers, tr("would answer after this row"), tr("answer"));
    if (m_hidden.empty()) {
        for (const Part part : {Part::Inputs, Part::Hidden, Part::Trace, Part::Answers})
            painter.fillRect(areaOf(part), mixed(theme().panel, theme().text, 0.08f)); // seen on panels and between them
        return;
    }
    paintMaps(painter);
    paintTrace(painter);
    paintMarks(painter);
    paintFoot(painter);
}

/// inShort: where the whole has no room.
void StepsView::paintHead(QPainter& painter, Part part, const QString& words, const QString& inShort) const
{
    const QRect area = areaOf(part);
    const QRect line(area.left() - gap / 2, margin / 2, area.width() + gap, fontMetrics().height());
    painter.setPen(theme().text);
    const bool hasRoom = inShort.isEmpty() || fontMetrics().horizontalAdvance(words) <= line.width();
    painter.drawText(line, Qt::AlignCenter, fontMetrics().elidedText(hasRoom ? words : inShort, Qt::ElideRight, line.width()));
    painter.setPen(theme().mutedText);
    for (int i = 0; part == Part::Answers && i < int(m_sizes.classes.size()); ++i)
        painter.drawText(QRect(area.left() + i * classWidth(), area.top() - fontMetrics().height() - 1, classWidth(), fontMetrics().height()),
                         Qt::AlignCenter, m_sizes.classes[i].size() <= 2 ? m_sizes.classes[i] : QString::number(i));
}

void StepsView::paintMaps(QPainter& painter) const
{
    const bool isInk = std::ranges::all_of(m_inputs, [](float value) { return value >= 0; });
    const Colouring inputs(isInk ? ColourMap::Ink : ColourMap::Signed, isInk ? 1.0f : symmetricLimit(m_inputs));
    painter.drawImage(areaOf(Part::Inputs), ::render(m_inputs, m_sizes.steps, m_sizes.inputs, inputs));
    painter.drawImage(areaOf(Part::Hidden), renderSigned(m_hidden, m_sizes.steps, m_sizes.units, 1));
    if (!m_probabilities.empty())
        painter.drawImage(areaOf(Part::Answers),
                          renderNonNegative(m_probabilities, m_sizes.steps, int(m_sizes.classes.size()), 1));
    painter.setPen(theme().border);
    painter.setBrush(Qt::NoBrush);
    for (const Part part : {Part::Inputs, Part::Hidden, Part::Trace, Part::Answers})
        if (areaOf(part).width() > 0)
            painter.drawRect(areaOf(part).adjusted(-1, -1, 0, 0));
}

void StepsView::paintTrace(QPainter& painter) const
{
    const QRect area = areaOf(Part::Trace);
    const QRect below(area.left() - gap / 2, area.bottom() + 2, area.width() + gap, fontMetrics().height());
    painter.setPen(theme().border);
    painter.drawLine(area.center().x(), area.top(), area.center().x(), area.bottom());
    if (!m_unit) {
        painter.setPen(theme().mutedText);
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, tr("click a column"));
        return;
    }
    QPolygonF line;
    for (int step = 0; step < m_sizes.steps; ++step) {
        const double value = double(m_hidden[std::size_t(step * m_sizes.units + *m_unit)]);
        line << QPointF(area.center().x() + value * area.width() / 2.0, area.top() + (step + 0.5) * lineHeight());
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, scaled(2)));
    painter.drawPolyline(line);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme().mutedText);
    painter.drawText(below, Qt::AlignLeft, QStringLiteral("−1"));
    painter.drawText(below, Qt::AlignHCenter, QStringLiteral("0"));
    painter.drawText(below, Qt::AlignRight, QStringLiteral("+1"));
}

void StepsView::paintMarks(QPainter& painter) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().accent, scaled(2)));
    if (m_unit) {
        const QRect area = areaOf(Part::Hidden);
        const double column = double(area.width()) / m_sizes.units;
        painter.drawRect(QRectF(area.left() + *m_unit * column - 1, area.top() - 1, column + 2, area.height() + 2));
    }
    for (const Part part : {Part::Inputs, Part::Hidden, Part::Trace, Part::Answers})
        if (m_step && areaOf(part).width() > 0)
            painter.drawRect(lineOf(part, *m_step).adjusted(-1, -1, 1, 1));
}

void StepsView::paintFoot(QPainter& painter) const
{
    const int text = fontMetrics().height();
    const auto legend = [&](Part part, ColourMap map, const QString& least, const QString& greatest) {
        const QRect area = areaOf(part);
        const int width = std::min(scaled(72), area.width() - scaled(50)), height = scaled(6);
        const QRect bar(area.center().x() - width / 2, area.bottom() + 2 + (text - height) / 2, width, height);
        paintColourBar(painter, bar, map);
        painter.setPen(theme().mutedText);
        painter.drawText(QRect(bar.left() - scaled(40), area.bottom() + 2, scaled(36), text), Qt::AlignRight | Qt::AlignVCenter, least);
        painter.drawText(QRect(bar.right() + scaled(5), area.bottom() + 2, scaled(60), text), Qt::AlignLeft | Qt::AlignVCenter, greatest);
    };
    legend(Part::Hidden, ColourMap::Signed, QStringLiteral("−1"), QStringLiteral("+1"));
    if (!m_probabilities.empty())
        legend(Part::Answers, ColourMap::NonNegative, QStringLiteral("0"), QStringLiteral("100 %"));
    const QRect line(margin, areaOf(Part::Hidden).bottom() + text + 4, width() - 2 * margin, text);
    painter.setPen(m_step ? theme().text : theme().mutedText);
    painter.drawText(line, Qt::AlignCenter, m_step ? wordsOn(*m_step) : tr("point at a row; click a column to follow "
                                                                           "its memory cell"));
}

void StepsView::mouseMoveEvent(QMouseEvent* event)
{
    m_step = stepAt(event->position().toPoint());
    update();
}

void StepsView::mouseReleaseEvent(QMouseEvent* event)
{
    const QRect area = areaOf(Part::Hidden);
    const QPoint at = event->position().toPoint();
    if (event->button() == Qt::LeftButton && area.contains(at))
        emit unitClicked((at.x() - area.left()) * m_sizes.units / area.width());
}

void StepsView::leaveEvent(QEvent* event)
{
    m_step.reset();
    update();
    QWidget::leaveEvent(event);
}

void StepsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}
