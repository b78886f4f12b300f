#include "app/views/inside/steps_presenter.h"

#include "ui/charts/steps_view.h"

StepsPresenter::StepsPresenter(StepsView& view, const Context& context)
    : m_view(view)
    , m_context(context)
{
    connect(&view, &StepsView::unitClicked, this,
            [this](int unit) { m_context.selection.selectUnit(Selection::Unit{*m_lstm, std::size_t(unit)}); });
}

void StepsPresenter::refresh(Inspection::Changes what)
{
    const bool isOther = what & (Inspection::Network | Inspection::Data);
    if (isOther)
        showNetwork();
    if (!m_steps)
        return;
    if (isOther || what & (Inspection::Weights | Inspection::SampleOf))
        showSteps();
    if (isOther || what & Inspection::UnitOf)
        markUnit();
}

void StepsPresenter::showNetwork()
{
    const engine::Model& model = m_context.inspection.model();
    m_steps.reset();
    m_lstm = engine::LstmStates::findLstm(*model.network);
    m_view.setVisible(m_lstm.has_value());
    if (!m_lstm)
        return;
    m_steps.emplace(model.network, model.recipe.loss);
    const auto outputs = qsizetype(model.network->outputShape().elements());
    m_view.setSizes({.steps = int(m_steps->steps()),
                     .inputs = int(model.network->shapeBefore(*m_lstm).elements() / m_steps->steps()),
                     .units = int(m_steps->units()),
                     .classes = m_steps->predictsAtEachStep() ? m_context.inspection.classNames().mid(0, outputs) : QStringList()});
}

void StepsPresenter::showSteps()
{
    const engine::Predictor* predicted = m_context.inspection.prediction();
    if (!predicted) {
        m_view.clear();
        return;
    }
    const engine::Model& model = m_context.inspection.model();
    m_steps->setTemperature(model.calibration.temperature);
    m_steps->run(model.weights->parameters, m_context.inspection.input()->pixels);
    m_view.setNumbers({.inputs = predicted->activation(*m_lstm), .hidden = m_steps->hidden(), .probabilities = m_steps->probabilities()});
}

void StepsPresenter::markUnit()
{
    const auto unit = m_context.selection.unit();
    m_view.setSelectedUnit(unit && unit->layer == m_lstm ? std::optional(int(unit->index)) : std::nullopt);
}
