#include "app/views/activations/activations_view.h"

#include "app/views/activations/activations_panel.h"
#include "app/views/activations/watched_layer.h"
#include "app/views/network_pictures.h"
#include "app/views/view_help.h"
#include "ui/charts/number_text.h"

#include <cmath>

ActivationsView::ActivationsView(const Context& context)
    : m_context(context)
    , m_panel(new ActivationsPanel)
{
    connect(m_panel, &ActivationsPanel::exampleRequested, this, [this] { m_context.selection.selectTestDigit(0); });
}

QWidget* ActivationsView::widget()
{
    return m_panel;
}

void ActivationsView::refresh(Inspection::Changes what)
{
    if (what & Inspection::Network || layer() != m_layer)
        showLayer();
    if (what & (Inspection::Network | Inspection::UnitOf))
        showHint();
    if (what & (Inspection::Network | Inspection::Weights | Inspection::SampleOf | Inspection::UnitOf | Inspection::Data
                | Inspection::Interventions))
        showNumbers();
}

void ActivationsView::showHint()
{
    m_panel->setHint(m_context.selection.unit()
                         ? tr("The layer of the selected unit")
                         : tr("The last hidden layer. Choose a unit in Inside or Weights to see its layer."));
}

std::size_t ActivationsView::layer() const
{
    return watchedLayer(*m_context.inspection.model().network, m_context.selection.unit());
}

void ActivationsView::showLayer()
{
    m_layer = layer();
    const engine::Model& model = m_context.inspection.model();
    const LayerActivations column = activationColumns(*model.network, model.recipe)[m_layer + 1]; // 0 is the input
    const QString size
        = column.isMaps() ? column.shapeText() : tr("%1 units").arg(countText(quint64(column.channels)));
    const auto flat = flatParts(*model.network, m_layer);
    m_panel->setLayer({.title = QStringLiteral("%1 · %2 · %3").arg(column.name, column.kind, size),
                       .isSigned = column.signedValues,
                       .areMaps = column.isMaps(),
                       .flat = flat,
                       .limit = flat && std::isfinite(flat->above) ? std::optional(1.0f) : std::nullopt});
}

void ActivationsView::showNumbers()
{
    const engine::Predictor* prediction = m_context.inspection.prediction();
    if (!prediction) {
        m_panel->clear(hasTestDigit());
        return;
    }
    const std::size_t numbers = m_context.inspection.model().network->shapeBefore(m_layer + 1).elements();
    m_panel->setNumbers(prediction->activation(m_layer + 1).first(numbers));
}

bool ActivationsView::hasTestDigit() const
{
    const Run::Data& data = m_context.inspection.data();
    return data && data->test.size() > 0
        && data->test.sampleShape.elements() == m_context.inspection.model().network->inputShape().elements();
}

QString ActivationsView::help()
{
    return helpText(tr("How often each value occurs among a layer's units, for what is on the pad."),
                    {{tr("The layer"),
                      tr("That of the selected unit, or else the last hidden one. A click on a unit in Inside or "
                         "Weights chooses another.")},
                     {tr("The bar at 0"),
                      tr("Units that are exactly 0, as ReLU makes them of everything below: they say nothing of this "
                         "sample. A bar with two gaps is higher than there is room for.")},
                     {tr("The tinted ends"),
                      tr("Units here are saturated: sigmoid, tanh and ELU are nearly flat there, so that gradients "
                         "vanish and the units hardly learn.")}});
}
