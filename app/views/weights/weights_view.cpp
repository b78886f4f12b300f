#include "app/views/weights/weights_view.h"

#include "app/views/view_help.h"

#include "ui/charts/colour_map.h"
#include "ui/charts/weights_panel.h"

#include <algorithm>

WeightsView::WeightsView(const Context& context)
    : m_context(context)
    , m_panel(new WeightsPanel)
{
    connect(m_panel, &WeightsPanel::unitClicked, this, [this](int section, int unit) {
        m_context.selection.selectUnit(Selection::Unit{m_pictures[std::size_t(section)].layer, std::size_t(unit)});
    });
}

QWidget* WeightsView::widget()
{
    return m_panel;
}

void WeightsView::refresh(Inspection::Changes what)
{
    if (what & Inspection::Network)
        showNetwork();
    if (what & (Inspection::Network | Inspection::Weights)) {
        const auto& weights = m_context.inspection.model().weights;
        m_panel->setWeights(weights, weights->parameters);
    }
    if (what & (Inspection::Network | Inspection::UnitOf))
        markUnit();
}

void WeightsView::showNetwork()
{
    m_pictures = weightPictures(*m_context.inspection.model().network);
    std::vector<WeightPictures> pictures;
    for (const LayerPictures& layer : m_pictures)
        pictures.push_back(layer.pictures);
    m_panel->setLayers(pictures);
    const auto& initial = m_context.inspection.run().state().initialWeights;
    m_panel->setReference(initial, initial->parameters);
}

void WeightsView::markUnit()
{
    const auto unit = m_context.selection.unit();
    const auto section = unit ? std::ranges::find(m_pictures, unit->layer, &LayerPictures::layer) : m_pictures.end();
    m_panel->setSelectedUnit(section == m_pictures.end()
                                 ? std::optional<std::pair<int, int>>{}
                                 : std::pair(int(section - m_pictures.begin()), int(unit->index)));
}

QString WeightsView::help()
{
    return helpText(tr("The weights of every layer as pictures, at this step of the training."),
                    {{tr("A picture"),
                      tr("What one neuron looks for: %1 where ink excites it, blue where ink holds it back.").arg(positiveColour())},
                     {tr("Scale"),
                      tr("One for all layers, so that strengths compare; one for each layer, or each picture, shows weak "
                         "patterns as well. Rescale fits it to the present weights.")},
                     {tr("Change since the start"),
                      tr("The difference from the initial weights: what the network has learnt. A bar for each layer tells "
                         "how far it has moved.")},
                     {tr("A click"),
                      tr("Selects the unit on all pages.")}});
}
