#include "app/window/inside_presenter.h"

#include "app/class_words.h"
#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/unit_pages.h"
#include "app/workbench.h"
#include "engine/inspect/lstm_states.h"
#include "ui/charts/activation_view.h"
#include "ui/charts/weights_view.h"
#include "ui/pad/class_wording.h"
#include "ui/panels/inspector.h"

#include <algorithm>

namespace {

/// Units of what leaves a layer: maps, or neurons.
std::size_t unitsOf(const engine::Sequential& network, std::size_t layer)
{
    return network.shapeBefore(layer + 1)[0];
}

} // namespace

InsidePresenter::InsidePresenter(const Views& views, SampleReader& reader, Selection& selection, const Workbench& workbench,
                                 QObject* parent)
    : QObject(parent)
    , m_views(views)
    , m_reader(reader)
    , m_selection(selection)
    , m_workbench(workbench)
{
    connect(&views.activations, &ActivationView::unitClicked, this, &InsidePresenter::selectActivation);
    connect(&views.weights, &WeightsView::unitClicked, &selection, [this](int section, int unit) {
        m_selection.selectUnit(Selection::Unit{m_pictures[std::size_t(section)].layer, std::size_t(unit)});
    });
    connect(&selection, &Selection::unitChanged, this, &InsidePresenter::markUnit);
    connect(&reader, &SampleReader::readingChanged, this, &InsidePresenter::showActivations);
    connect(&workbench, &Workbench::networkReplaced, this, &InsidePresenter::showNetwork);
    connect(&workbench, &Workbench::weightsChanged, this, &InsidePresenter::showWeights);
    connect(&workbench, &Workbench::classesChanged, this, &InsidePresenter::showClasses);
    connect(&workbench, &Workbench::dataChanged, this, &InsidePresenter::showClasses);
    showNetwork();
}

void InsidePresenter::selectActivation(int column, int unit)
{
    // Column 0 is the input, column i + 1 what leaves layer i; the answer's numbers are the last layer's units, but for
    // the two classes that one output tells apart, and the picture that an auto-encoder gives back.
    const engine::Sequential& network = *m_workbench.state().network;
    if (column == 0 || (std::size_t(column) > network.size() && !m_workbench.state().namesClasses()))
        return;
    const std::size_t layer = std::min(std::size_t(column), network.size()) - 1;
    m_selection.selectUnit(Selection::Unit{layer, std::min(std::size_t(unit), unitsOf(network, layer) - 1)});
}

void InsidePresenter::stepUnit(int by)
{
    const Selection::Unit now = m_selection.unit().value_or(Selection::Unit{});
    const std::size_t count = unitsOf(m_reader.network(), now.layer);
    const std::size_t next = m_selection.unit() ? (now.index + count + std::size_t(std::ptrdiff_t(by))) % count : 0;
    m_selection.selectUnit(Selection::Unit{now.layer, next});
}

void InsidePresenter::stepLayer(int by)
{
    const Selection::Unit now = m_selection.unit().value_or(Selection::Unit{});
    const auto last = std::ptrdiff_t(m_reader.network().size()) - 1;
    const auto layer = std::size_t(std::clamp(std::ptrdiff_t(now.layer) + by, std::ptrdiff_t(0), last));
    m_selection.selectUnit(Selection::Unit{layer, std::min(now.index, unitsOf(m_reader.network(), layer) - 1)});
}

void InsidePresenter::showNetwork()
{
    const engine::Sequential& network = *m_workbench.state().network;
    m_pictures = weightPictures(network);
    std::vector<WeightPictures> pictures;
    for (const LayerPictures& layer : m_pictures)
        pictures.push_back(layer.pictures);
    m_views.weights.setLayers(pictures);
    const auto& initial = m_workbench.state().initialWeights;
    m_views.weights.setReference(initial, initial->parameters);
    showColumns();
    m_selection.selectUnit({});
    showWeights();
    showActivations();
}

void InsidePresenter::showColumns()
{
    const NetworkState& state = m_workbench.state();
    m_classNames = classNamesOf(state, m_workbench.data().get());
    auto columns = activationColumns(*state.network, state.recipe);
    if (!areNumbers(m_classNames))
        columns.back().names = m_classNames;
    m_views.activations.setLayers(columns);
}

void InsidePresenter::showClasses()
{
    if (classNamesOf(m_workbench.state(), m_workbench.data().get()) == m_classNames)
        return;
    showColumns();
    showActivations();
    markUnit();
}

void InsidePresenter::showWeights()
{
    const auto& weights = m_workbench.state().weights;
    m_views.weights.setWeights(weights, weights->parameters);
}

void InsidePresenter::showActivations()
{
    // While a network is being replaced, the reader still has the old one.
    if (&m_reader.network() != m_workbench.state().network.get() || !m_reader.hasReading()) {
        m_views.activations.clearActivations();
    } else {
        const engine::Sequential& network = m_reader.network();
        std::vector<std::span<const float>> columns;
        for (std::size_t i = 0; i <= network.size(); ++i)
            columns.push_back(m_reader.activation(i).first(network.shapeBefore(i).elements()));
        const auto answer = m_workbench.state().namesClasses() ? classProbabilities(m_reader.probabilities())
                                                               : std::vector(m_reader.probabilities().begin(), m_reader.probabilities().end());
        columns.push_back(answer);
        m_views.activations.setActivations(columns);
    }
    showUnit();
}

void InsidePresenter::markUnit()
{
    const auto unit = m_selection.unit();
    if (!unit) {
        m_views.activations.setSelectedUnit({});
        m_views.weights.setSelectedUnit({});
    } else {
        m_views.activations.setSelectedUnit(std::pair(int(unit->layer) + 1, int(unit->index)));
        const auto section = std::ranges::find(m_pictures, unit->layer, &LayerPictures::layer);
        m_views.weights.setSelectedUnit(section == m_pictures.end()
                                            ? std::optional<std::pair<int, int>>{}
                                            : std::pair(int(section - m_pictures.begin()), int(unit->index)));
    }
    showUnit();
}

void InsidePresenter::showUnit()
{
    if (!m_views.inspector.isVisible())
        return;
    const auto unit = m_selection.unit();
    const bool isCurrent = &m_reader.network() == m_workbench.state().network.get();
    auto page = unit && isCurrent ? unitPage(m_reader, *unit) : std::nullopt;
    const bool isOfTheAnswer = page && unit->layer + 1 == m_reader.network().size() && unitsOf(m_reader.network(), unit->layer) > 1;
    if (isOfTheAnswer && !areNumbers(m_classNames))
        page->unitName = m_classNames.value(qsizetype(unit->index));
    if (page)
        m_views.inspector.setUnit(*page);
    else if (unit && isCurrent && engine::LstmStates::findLstm(m_reader.network()) == unit->layer)
        m_views.inspector.explain(tr("Memory cell %1 has four sums, a gate each, and makes them anew at every row. Inside shows "
                                     "what it has in mind after each, Weights what its gates listen to.")
                                      .arg(unit->index));
    else
        m_views.inspector.clear();
}
