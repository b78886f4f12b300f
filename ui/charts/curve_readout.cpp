#include "ui/charts/curve_readout.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

#include <vector>

namespace {

constexpr int cellMargin = 8;
constexpr int swatchWidth = 22;
constexpr int leastSwatchWidth = 12; ///< in a narrow table
constexpr int cutMargin = 4;
constexpr int rounding = 1; ///< of a text's width
/// From left to right as one compares them: the training curves, what is held out of them, then the test.
std::vector<Curve> orderOf(const CurveReadout::Values& values)
{
    if (values.hasValidation)
        return {Curve::Batch, Curve::Train, Curve::TrainingSet, Curve::Validation, Curve::Test};
    return {Curve::Batch, Curve::Train, Curve::TrainingSet, Curve::Test};
}

int swatch()
{
    return scaled(swatchWidth);
}

void paintSwatch(QPainter& painter, const QRect& area, Curve curve, bool isHollow)
{
    // Strong also where the curve is faint: the key must be seen.
    const QColor colour = curve == Curve::Batch ? theme().train : curveColour(curve);
    const QPoint left(area.left(), area.center().y() + 1);
    painter.setPen(QPen(colour, scaled(curve == Curve::Batch ? 1 : 2)));
    const int length = area.width() - std::min(scaled(6), area.width() / 4);
    painter.drawLine(left, left + QPoint(length, 0));
    if (curve == Curve::Batch || curve == Curve::Train)
        return;
    painter.setBrush(isHollow ? theme().panel : colour);
    painter.setPen(QPen(colour, scaled(1.5)));
    painter.drawEllipse(left + QPoint(length / 2, 0), scaled(3), scaled(3));
}

} // namespace

QColor curveColour(Curve curve)
{
    if (curve == Curve::Test)
        return theme().test;
    if (curve == Curve::Validation)
        return theme().validation;
    // Mixed rather than transparent: lines that overlap stay faint, and are cheap to draw.
    return curve == Curve::Batch ? mixed(theme().panel, theme().train, 0.3f) : theme().train;
}

QString curveName(Curve curve)
{
    switch (curve) {
    case Curve::Batch:
        return CurveReadout::tr("batch");
    case Curve::Train:
        return CurveReadout::tr("smooth");
    case Curve::TrainingSet:
        return CurveReadout::tr("train");
    case Curve::Validation:
        return CurveReadout::tr("held out");
    case Curve::Test:
        return CurveReadout::tr("test");
    }
    return {};
}

CurveReadout::CurveReadout(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Values of the curves"));
    setToolTip(tr("Batch: a single training step, dropout on.\nSmooth: the moving average of the batches.\nTrain: the "
                  "mean over the batches since the epoch began; at step 0 the first 10,000 training digits.\nHeld out: "
                  "training digits that are only watched, not learnt from, if there are any.\nTest: digits that the "
                  "network never learns from.\n▴ or ▾ at an edge of a plot: values beyond it."));
}

void CurveReadout::setValues(const Values& values)
{
    m_values = values;
    update();
}

QSize CurveReadout::sizeHint() const
{
    return {420, 3 * (fontMetrics().height() + 2) + 6};
}

void CurveReadout::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    paintOn(painter, rect());
}

void CurveReadout::paintOn(QPainter& painter, const QRect& area) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const int lineHeight = painter.fontMetrics().height() + 2;
    const int first = painter.fontMetrics().horizontalAdvance(tr("step %1").arg(QStringLiteral("0,000,000"))) + 2 * cellMargin;
    const std::vector<Curve> order = orderOf(m_values);
    const int column = std::min((area.width() - first - cellMargin) / int(order.size()), scaled(170));
    const auto cell = [&](int row, int left, int width) {
        return QRect(area.left() + left, area.top() + 3 + row * lineHeight, width, lineHeight);
    };
    const auto text = [&](const QRect& box, const QString& words, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, box.width() - cutMargin));
    };

    int widestName = 0;
    for (const Curve curve : order)
        widestName = std::max(widestName, painter.fontMetrics().horizontalAdvance(nameOf(curve)) + cutMargin + rounding);
    const int sign = std::clamp(column - widestName, scaled(leastSwatchWidth), swatch()); // names are whole before signs are long
    const int widest = painter.fontMetrics().horizontalAdvance(QStringLiteral("0.000123 ")) + cutMargin;
    const int indent = column - swatch() >= widest ? swatch() : 0; // else numbers take the room below the line's sign, too
    const QString step = m_values.step ? tr("step %1").arg(countText(*m_values.step)) : QString();
    text(cell(0, cellMargin, first), step, theme().text);
    text(cell(1, cellMargin, first), tr("Loss"), theme().mutedText);
    text(cell(2, cellMargin, first), tr("Accuracy"), theme().mutedText);
    if (m_values.epoch) {
        // Behind the word, in the same column, so that the table needs no further one.
        const int behind = painter.fontMetrics().horizontalAdvance(tr("Accuracy")) + 2 * cellMargin;
        const QString epoch = tr("epoch %1").arg(QString::number(*m_values.epoch, 'f', 2));
        if (behind + painter.fontMetrics().horizontalAdvance(epoch) < first)
            text(cell(1, behind, first), epoch, theme().mutedText);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Curve curve = order[i];
        const int left = first + int(i) * column;
        const bool isFirstLook = curve == Curve::Test && m_values.testDigits;
        paintSwatch(painter, cell(0, left, sign), curve, curve == Curve::TrainingSet || isFirstLook);
        text(cell(0, left + sign, column - sign), nameOf(curve), theme().mutedText);
        const auto& value = m_values.curves[std::size_t(curve)];
        const QString none = QStringLiteral("–");
        text(cell(1, left + indent, column - indent), value ? numberText(double(value->loss)) : none, theme().text);
        text(cell(2, left + indent, column - indent), value ? percentText(double(value->accuracy)) : none, theme().text);
    }
}

QString CurveReadout::nameOf(Curve curve) const
{
    return curve == Curve::Test && m_values.testDigits ? tr("test, %1 digits").arg(countText(*m_values.testDigits))
                                                       : curveName(curve);
}

QString CurveReadout::accessibleText() const
{
    QStringList parts;
    if (m_values.step)
        parts << tr("step %1").arg(countText(*m_values.step));
    for (const Curve curve : orderOf(m_values)) {
        if (const auto& value = m_values.curves[std::size_t(curve)])
            parts << tr("%1: loss %2, accuracy %3")
                         .arg(nameOf(curve), numberText(double(value->loss)), percentText(double(value->accuracy)));
    }
    return parts.join(QStringLiteral("; "));
}

void CurveReadout::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}
