#include "app/views/train/train_view.h"

#include "app/views/view_help.h"
#include "app/session/data_location.h"
#include "app/session/data_words.h"
#include "app/session/notices.h"
#include "app/session/time_left.h"
#include "ui/charts/curve_view.h"
#include "ui/fields/words.h"

#include <QSettings>

#include <span>

namespace {

const QString lossKey = QStringLiteral("train/logarithmicLoss");
const QString errorKey = QStringLiteral("train/logarithmicError");
const QString detailKey = QStringLiteral("train/detail");
const QString smoothingKey = QStringLiteral("train/smoothing");

CurveView::Looks keptLooks()
{
    const QSettings settings;
    const CurveView::Looks usual;
    bool isNumber = false;
    const int smoothing = settings.value(smoothingKey, usual.smoothing).toInt(&isNumber);
    return {.logarithmicLoss = settings.value(lossKey, usual.logarithmicLoss).toBool(),
            .logarithmicError = settings.value(errorKey, usual.logarithmicError).toBool(),
            .detailed = settings.value(detailKey, usual.detailed).toBool(),
            .smoothing = isNumber ? smoothing : usual.smoothing};
}

void keepLooks(const CurveView::Looks& looks)
{
    QSettings settings;
    settings.setValue(lossKey, looks.logarithmicLoss);
    settings.setValue(errorKey, looks.logarithmicError);
    settings.setValue(detailKey, looks.detailed);
    settings.setValue(smoothingKey, looks.smoothing);
}

} // namespace

TrainView::TrainView(const Context& context)
    : m_context(context)
    , m_curves(new CurveView)
{
    m_curves->setLooks(keptLooks());
    connect(m_curves, &CurveView::looksChanged, this, [this] { keepLooks(m_curves->looks()); });
    connect(m_curves, &CurveView::exportFailed, this,
            [this](const QString& sentence) { m_context.notices.say(Notice::Level::Error, sentence); });
}

QWidget* TrainView::widget()
{
    return m_curves;
}

void TrainView::refresh(Inspection::Changes what)
{
    if (what & Inspection::Network)
        startOver();
    if (what & (Inspection::Log | Inspection::Data)) {
        appendRecords();
        showPlan();
        tellOfOtherData();
    }
}

void TrainView::startOver()
{
    const engine::Recipe& recipe = m_context.inspection.model().recipe;
    m_steps = m_evaluations = m_events = 0;
    m_curves->clear();
    m_curves->setRunTitle(QStringLiteral("%1 · %2 · seed %3")
                              .arg(QString::fromStdString(recipe.name), QString::fromStdString(recipe.optimizer.kind))
                              .arg(recipe.seed));
}

void TrainView::appendRecords()
{
    const engine::RunLog& log = m_context.inspection.run().state().log;
    m_curves->append(std::span(log.steps).subspan(m_steps));
    m_curves->append(std::span(log.evaluations).subspan(firstNewEvaluation()));
    m_curves->setFirstLook(m_context.inspection.run().firstLook());
    for (const engine::RunEvent& event : std::span(log.events).subspan(m_events))
        m_curves->addEventMark(event.step, tr("rate %1").arg(double(event.learningRate)));
    m_steps = log.steps.size();
    m_evaluations = log.evaluations.size();
    m_events = log.events.size();
}

std::size_t TrainView::firstNewEvaluation() const
{
    if (m_evaluations == 0)
        return 0;
    const auto& evaluations = m_context.inspection.run().state().log.evaluations;
    const std::uint64_t last = m_curves->history().evaluations().back().step;
    // One that came late has moved the others: all of them again. Else the last one again, since another evaluation of
    // its step may have taken its place.
    return evaluations[m_evaluations - 1].step == last ? m_evaluations - 1 : 0;
}

void TrainView::showPlan()
{
    const Run& run = m_context.inspection.run();
    const Run::Progress now = run.progress();
    m_curves->setStepsPerEpoch(now.stepsPerEpoch);
    m_curves->setEmptyText(emptyText(run));
}

QString TrainView::emptyText(const Run& run)
{
    const Run::Progress now = run.progress();
    if (now.isPretraining() && run.isTraining()) {
        const auto left = pretrainingSecondsLeft(run);
        return left ? tr("Layers are being pre-trained, about %1 left: see Generate.\nLoss and accuracy follow after that.")
                          .arg(clockTime(*left))
                    : tr("Layers are being pre-trained: see Generate.\nLoss and accuracy follow after that.");
    }
    if (now.isPretraining() && now.pretrainingStep > 0)
        return tr("Layers are being pre-trained, and wait for Train.\nLoss and accuracy follow after that.");
    if (run.isTraining())
        return tr("Measuring the untrained network…");
    return tr("Press Train to watch loss and accuracy");
}

void TrainView::tellOfOtherData()
{
    const RunState& state = m_context.inspection.run().state();
    const Run::Data& data = m_context.inspection.data();
    // Digits of mine may have been learnt afterwards.
    if (!state.isTrained() || !data || state.trainedOn.startsWith(QString::fromStdString(describe(*data)))) {
        m_curves->setNote({});
        return;
    }
    const QString now = QString::fromStdString(data->name);
    m_curves->setNote(tr("These figures are from its own training data, not from %1").arg(now),
                      tr("This network learnt from %1, and was measured on the test part of it.").arg(inWords(state.trainedOn)));
}

QString TrainView::help()
{
    return helpText(tr("Loss and accuracy while the network learns. Space starts and pauses, S makes one step, "
                       "Shift+S one epoch."),
                    {{tr("Loss"),
                      tr("How wrong the network is; it should fall. The thin line is each batch, the thick one a "
                         "running mean.")},
                     {tr("Accuracy"),
                      tr("The share of digits that it gets right, of the training and of the test data. When the two "
                         "curves part, it overfits.")},
                     {tr("The line under the pointer"),
                      tr("The values at that step. Drag to move, turn the wheel to zoom, double-click to see all.")},
                     {tr("Marks"),
                      tr("Where you changed the rate during the run.")}});
}
