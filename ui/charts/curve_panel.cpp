#include "ui/charts/curve_panel.h"

#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace {

constexpr int leastMarkerDistance = 24; // pixels
constexpr double markSize = 7;
constexpr double leastPercent = 10; ///< of height: a network that has learnt nothing should not look lively
constexpr double leastError = 0.01; ///< percent: one digit of 10,000; a logarithm has no zero

/// 1, 2, 5 times the powers of ten, so that less than a decade has its marks too; over many, powers alone.
class LossTicker : public QCPAxisTickerLog
{
protected:
    QVector<double> createTickVector(double, const QCPRange& range) override
    {
        const bool isWide = range.upper / range.lower > 3000;
        QVector<double> ticks;
        for (double power = std::pow(10, std::floor(std::log10(range.lower))); power <= range.upper; power *= 10) {
            ticks << power;
            if (!isWide)
                ticks << 2 * power << 5 * power;
        }
        return ticks;
    }

    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return numberText(tick); }
};

/// What a frame must hold: of each curve all but what stands out by more than half of the rest's height, and always the first
/// and the last value.
class Frame
{
public:
    void include(std::vector<double> values)
    {
        std::erase_if(values, [](double value) { return !std::isfinite(value); });
        if (values.empty())
            return;
        const double first = values.front(), last = values.back();
        std::ranges::sort(values);
        const std::size_t few = (values.size() - 1) / 10;
        const double lower = std::min({values[few], first, last});
        const double upper = std::max({values[values.size() - 1 - few], first, last});
        const double room = (upper - lower) / 2;
        take(values.front() < lower - room ? lower : values.front());
        take(values.back() > upper + room ? upper : values.back());
    }

    std::optional<QCPRange> range() const { return m_lower <= m_upper ? std::optional(QCPRange(m_lower, m_upper)) : std::nullopt; }

private:
    void take(double value)
    {
        m_lower = std::min(m_lower, value);
        m_upper = std::max(m_upper, value);
    }

    double m_lower = std::numeric_limits<double>::infinity();
    double m_upper = -std::numeric_limits<double>::infinity();
};

/// A share of the axis' length beneath its upper end.
double placeOn(const QCPAxis& axis, double share)
{
    const QCPRange range = axis.range();
    return axis.scaleType() == QCPAxis::stLogarithmic ? range.upper * std::pow(range.lower / range.upper, share)
                                                      : range.upper - share * range.size();
}

} // namespace

CurvePanel::CurvePanel(QCustomPlot* plot, const CurveQuantity& quantity)
    : m_plot(plot)
    , m_rect(new QCPAxisRect(plot))
    , m_quantity(quantity)
{
    plot->plotLayout()->addElement(plot->plotLayout()->rowCount(), 0, m_rect);
    m_rect->setRangeDrag(Qt::Horizontal);
    m_rect->setRangeZoom(Qt::Horizontal);
    m_rect->setRangeZoomFactor(0.8);
    y()->setNumberFormat(QStringLiteral("gb"));
    y()->setLabel(quantity.label);
    for (std::size_t i = 0; i < curveCount; ++i) {
        m_graphs[i] = plot->addGraph(x(), y());
        m_graphs[i]->setAntialiased(Curve(i) != Curve::Batch);
    }
    m_firstLook = plot->addGraph(x(), y());
    for (QCPGraph* points : {graph(Curve::TrainingSet), m_firstLook})
        points->setLineStyle(QCPGraph::lsNone);
    for (QCPGraph** marks : {&m_above, &m_below}) {
        *marks = plot->addGraph(x(), y());
        (*marks)->setLineStyle(QCPGraph::lsNone);
        (*marks)->setPen(QPen(Qt::NoPen));
    }
    m_crosshair = addVerticalLine();
    m_crosshair->setLayer(QStringLiteral("crosshair"));
    m_crosshair->setVisible(false);
}

QCPAxis* CurvePanel::x() const
{
    return m_rect->axis(QCPAxis::atBottom);
}

QCPAxis* CurvePanel::y() const
{
    return m_rect->axis(QCPAxis::atLeft);
}

void CurvePanel::setLogarithmic(bool logarithmic)
{
    y()->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    y()->setTicker(logarithmic ? QSharedPointer<LossTicker>::create() : QSharedPointer<QCPAxisTicker>::create());
}

void CurvePanel::setError(bool isError)
{
    m_isError = isError;
    setLogarithmic(isError);
    y()->setLabel(isError ? m_quantity.errorLabel : m_quantity.label);
}

double CurvePanel::shown(float value) const
{
    if (!m_quantity.isPercent)
        return double(value);
    const double percent = 100 * double(value);
    return m_isError && !std::isnan(value) ? std::max(100 - percent, leastError) : percent;
}

