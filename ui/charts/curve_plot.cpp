#include "ui/charts/curve_plot.h"

#include "ui/charts/curve_history.h"
#include "ui/charts/curve_panel.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QEvent>

#include <qcustomplot.h>

#include <chrono>
#include <cmath>

namespace {

constexpr std::chrono::milliseconds leastPause(33);
constexpr double fewestVisibleSteps = 8;

/// Round epochs, and beneath each the step that it is.
class EpochTicker : public QCPAxisTicker
{
public:
    void setStepsPerEpoch(std::uint64_t steps) { m_stepsPerEpoch = steps > 0 ? double(steps) : 1; }
    double stepsPerEpoch() const { return m_stepsPerEpoch; }

protected:
    double getTickStep(const QCPRange& range) override
    {
        const double epochs = range.size() / m_stepsPerEpoch / mTickCount;
        return std::max(cleanMantissa(epochs) * m_stepsPerEpoch, 1.0);
    }

    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        const QString step = countText(quint64(std::llround(std::max(tick, 0.0))));
        if (m_stepsPerEpoch == 1)
            return step;
        return QString::number(tick / m_stepsPerEpoch, 'g', 4) + QLatin1Char('\n') + step;
    }

private:
    double m_stepsPerEpoch = 1;
};

} // namespace

CurvePlot::CurvePlot(const CurveHistory& history, QWidget* parent)
    : QWidget(parent)
    , m_history(history)
    , m_plot(new QCustomPlot(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_plot);
    setMinimumSize(240, 180);
    m_plot->setObjectName(QStringLiteral("curves"));
    m_plot->setAccessibleName(tr("Curves of loss and accuracy"));
    setSpokenValues({});
    m_plot->setPlottingHint(QCP::phFastPolylines);
    m_plot->setPlottingHint(QCP::phImmediateRefresh, false); // painted with the rest of the window, not each by itself
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    buildPanels();
    buildBestMark();
    buildFirstLookText();
    buildNoAccuracy();
    applyTheme();

    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_isOutdated && isVisible())
            draw();
    });
    connect(m_plot, &QCustomPlot::beforeReplot, this, &CurvePlot::prepare);
    connect(m_plot, &QCustomPlot::afterReplot, this, &CurvePlot::drawn);
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::fit);
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        const bool isInside = m_plot->axisRectAt(event->position()) != nullptr;
        moveCrosshair(isInside ? std::optional(m_loss->x()->pixelToCoord(event->position().x())) : std::nullopt);
    });
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::buildPanels()
{
    // A layer with its own buffer: moving the mouse repaints two lines, not the curves.
    m_plot->addLayer(QStringLiteral("crosshair"));
    m_plot->layer(QStringLiteral("crosshair"))->setMode(QCPLayer::lmBuffered);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(0);
    m_loss = std::make_unique<CurvePanel>(m_plot,
                                          CurveQuantity{.label = tr("Loss"),
                                                        .isPercent = false,
                                                        .batches = &CurveHistory::loss,
                                                        .train = &engine::EvaluationRecord::trainLoss,
                                                        .validation = &engine::EvaluationRecord::validationLoss,
                                                        .test = &engine::EvaluationRecord::testLoss,
                                                        .firstLook = &engine::FirstLook::testLoss});
    m_accuracy = std::make_unique<CurvePanel>(m_plot,
                                              CurveQuantity{.label = tr("Accuracy, %"),
                                                            .errorLabel = tr("Error, %"),
                                                            .isPercent = true,
                                                            .batches = &CurveHistory::accuracy,
                                                            .train = &engine::EvaluationRecord::trainAccuracy,
                                                            .validation = &engine::EvaluationRecord::validationAccuracy,
                                                            .test = &engine::EvaluationRecord::testAccuracy,
                                                            .firstLook = &engine::FirstLook::testAccuracy});
    m_loss->x()->setTickLabels(false);

    auto* margins = new QCPMarginGroup(m_plot);
    const auto ticker = QSharedPointer<EpochTicker>::create();
    for (const CurvePanel* panel : {m_loss.get(), m_accuracy.get()}) {
        panel->rect()->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        panel->x()->setTicker(ticker);
        connect(panel->x(), qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::onRangeChanged);
    }
    setStepsPerEpoch(0);
}

void CurvePlot::buildBestMark()
{
    m_best = new QCPItemTracer(m_plot);
    m_best->setClipAxisRect(m_accuracy->rect());
    m_best->position->setAxes(m_accuracy->x(), m_accuracy->y());
    m_best->setStyle(QCPItemTracer::tsCircle);
    m_bestText = new QCPItemText(m_plot);
    m_bestText->setClipAxisRect(m_accuracy->rect());
    m_bestText->position->setParentAnchor(m_best->position);
}

