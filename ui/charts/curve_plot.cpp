#include "ui/charts/curve_plot.h"

#include "ui/charts/curve_history.h"
#include "ui/charts/curve_marks.h"
#include "ui/charts/curve_panel.h"
#include "ui/charts/epoch_ticker.h"
#include "ui/style/theme.h"

#include <QEvent>

#include <qcustomplot.h>

#include <chrono>

namespace {

constexpr std::chrono::milliseconds leastPause(33);
constexpr double fewestVisibleSteps = 8;

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
    m_marks = std::make_unique<CurveMarks>(m_plot, *m_loss, *m_accuracy);
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

void CurvePlot::applyTheme()
{
    const QFont small = smallFont();
    m_plot->setBackground(QBrush(theme().panel));
    m_loss->applyTheme(small);
    m_accuracy->applyTheme(small);
    m_marks->applyTheme(small, font());
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
    m_marks->show(m_history);
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
