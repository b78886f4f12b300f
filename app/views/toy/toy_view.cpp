#include "app/views/toy/toy_view.h"

#include "app/views/view_help.h"
#include "app/session/data_library.h"
#include "app/session/engine_words.h"
#include "app/views/toy/toy_panel.h"
#include "engine/gallery/gallery.h"
#include "engine/layers/layer_kinds.h"
#include "engine/train/objective.h"
#include "ui/charts/colour_map.h"

#include <array>

namespace {

std::string kindBehind(const engine::Sequential& network, const ToyPlane::Layer& layer)
{
    for (std::size_t i = layer.first + 1; i <= layer.last; ++i)
        if (network.layer(i).aliasing() == engine::Aliasing::Overwrites)
            return network.layer(i).spec().kind;
    return "linear";
}

UnitMapRow rowOf(const engine::Sequential& network, const ToyPlane::Layer& layer)
{
    const std::string kind = kindBehind(network, layer);
    const bool isShare = kind == "sigmoid";
    return {.name = QString::fromStdString(network.name(layer.first)),
            .kind = translated(engine::findKind(engine::layerKinds(), kind, "layer").title),
            .units = int(layer.units),
            .middle = isShare ? 0.5f : 0.0f,
            .limit = isShare ? 0.5f : 1.0f};
}

/// Sigmoid and tanh have borders of their own; what else there is grows.
bool isBounded(const UnitMapRow& row)
{
    return row.middle > 0 || row.kind == QStringLiteral("tanh");
}

QString inBrackets(QPointF place)
{
    return QStringLiteral("(%1, %2)").arg(place.x()).arg(place.y());
}

QString verdictOn(const std::vector<SurfacePoint>& points)
{
    QStringList wrong;
    for (const SurfacePoint& point : points)
        if (!point.isRight)
            wrong << ToyView::tr("%1 is read as %2").arg(inBrackets(point.place)).arg(point.isOne ? 0 : 1);
    if (wrong.isEmpty())
        return ToyView::tr("All %1 right").arg(points.size());
    return ToyView::tr("%1 of %2 right: %3")
        .arg(points.size() - std::size_t(wrong.size()))
        .arg(points.size())
        .arg(wrong.join(QStringLiteral(", ")));
}

} // namespace

ToyView::ToyView(const Context& context)
    : m_context(context)
    , m_panel(new ToyPanel(ToyPlane::from, ToyPlane::to))
{
    connectPanel();
}

QWidget* ToyView::widget()
{
    return m_panel;
}

void ToyView::connectPanel()
{
    connect(m_panel, &ToyPanel::startRequested, this, &ToyView::start);
    connect(m_panel, &ToyPanel::tableChosen, this, [this](const QString& name) { m_context.data.open(name.toStdString()); });
    connect(m_panel, &ToyPanel::paceChosen, &m_context.runs.current(), &Run::setPace);
    connect(&m_panel->surface(), &SurfaceView::pointClicked, &m_context.selection, &Selection::selectTestDigit);
    connect(&m_panel->units(), &UnitMaps::unitClicked, this, [this](int layer, int unit) {
        m_context.selection.selectUnit(Selection::Unit{m_plane->layers()[std::size_t(layer)].first, std::size_t(unit)});
    });
}

void ToyView::refresh(Inspection::Changes what)
{
    const bool isOther = what & (Inspection::Network | Inspection::Data);
    if (isOther)
        showNetwork();
    if (!m_plane)
        return;
    if (isOther || what & Inspection::Weights)
        showWeights();
    if (isOther || what & Inspection::UnitOf)
        markUnit();
    if (isOther || what & Inspection::SampleOf)
        m_panel->surface().setCurrent(m_context.selection.testDigit());
    if (isOther || what & Inspection::Log)
        m_panel->setPace(m_context.inspection.run().pace());
}

void ToyView::start()
{
    Runs& runs = m_context.runs;
    runs.open(freshNetwork(engine::findPreset("xor")), tr("xor is in use."));
    runs.current().train();
}

void ToyView::showNetwork()
{
    const engine::Model& model = m_context.inspection.model();
    const Run::Data& data = m_context.inspection.data();
    m_plane.reset();
    if (!data || !ToyPlane::canShow(*model.network) || data->train.sampleShape != model.network->inputShape()) {
        m_panel->showEmpty();
        return;
    }
    m_plane.emplace(model.network, model.recipe.loss, data->train);
    m_scales.assign(m_plane->layers().size(), {});
    std::vector<UnitMapRow> rows;
    for (const ToyPlane::Layer& layer : m_plane->layers())
        rows.push_back(rowOf(*model.network, layer));
    m_panel->units().setRows(rows);
    m_panel->setTable(QString::fromStdString(data->name));
    m_panel->showPlane();
}

void ToyView::showWeights()
{
    m_plane->predict(m_context.inspection.model().weights->parameters);
    m_panel->surface().setValues(m_plane->surface());
    showPoints();
    showUnits();
}

void ToyView::showPoints()
{
    const engine::Dataset& points = m_context.inspection.data()->train;
    std::vector<SurfacePoint> shown;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto place = points.sample(i);
        const bool isOne = points.labels[i] == 1;
        const std::array answer{m_plane->atPoints()[i]};
        shown.push_back({.place = QPointF(place[0], place[1]) / 255,
                         .isOne = isOne,
                         .isRight = (engine::classNamedBy(answer) == 1) == isOne});
    }
    m_panel->surface().setPoints(shown);
    m_panel->setVerdict(verdictOn(shown));
}

void ToyView::showUnits()
{
    UnitMaps& view = m_panel->units();
    std::vector<std::vector<std::vector<float>>> maps(m_plane->layers().size());
    std::vector<float> limits;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const UnitMapRow row = rowOf(*m_context.inspection.model().network, m_plane->layers()[i]);
        float peak = 0;
        for (int unit = 0; unit < view.mostShown(int(i)); ++unit) {
            maps[i].push_back(m_plane->unitMap(m_plane->layers()[i], std::size_t(unit)));
            peak = std::max(peak, symmetricLimit(maps[i].back()));
        }
        m_scales[i].follow(peak);
        limits.push_back(isBounded(row) ? row.limit : m_scales[i].limit());
    }
    view.setMaps(maps, limits);
}

void ToyView::markUnit()
{
    const auto unit = m_context.selection.unit();
    std::optional<std::pair<int, int>> marked;
    for (std::size_t i = 0; unit && m_plane && i < m_plane->layers().size(); ++i) {
        const ToyPlane::Layer& layer = m_plane->layers()[i];
        if (unit->layer >= layer.first && unit->layer <= layer.last)
            marked = std::pair(int(i), int(unit->index));
    }
    m_panel->units().setSelected(marked);
}

QString ToyView::help()
{
    return helpText(tr("Networks with two inputs: a plane shows all that they can do."),
                    {{tr("The plane"),
                      tr("Its colour is what the network answers at each point; the dots are what it should answer.")},
                     {tr("The small planes"),
                      tr("The same for each neuron: how the layers bend and cut the plane until one line is "
                         "enough.")},
                     {tr("XOR"),
                      tr("One neuron gets at most three of XOR's four points right: no straight line separates them.")}});
}
