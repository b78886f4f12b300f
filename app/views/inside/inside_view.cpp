#include "app/views/inside/inside_view.h"

#include "app/views/view_help.h"
#include "app/views/network_pictures.h"
#include "ui/charts/activation_canvas.h"
#include "ui/charts/activation_view.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/steps_view.h"
#include "ui/pad/class_wording.h"

#include <QSplitter>

#include <algorithm>

InsideView::InsideView(const Context& context)
    : m_context(context)
    , m_widget(new QSplitter(Qt::Vertical))
    , m_activations(new ActivationView(m_widget))
    , m_steps(*new StepsView(m_widget), context)
{
    m_widget->setChildrenCollapsible(false);
    m_widget->setStretchFactor(0, 3);
    m_widget->setStretchFactor(1, 2);
    connect(m_activations, &ActivationView::unitClicked, this, &InsideView::select);
}

QWidget* InsideView::widget()
{
    return m_widget;
}

void InsideView::refresh(Inspection::Changes what)
{
    const bool hasOtherColumns = what & Inspection::Network
        || (what & Inspection::Data && m_context.inspection.classNames() != m_classNames);
    if (hasOtherColumns)
        showColumns();
    if (hasOtherColumns || what & (Inspection::Weights | Inspection::SampleOf))
        showActivations();
    if (m_isGraph && (hasOtherColumns || what & Inspection::Weights))
        showConnections();
    if (hasOtherColumns || what & Inspection::UnitOf)
        markUnit();
    m_steps.refresh(what);
}

void InsideView::select(int column, int unit)
{
    // Column 0 is the input, column i + 1 what leaves layer i; the answer's numbers are the last layer's units, but for
    // the two classes that one output tells apart, and an auto-encoder's reconstruction.
    const engine::Model& model = m_context.inspection.model();
    const engine::Sequential& network = *model.network;
    if (column == 0 || (std::size_t(column) > network.size() && !model.namesClasses()))
        return;
    const std::size_t layer = std::min(std::size_t(column), network.size()) - 1;
    const std::size_t units = network.shapeBefore(layer + 1)[0];
    m_context.selection.selectUnit(Selection::Unit{layer, std::min(std::size_t(unit), units - 1)});
}

void InsideView::showColumns()
{
    const engine::Model& model = m_context.inspection.model();
    m_classNames = m_context.inspection.classNames();
    auto columns = activationColumns(*model.network, model.recipe);
    if (!areNumbers(m_classNames))
        columns.back().names = m_classNames;
    m_activations->setLayers(columns);
    m_isGraph = canBeGraph(columns);
}

void InsideView::showConnections()
{
    const engine::Model& model = m_context.inspection.model();
    const std::span<const float> parameters = model.weights->parameters;
    std::vector<UnitConnections> connections(model.network->size() + 2); // input and answer, which have none
    for (const auto& [layer, pictures] : weightPictures(*model.network)) {
        const auto weights = pictures.layer(parameters);
        const auto biases = pictures.biases(parameters);
        connections[layer + 1] = {.weights = {weights.begin(), weights.end()}, .biases = {biases.begin(), biases.end()}};
    }
    m_activations->setConnections(std::move(connections));
}

void InsideView::showActivations()
{
    const engine::Predictor* predicted = m_context.inspection.prediction();
    if (!predicted) {
        m_activations->clearActivations();
        return;
    }
    const engine::Model& model = m_context.inspection.model();
    std::vector<std::span<const float>> columns;
    for (std::size_t i = 0; i <= model.network->size(); ++i)
        columns.push_back(predicted->activation(i).first(model.network->shapeBefore(i).elements()));
    const std::span<const float> outputs = predicted->probabilities();
    const std::vector<float> answer = model.namesClasses() ? classProbabilities(outputs) : std::vector(outputs.begin(), outputs.end());
    columns.push_back(answer);
    m_activations->setActivations(columns);
}

void InsideView::markUnit()
{
    const auto unit = m_context.selection.unit();
    m_activations->setSelectedUnit(unit ? std::optional(std::pair(int(unit->layer) + 1, int(unit->index))) : std::nullopt);
}

QString InsideView::help()
{
    return helpText(tr("Every layer's activations for the digit in sight, from the input at the left to the "
                       "prediction at the right."),
                    {{tr("A picture"),
                      tr("One map of a convolution, or one cell for each neuron of a dense layer: the brighter, "
                         "the more active. The scale is beneath it.")},
                     {tr("Circles and lines"),
                      tr("A network of a few units is drawn whole: a circle for each unit with its activation, a line for each "
                         "weight, %1 where it excites, blue where it holds back.").arg(positiveColour())},
                     {tr("Fit"),
                      tr("The whole network in sight. Size makes the pictures larger, to be scrolled.")},
                     {tr("A click"),
                      tr("Selects the unit: its panel at the right shows what it multiplies and adds up. J and L go "
                         "from unit to unit, U and O from layer to layer.")}});
}
