#include "app/window/learning_presenter.h"

#include "app/my_digits.h"
#include "app/selection.h"
#include "engine/errors.h"
#include "ui/panels/my_digits_view.h"

#include <algorithm>

namespace {

constexpr std::size_t mostFlipsShown = 200;

QString wordsFor(engine::FineTuningProgress::Stage stage)
{
    using Stage = engine::FineTuningProgress::Stage;
    switch (stage) {
    case Stage::ReadingBefore:
        return LearningPresenter::tr("reading with the old weights…");
    case Stage::Straightening:
        return LearningPresenter::tr("finding out how your hand leans…");
    case Stage::Learning:
        return LearningPresenter::tr("learning your digits, practising old ones…");
    case Stage::ReadingAfter:
        return LearningPresenter::tr("reading with the new weights, to see what was forgotten…");
    }
    return {};
}

} // namespace

LearningPresenter::LearningPresenter(MyDigitsView& view, const MyDigits& set, Selection& selection, Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_set(set)
    , m_selection(selection)
    , m_workbench(workbench)
{
    connect(&view, &MyDigitsView::learnRequested, this, &LearningPresenter::learn);
    connect(&view, &MyDigitsView::cancelRequested, &m_tutor, &DigitTutor::cancel);
    connect(view.report(), &LearningReport::undoRequested, &workbench, &Workbench::undoReplacement);
    connect(view.report(), &LearningReport::flipChosen, this, [this](quint64 id) { m_selection.selectTestDigit(std::size_t(id - 1)); });
    connect(&m_tutor, &DigitTutor::progressed, this, &LearningPresenter::showProgress);
    connect(&m_tutor, &DigitTutor::taught, this, &LearningPresenter::take);
    connect(&m_tutor, &DigitTutor::failed, this, &LearningPresenter::failed);
    connect(&m_tutor, &DigitTutor::ended, this, &LearningPresenter::end);
    connect(&workbench, &Workbench::networkReplaced, this, &LearningPresenter::onNetworkReplaced);
    connect(&workbench, &Workbench::dataChanged, &view, &MyDigitsView::clearOutcome);
    connect(&workbench, &Workbench::progressChanged, this, &LearningPresenter::onProgress);
}

void LearningPresenter::learn()
{
    if (m_isActive)
        return;
    m_isActive = true;
    m_view.clearOutcome();
    m_view.setProgress(tr("waiting for the running step…"), 0);
    m_workbench.stop(); // a run goes on from what was learnt, when it is told to
    m_workbench.requestConsistentState([this](const NetworkState& state) { begin(state); });
}

void LearningPresenter::begin(const NetworkState& state)
{
    m_data = m_workbench.data();
    try {
        if (!state.isTrained())
            throw engine::Error(tr("This network has learnt nothing yet: train it, or open the shipped one, before it learns your digits.").toStdString());
        if (!m_data)
            throw engine::Error(tr("The data set is still being read; your digits can be learnt in a moment.").toStdString());
        engine::requireTunable(state.recipe, m_data->train);
    } catch (const engine::Error& error) {
        emit failed(QString::fromUtf8(error.what()));
        end();
        return;
    }
    m_state = state;
    std::vector<engine::StrokeSample> drawings;
    for (const auto& digit : m_set.digits())
        drawings.push_back(digit->sample);
    m_tutor.teach({.recipe = state.recipe,
                   .parameters = state.weights->parameters,
                   .straightening = state.straightening,
                   .drawings = std::move(drawings),
                   .data = m_data});
}

void LearningPresenter::showProgress(const engine::FineTuningProgress& progress)
{
    m_view.setProgress(wordsFor(progress.stage), progress.share);
}

void LearningPresenter::take(const engine::FineTuned& result)
{
    if (!m_isActive) // the network was replaced in the moment when it had learnt
        return;
    m_isEntering = true;
    m_workbench.replaceNetwork(withLearnt(m_state, result));
    m_isEntering = false;
    m_view.setOutcome(outcomeOf(result));
    emit learnt(tr("The network has learnt %n of your digits: it reads %1 of them right, %2 before.", nullptr, int(result.mine.samples))
                    .arg(result.mine.rightAfter)
                    .arg(result.mine.rightBefore));
}

LearningOutcome LearningPresenter::outcomeOf(const engine::FineTuned& result) const
{
    const auto set = [](const engine::Comparison& one) {
        return BeforeAndAfter{.samples = int(one.samples), .before = int(one.rightBefore), .after = int(one.rightAfter)};
    };
    LearningOutcome outcome{.mine = set(result.mine),
                            .test = set(result.test),
                            .testName = result.testStep == 1 ? QString::fromStdString(m_data->name)
                                                             : tr("%1 (one in %2)").arg(QString::fromStdString(m_data->name)).arg(result.testStep),
                            .forgotten = int(result.test.forgotten()),
                            .gained = int(result.test.gained()),
                            .hand = QString::fromStdString(engine::handInWords(result.straightening)),
                            .way = result.way,
                            .seconds = result.seconds,
                            .flips = {}};
    std::vector<engine::Flip> flips = result.test.flips;
    std::ranges::stable_partition(flips, &engine::Flip::isForgotten);
    const engine::Dataset& test = m_data->test;
    const auto columns = test.sampleShape[test.sampleShape.rank() - 1];
    for (const engine::Flip& flip : flips) {
        if (outcome.flips.size() == mostFlipsShown)
            break;
        const auto pixels = test.sample(flip.index);
        const bool isForgotten = flip.isForgotten();
        outcome.flips.push_back(
            {.id = quint64(flip.index) + 1,
             .picture = greyPicture(pixels, int(pixels.size() / columns), int(columns)),
             .label = QString::number(flip.label),
             .reading = isForgotten ? tr("✗ %1").arg(flip.after) : tr("%1 → ✓").arg(flip.before),
             .isWrong = isForgotten,
             .isGood = !isForgotten,
             .tip = tr("Test digit %1, a %2: read as a %3 before, as a %4 now. Enter shows it.").arg(flip.index + 1).arg(flip.label).arg(flip.before).arg(flip.after)});
    }
    return outcome;
}

void LearningPresenter::onNetworkReplaced()
{
    if (m_isEntering)
        return;
    m_view.clearOutcome(); // it is about another network
    if (m_isActive) {
        m_tutor.cancel();
        m_isActive = false;
    }
}

void LearningPresenter::onProgress()
{
    // The last report of the run that was ended for it comes now, too.
    if (m_isActive && m_tutor.isActive() && !m_isEntering && m_workbench.progress().step > m_state.weights->step) {
        m_tutor.cancel(); // the network goes another way
        m_isActive = false;
    }
}

void LearningPresenter::end()
{
    m_isActive = false;
    m_view.setProgress({}, 0);
}