void CurvePlot::buildFirstLookText()
{
    m_firstLookText = new QCPItemText(m_plot);
    m_firstLookText->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void CurvePlot::buildNoAccuracy()
{
    m_noAccuracy = new QCPItemText(m_plot);
    m_noAccuracy->setClipAxisRect(m_accuracy->rect());
    m_noAccuracy->position->setAxisRect(m_accuracy->rect());
    m_noAccuracy->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_noAccuracy->position->setCoords(0.5, 0.5);
    m_noAccuracy->setText(tr("No accuracy: this network predicts no class"));
    m_noAccuracy->setPadding({6, 2, 6, 2});
}

void CurvePlot::applyTheme()
{
    const QFont small = smallFont();
    m_plot->setBackground(QBrush(theme().panel));
    m_loss->applyTheme(small);
    m_accuracy->applyTheme(small);

    QColor ground = theme().panel;
    ground.setAlphaF(0.85f);
    m_best->setPen(QPen(theme().text, scaled(1.5)));
    m_best->setSize(scaled(11));
    m_bestText->setPadding({scaled(4), 1, scaled(4), 1});
    m_firstLookText->setPadding({scaled(10), 1, scaled(4), 1}); // beside the point
    m_bestText->setColor(theme().text);
    m_bestText->setBrush(ground);
    m_bestText->setFont(small);
    m_firstLookText->setColor(theme().mutedText);
    m_firstLookText->setFont(small);
    m_noAccuracy->setColor(theme().mutedText);
    m_noAccuracy->setBrush(theme().panel);
    m_noAccuracy->setFont(font());
    clearEventMarks(); // they come back in the new colours
}

void CurvePlot::setSpokenValues(const QString& values)
{
    m_plot->setAccessibleDescription(values.isEmpty() ? tr("no values yet") : values);
}

void CurvePlot::refresh()
{
    m_isOutdated = true;
    if (isVisible() && !m_pause.isActive())
        draw();
}

void CurvePlot::draw()
{
    m_pause.start(leastPause);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::prepare()
{
    m_isOutdated = false; // what came since the replot was queued is in it, too
    if (m_isFollowing)
        setVisibleSteps(wholeRun());
    m_loss->show(m_history);
    m_accuracy->show(m_history);
    placeBestMark();
    placeFirstLookText();
    placeEventMarks();
    m_noAccuracy->setVisible(!m_history.isEmpty() && !m_history.hasAccuracy());
}

void CurvePlot::placeBestMark()
{
    const auto best = m_history.best();
    const bool isWorthIt = best && m_history.evaluations().size() > 1;
    m_best->setVisible(isWorthIt);
    m_bestText->setVisible(isWorthIt);
    if (!isWorthIt)
        return;
    m_best->position->setCoords(double(best->step), m_accuracy->shown(best->testAccuracy));
    m_bestText->setText(tr("best test %1").arg(percentText(double(best->testAccuracy))));
    const bool isRight = double(best->step) > m_accuracy->x()->range().center();
    const int beneath = m_accuracy->rect()->bottom() - int(m_accuracy->y()->coordToPixel(m_accuracy->shown(best->testAccuracy)));
    const bool isLow = beneath < scaled(12) + 2 * QFontMetrics(m_bestText->font()).height();
    m_bestText->position->setCoords(0, scaled(isLow ? -12 : 12));
    m_bestText->setPositionAlignment((isLow ? Qt::AlignBottom : Qt::AlignTop) | (isRight ? Qt::AlignRight : Qt::AlignLeft));
}

void CurvePlot::placeFirstLookText()
{
    const auto look = m_history.firstLook();
    m_firstLookText->setVisible(look.has_value());
    if (!look)
        return;
    const bool hasAccuracy = !std::isnan(look->testAccuracy);
    const CurvePanel& panel = hasAccuracy ? *m_accuracy : *m_loss;
    m_firstLookText->setClipAxisRect(panel.rect());
    m_firstLookText->position->setAxes(panel.x(), panel.y());
    m_firstLookText->position->setAxisRect(panel.rect());
    m_firstLookText->position->setCoords(double(look->step),
                                         panel.shown(hasAccuracy ? look->testAccuracy : look->testLoss));
    m_firstLookText->setText(tr("of %1 digits").arg(countText(look->testSamples)));
}

void CurvePlot::placeEventMarks()
{
    const auto events = m_history.events();
    if (m_eventMarks.size() == 3 * events.size())
        return;
    clearEventMarks();
    for (const auto& event : events) {
        const auto step = double(event.step);
        for (const CurvePanel* panel : {m_loss.get(), m_accuracy.get()}) {
            auto* line = panel->addVerticalLine();
            line->setPen(QPen(theme().mutedText, scaled(1), Qt::DotLine));
            line->point1->setCoords(step, 0);
            line->point2->setCoords(step, 1);
            m_eventMarks.push_back(line);
        }
        auto* text = new QCPItemText(m_plot);
        text->setClipAxisRect(m_loss->rect());
        text->setText(event.text);
        text->setFont(m_bestText->font());
        text->setColor(theme().mutedText);
        text->setRotation(-90);
        text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
        text->position->setAxes(m_loss->x(), m_loss->y());
        text->position->setAxisRect(m_loss->rect());
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(step, 0.02);
        m_eventMarks.push_back(text);
    }
}

void CurvePlot::clearEventMarks()
{
    for (auto* mark : m_eventMarks)
        m_plot->removeItem(mark);
    m_eventMarks.clear();
}

QCPRange CurvePlot::wholeRun() const
{
    const double perEpoch = m_accuracy->x()->ticker().staticCast<EpochTicker>()->stepsPerEpoch();
    const double ahead = m_history.isEmpty() ? perEpoch : 0; // nothing yet: the first epoch
    const double last = std::max({double(m_history.lastStep()), ahead, fewestVisibleSteps});
    return {-0.015 * last, 1.02 * last};
}

std::pair<double, double> CurvePlot::visibleSteps() const
{
    return {m_loss->x()->range().lower, m_loss->x()->range().upper};
}

std::pair<double, double> CurvePlot::visibleLoss() const
{
    return {m_loss->y()->range().lower, m_loss->y()->range().upper};
}

std::pair<double, double> CurvePlot::visibleAccuracy() const
{
    return {m_accuracy->y()->range().lower, m_accuracy->y()->range().upper};
}

std::vector<double> CurvePlot::lossMarks() const
{
    return m_loss->marks();
}

void CurvePlot::setVisibleSteps(const QCPRange& range)
{
    const QScopedValueRollback guard(m_isSettingRange, true);
    m_loss->x()->setRange(range);
    m_accuracy->x()->setRange(range);
}

/// Of one of the two x axes, by the mouse.
void CurvePlot::onRangeChanged(const QCPRange& range)
{
    if (m_isSettingRange)
        return;
    const QCPRange all = wholeRun();
    QCPRange wanted = range;
    if (wanted.size() < fewestVisibleSteps)
        wanted = {wanted.center() - fewestVisibleSteps / 2, wanted.center() + fewestVisibleSteps / 2};
    wanted = wanted.bounded(all.lower, all.upper);
    setVisibleSteps(wanted);
    const bool seesAll = wanted.size() > 0.999 * all.size();
    if (seesAll != m_isFollowing) {
        m_isFollowing = seesAll;
        emit followingChanged(seesAll);
    }
}

void CurvePlot::fit()
{
    if (!m_isFollowing) {
        m_isFollowing = true;
        emit followingChanged(true);
    }
    refresh();
}

void CurvePlot::setStepsPerEpoch(std::uint64_t steps)
{
    m_accuracy->x()->ticker().staticCast<EpochTicker>()->setStepsPerEpoch(steps);
    m_accuracy->x()->setLabel(steps > 0 ? tr("Epoch (step below)") : tr("Step"));
    refresh();
}

void CurvePlot::setLogarithmicLoss(bool logarithmic)
{
    m_loss->setLogarithmic(logarithmic);
    refresh();
}

void CurvePlot::setLogarithmicError(bool logarithmic)
{
    m_accuracy->setError(logarithmic);
    refresh();
}

void CurvePlot::setDetailed(bool detailed)
{
    m_loss->setDetailed(detailed);
    m_accuracy->setDetailed(detailed);
    refresh();
}

void CurvePlot::hideCrosshair()
{
    moveCrosshair({});
}

void CurvePlot::moveCrosshair(std::optional<double> step)
{
    m_loss->moveCrosshair(step);
    m_accuracy->moveCrosshair(step);
    m_plot->layer(QStringLiteral("crosshair"))->replot();
    emit hovered(step);
}

QPicture CurvePlot::picture(QSize size)
{
    QPicture result;
    QCPPainter painter(&result);
    m_plot->toPainter(&painter, size.width(), size.height());
    painter.end();
    refresh(); // the layout was made for another size
    return result;
}

void CurvePlot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isOutdated)
        draw();
}

void CurvePlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyTheme();
        refresh();
    }
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave)
        moveCrosshair({});
    return QWidget::eventFilter(watched, event);
}
