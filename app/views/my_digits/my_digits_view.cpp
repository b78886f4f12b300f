#include "app/views/my_digits/my_digits_view.h"

#include "app/views/view_help.h"
#include "app/session/commands.h"
#include "app/session/drawing_label.h"
#include "app/session/fine_tuner.h"
#include "app/session/my_digits.h"
#include "app/session/writer_adaptation.h"
#include "app/views/my_digits/fine_tuning_outcome.h"
#include "app/views/my_digits/my_digits_panel.h"

#include <QAction>
#include <QFileDialog>

#include <utility>

namespace {

QString drawings()
{
    return MyDigitsView::tr("Drawings (*.jsonl);;All files (*)");
}

} // namespace

MyDigitsView::MyDigitsView(const Context& context)
    : m_context(context)
    , m_panel(new MyDigitsPanel)
    , m_predictions(context.jobs)
    , m_tiles(m_predictions)
{
    connectEditing();
    connectFineTuning();
    m_panel->setWriter(DrawingLabel::writer());
    connect(m_panel, &MyDigitsPanel::writerChanged, this, [this] { DrawingLabel::setWriter(m_panel->writer()); });
    connect(&context.myDigits, &MyDigits::changed, this, [this] { note(Digits); });
    connect(&m_predictions, &MyDigitPredictions::changed, this, [this] { note(Tiles); });
    followModel(Inspection::Everything);
}

QWidget* MyDigitsView::widget()
{
    return m_panel;
}

void MyDigitsView::connectEditing()
{
    MyDigits& digits = m_context.myDigits;
    connect(m_panel, &MyDigitsPanel::filterChanged, this, &MyDigitsView::showTiles);
    connect(m_panel, &MyDigitsPanel::relabelRequested, this,
            [this, &digits](const std::vector<quint64>& ids, std::optional<int> label) { digits.relabel(m_tiles.places(ids), label); });
    connect(m_panel, &MyDigitsPanel::deleteRequested, this,
            [this, &digits](const std::vector<quint64>& ids) { digits.remove(m_tiles.places(ids)); });
    connect(m_panel, &MyDigitsPanel::drawRequested, this, [this](quint64 id) {
        for (const std::size_t place : m_tiles.places({id}))
            m_context.label.bring(place);
    });
    connect(m_panel, &MyDigitsPanel::undoRequested, &digits, &MyDigits::undo);
    connect(m_panel, &MyDigitsPanel::redoRequested, &digits, &MyDigits::redo);
    connect(m_panel, &MyDigitsPanel::importRequested, this, &MyDigitsView::askWhatToImport);
    auto* exporting = new QAction(tr("Export the digits shown…"), m_panel);
    connect(exporting, &QAction::triggered, this, &MyDigitsView::askWhereToExport);
    connect(m_panel, &MyDigitsPanel::exportRequested, exporting, &QAction::trigger);
    m_context.commands.adopt(QStringLiteral("my_digits.export"), tr("My digits"), exporting);
}

void MyDigitsView::connectFineTuning()
{
    FineTuner& tuner = m_context.fineTuner;
    connect(m_panel, &MyDigitsPanel::learnRequested, &tuner, &FineTuner::start);
    connect(m_panel, &MyDigitsPanel::cancelRequested, &tuner, &FineTuner::cancel);
    connect(m_panel->report(), &FineTuningReport::undoRequested, &m_context.runs, &Runs::undo);
    connect(m_panel->report(), &FineTuningReport::flipChosen, this,
            [this](quint64 id) { m_context.selection.selectTestDigit(std::size_t(id - 1)); });
    connect(&tuner, &FineTuner::changed, this, [this, &tuner] {
        if (!tuner.outcome())
            m_isOutcomeShown = false;
        note(FineTuning);
    });
}

void MyDigitsView::setInSight(bool isInSight)
{
    m_isInSight = isInSight;
    note(0);
    m_predictions.setActive(isInSight);
}

void MyDigitsView::refresh(Inspection::Changes what)
{
    followModel(what);
}

void MyDigitsView::note(int parts)
{
    m_stale |= parts;
    if (!m_isInSight)
        return;
    const int stale = std::exchange(m_stale, 0);
    if (stale & Digits)
        showDigits();
    else if (stale & Tiles)
        showTiles();
    if (stale & FineTuning)
        showFineTuning();
}

void MyDigitsView::followModel(Inspection::Changes what)
{
    const engine::Model& model = m_context.inspection.model();
    if (what & Inspection::Network) {
        const bool readsDrawings = model.namesClasses() && model.network->inputShape().elements() == engine::digitSide * engine::digitSide;
        m_predictions.setNetwork(readsDrawings ? model.network : nullptr, model.recipe.loss);
    }
    if (what & (Inspection::Network | Inspection::Weights))
        m_predictions.setWeights(model.weights);
    m_predictions.setWriterTransform(m_context.writer.writerTransform());
}

void MyDigitsView::showDigits()
{
    m_tiles.setDigits(m_context.myDigits.digits());
    m_predictions.setDigits(m_context.myDigits.digits());
    m_panel->setUndo(m_context.myDigits.canUndo(), m_context.myDigits.canRedo());
    showTiles();
}

void MyDigitsView::showTiles()
{
    m_panel->setDigits(m_tiles.tiles(m_panel->filter()), m_tiles.counts());
}

void MyDigitsView::showFineTuning()
{
    const FineTuner& tuner = m_context.fineTuner;
    const auto& progress = tuner.progress();
    m_panel->setProgress(progress ? progress->phase : QString(), progress ? progress->share : 0);
    if (!tuner.outcome())
        m_panel->clearOutcome();
    else if (!std::exchange(m_isOutcomeShown, true))
        m_panel->setOutcome(fineTuningOutcome(*tuner.outcome()));
}

void MyDigitsView::askWhatToImport()
{
    for (const QString& file : QFileDialog::getOpenFileNames(m_panel, tr("Import drawings"), {}, drawings()))
        m_context.myDigits.importFrom(file);
}

void MyDigitsView::askWhereToExport()
{
    const engine::UserDigits digits = m_tiles.digits(m_panel->filter(), m_panel->grid().selectedIds());
    const QString file = QFileDialog::getSaveFileName(m_panel, tr("Export %1 drawings").arg(digits.size()),
                                                      QStringLiteral("digits.jsonl"), drawings());
    if (!file.isEmpty())
        m_context.myDigits.exportTo(digits, file);
}

QString MyDigitsView::help()
{
    return helpText(tr("The drawings that you have labelled, and how the network reads them."),
                    {{tr("I drew a"),
                      tr("Under the pad, or the keys 0 to 9 and X: keeps the drawing here with its label.")},
                     {tr("Learn from my digits"),
                      tr("Trains the network in use a little further, on your drawings and on some of the data set, so "
                         "that it forgets nothing. It takes seconds and can be undone.")}});
}