QCPItemStraightLine* CurvePanel::addVerticalLine() const
{
    auto* line = new QCPItemStraightLine(m_plot);
    line->setClipAxisRect(m_rect);
    for (auto* point : {line->point1, line->point2}) {
        point->setAxes(x(), y());
        point->setAxisRect(m_rect);
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->point2->setCoords(0, 1);
    return line;
}

void CurvePanel::applyTheme(const QFont& font)
{
    const Theme& colours = theme();
    QColor grid = colours.border;
    grid.setAlphaF(0.6f);
    for (QCPAxis* axis : m_rect->axes()) {
        axis->setBasePen(QPen(colours.border, scaled(1)));
        axis->setTickPen(QPen(colours.border, scaled(1)));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(colours.mutedText);
        axis->setLabelColor(colours.mutedText);
        axis->setTickLabelFont(font);
        axis->setLabelFont(font);
        axis->setTickLabelPadding(scaled(5));
        axis->setTickLength(0, scaled(5));
        axis->setLabelPadding(axis == x() ? scaled(1) : scaled(5));
        axis->grid()->setPen(QPen(grid, scaled(1)));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    for (std::size_t i = 0; i < curveCount; ++i)
        m_graphs[i]->setPen(QPen(curveColour(Curve(i)), scaled(Curve(i) == Curve::Batch ? 1 : 2)));
    const auto point = [](QCPScatterStyle::ScatterShape shape, const QPen& pen, const QColor& ground, double size) {
        return QCPScatterStyle(shape, pen, QBrush(ground), scaled(size));
    };
    const QPen thin(Qt::NoPen), train(colours.train, scaled(1.5)), test(colours.test, scaled(1.5));
    graph(Curve::TrainingSet)->setScatterStyle(point(QCPScatterStyle::ssCircle, train, colours.panel, 6));
    graph(Curve::Validation)->setScatterStyle(point(QCPScatterStyle::ssSquare, thin, colours.validation, 6));
    graph(Curve::Test)->setScatterStyle(point(QCPScatterStyle::ssCircle, thin, colours.test, 7));
    m_firstLook->setPen(QPen(colours.test, scaled(2)));
    m_firstLook->setScatterStyle(point(QCPScatterStyle::ssCircle, test, colours.panel, 7));
    m_above->setScatterStyle(point(QCPScatterStyle::ssTriangle, thin, colours.mutedText, markSize));
    m_below->setScatterStyle(point(QCPScatterStyle::ssTriangleInverted, thin, colours.mutedText, markSize));
    m_crosshair->setPen(QPen(colours.mutedText, scaled(1), Qt::DashLine));
    m_rect->setMinimumMargins(QMargins(0, scaled(6), scaled(10), x()->tickLabels() ? 0 : scaled(8)));
}

void CurvePanel::show(const CurveHistory& history) const
{
    const auto& batches = (history.*m_quantity.batches)();
    showBatches(Curve::Batch, batches.raw, history);
    showBatches(Curve::Train, batches.smoothed, history);
    showEvaluations(history);
    showFirstLook(history);
    fitValues();
    placeMarks();
}

void CurvePanel::showBatches(Curve curve, const MinMaxPyramid& numbers, const CurveHistory& history) const
{
    // One more step at either side leads the line out of sight.
    const auto steps = history.steps();
    const std::size_t last = std::min(history.indexOf(x()->range().upper) + 1, steps.size());
    const std::size_t first = std::min(std::max<std::size_t>(history.indexOf(x()->range().lower), 1) - 1, last);

    QVector<QCPGraphData> points;
    // Of a smooth curve two pixels hold no more than a straight line.
    const int places = m_rect->width() / (curve == Curve::Batch ? 1 : 2);
    for (const auto& bucket : numbers.buckets(first, last, std::size_t(std::max(places, 1)))) {
        const double least = shown(bucket.least), greatest = shown(bucket.greatest);
        const auto start = double(steps[bucket.first].step);
        const auto middle = double(steps[bucket.first + bucket.count / 2].step);
        if (bucket.count == 1)
            points << QCPGraphData(start, least);
        else if (curve == Curve::Batch)
            points << QCPGraphData(start, least) << QCPGraphData(middle, greatest);
        else
            points << QCPGraphData(middle, (least + greatest) / 2);
    }
    graph(curve)->data()->set(points, true);
}

void CurvePanel::showEvaluations(const CurveHistory& history) const
{
    QVector<QCPGraphData> train;
    QVector<QCPGraphData> validation;
    QVector<QCPGraphData> test;
    int visible = 0;
    for (const auto& record : history.evaluations()) {
        const auto step = double(record.step);
        test << QCPGraphData(step, shown(record.*m_quantity.test));
        if (record.trainSamples > 0)
            train << QCPGraphData(step, shown(record.*m_quantity.train));
        if (record.validationSamples > 0)
            validation << QCPGraphData(step, shown(record.*m_quantity.validation));
        visible += x()->range().contains(step);
    }
    graph(Curve::TrainingSet)->data()->set(train, true);
    graph(Curve::Validation)->data()->set(validation, true);
    graph(Curve::Test)->data()->set(test, true);
    // Markers that would overlap say nothing, and are what costs most to draw.
    const int roomForMarkers = std::max(1, m_rect->width() / scaled(leastMarkerDistance));
    for (QCPGraph* marked : {graph(Curve::TrainingSet), graph(Curve::Validation), graph(Curve::Test)})
        marked->setScatterSkip(visible / roomForMarkers);
}

void CurvePanel::showFirstLook(const CurveHistory& history) const
{
    QVector<QCPGraphData> points;
    if (const auto look = history.firstLook())
        points << QCPGraphData(double(look->step), shown((*look).*m_quantity.firstLook));
    m_firstLook->data()->set(points, true);
}

void CurvePanel::fitValues() const
{
    const bool isPercent = m_quantity.isPercent;
    const QCPRange seen(m_isDetailed ? x()->range().center() : x()->range().lower, x()->range().upper);
    Frame frame;
    // A single batch may leave it; what one reads off may not.
    for (const QCPGraph* read : {graph(Curve::Train), graph(Curve::TrainingSet), graph(Curve::Validation), graph(Curve::Test), m_firstLook}) {
        std::vector<double> values;
        for (const QCPGraphData& point : *read->data())
            if (seen.contains(point.key))
                values.push_back(point.value);
        frame.include(std::move(values));
    }
    const QCPRange shown = frame.range().value_or(m_isError ? QCPRange(1, 100) : isPercent ? QCPRange(0, 100) : QCPRange(0.05, 2.5));
    if (y()->scaleType() == QCPAxis::stLogarithmic) {
        const double least = isPercent ? leastError : 1e-7; // about a float's step at 1: no loss is told from zero below it
        y()->setRange(std::max(shown.lower, least) / 1.25, std::max(shown.upper, least) * 1.25);
        return;
    }
    const double little = isPercent && !m_isDetailed ? std::max(0.0, leastPercent - shown.size()) / 2 : 0;
    const double pad = std::max(0.08 * shown.size() + little, isPercent ? 0.2 : 1e-4 * shown.upper);
    QCPRange range(shown.lower - pad, shown.upper + pad);
    if (isPercent)
        range = {std::max(range.lower, 0.0), std::min(range.upper, 100.5)};
    else if (shown.lower < 0.3 * shown.upper)
        range.lower = 0;
    y()->setRange(range);
}

/// Where curves leave the frame. Single batches do so all the time: only what lies far out is marked of them.
void CurvePanel::placeMarks() const
{
    const QCPRange frame = y()->range();
    const double distance = x()->range().size() * scaled(leastMarkerDistance) / 2 / std::max(1, m_rect->width());
    std::vector<double> above, below;
    for (std::size_t i = 0; i < curveCount; ++i) {
        const double room = Curve(i) == Curve::Batch ? frame.size() : 0;
        for (const QCPGraphData& point : *m_graphs[i]->data()) {
            if (!x()->range().contains(point.key))
                continue;
            if (point.value > frame.upper + room)
                above.push_back(point.key);
            else if (point.value < frame.lower - room)
                below.push_back(point.key);
        }
    }
    const auto show = [&](std::vector<double>& steps, QCPGraph* marks, double height) {
        std::ranges::sort(steps);
        QVector<QCPGraphData> points;
        for (const double step : steps)
            if (points.isEmpty() || step - points.last().key >= distance)
                points << QCPGraphData(step, height);
        marks->data()->set(points, true);
    };
    show(above, m_above, placeOn(*y(), 0.03));
    show(below, m_below, placeOn(*y(), 0.97));
}

std::vector<double> CurvePanel::marks() const
{
    std::vector<double> steps;
    for (const QCPGraph* marks : {m_above, m_below})
        for (const QCPGraphData& point : *marks->data())
            steps.push_back(point.key);
    return steps;
}

void CurvePanel::moveCrosshair(std::optional<double> step) const
{
    m_crosshair->setVisible(step.has_value());
    m_crosshair->point1->setCoords(step.value_or(0), 0);
    m_crosshair->point2->setCoords(step.value_or(0), 1);
}
