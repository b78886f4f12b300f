#include "app/window/steps_presenter.h"

#include "app/class_words.h"
#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/workbench.h"
#include "ui/charts/steps_view.h"

StepsPresenter::StepsPresenter(StepsView& view, SampleReader& reader, Selection& selection, const Workbench& workbench,
                               QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_reader(reader)
    , m_selection(selection)
    , m_workbench(workbench)
{
    connect(&view, &StepsView::unitClicked, &selection, [this](int unit) {
        m_selection.selectUnit(Selection::Unit{*m_lstm, std::size_t(unit)});
    });
    connect(&selection, &Selection::unitChanged, this, &StepsPresenter::markUnit);
    connect(&reader, &SampleReader::readingChanged, this, &StepsPresenter::showSteps);
    connect(&workbench, &Workbench::networkReplaced, this, &StepsPresenter::showNetwork);
    connect(&workbench, &Workbench::classesChanged, this, &StepsPresenter::showNetwork);
    connect(&workbench, &Workbench::dataChanged, this, &StepsPresenter::showNetwork);
    showNetwork();
}

void StepsPresenter::showNetwork()
{
    const NetworkState& state = m_workbench.state();
    m_steps.reset();
    m_lstm = engine::LstmStates::findLstm(*state.network);
    m_view.setVisible(m_lstm.has_value());
    if (!m_lstm)
        return;
    m_steps.emplace(state.network, state.recipe.loss);
    QStringList classes;
    if (m_steps->predictsAtEachStep())
        classes = classNamesOf(state, m_workbench.data().get()).mid(0, qsizetype(state.network->outputShape().elements()));
    m_view.setSizes({.steps = int(m_steps->steps()),
                     .inputs = int(state.network->shapeBefore(*m_lstm).elements() / m_steps->steps()),
                     .units = int(m_steps->units()),
                     .classes = classes});
    showSteps();
}

void StepsPresenter::showSteps()
{
    // While a network is being replaced, the reader still has the old one.
    const bool isCurrent = &m_reader.network() == m_workbench.state().network.get();
    if (!m_steps || !m_view.isVisible())
        return;
    if (!isCurrent || !m_reader.hasReading()) {
        m_view.clear();
        return;
    }
    m_steps->setTemperature(m_reader.calibration().temperature);
    m_steps->run(m_reader.weights().parameters, *m_reader.picture());
    m_view.setNumbers({.inputs = m_reader.activation(*m_lstm),
                       .hidden = m_steps->hidden(),
                       .probabilities = m_steps->probabilities()});
}

void StepsPresenter::markUnit()
{
    const auto unit = m_selection.unit();
    m_view.setSelectedUnit(unit && unit->layer == m_lstm ? std::optional(int(unit->index)) : std::nullopt);
}
