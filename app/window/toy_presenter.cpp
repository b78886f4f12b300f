#include "app/window/toy_presenter.h"

#include "app/window/data_files.h"
#include "app/workbench.h"
#include "engine/gallery/gallery.h"
#include "engine/layers/layer_kinds.h"
#include "engine/train/objective.h"
#include "ui/charts/colour_map.h"
#include "ui/panels/toy_view.h"

#include <array>

namespace {

/// So that XOR's two thousand steps take ten seconds.
constexpr double usualPace = 200;

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
            .kind = QString::fromStdString(engine::findKind(engine::layerKinds(), kind, "layer").title),
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
            wrong << ToyPresenter::tr("%1 is read as %2").arg(inBrackets(point.place)).arg(point.isOne ? 0 : 1);
    if (wrong.isEmpty())
        return ToyPresenter::tr("All %1 right").arg(points.size());
    return ToyPresenter::tr("%1 of %2 right: %3")
        .arg(points.size() - std::size_t(wrong.size()))
        .arg(points.size())
        .arg(wrong.join(QStringLiteral(", ")));
}

} // namespace

ToyPresenter::ToyPresenter(ToyView& view, Selection& selection, Workbench& workbench, DataFiles& data, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_selection(selection)
    , m_workbench(workbench)
{
    connect(&view, &ToyView::startRequested, this, &ToyPresenter::start);
    connect(&view, &ToyView::tableChosen, &data, [&data](const QString& name) { data.open(name.toStdString()); });
    connect(&view, &ToyView::paceChosen, &workbench, &Workbench::setPace);
    connect(&view.surface(), &SurfaceView::pointClicked, &selection, &Selection::selectTestDigit);
    connect(&view.units(), &UnitMaps::unitClicked, &selection, [this](int layer, int unit) {
        m_selection.selectUnit(Selection::Unit{m_plane->layers()[std::size_t(layer)].first, std::size_t(unit)});
    });
    connect(&selection, &Selection::unitChanged, this, &ToyPresenter::markUnit);
    connect(&selection, &Selection::sampleChanged, this, &ToyPresenter::markPoint);
    connect(&workbench, &Workbench::networkReplaced, this, &ToyPresenter::showNetwork);
    connect(&workbench, &Workbench::dataChanged, this, &ToyPresenter::showNetwork);
    connect(&workbench, &Workbench::weightsChanged, this, &ToyPresenter::showWeights);
    showNetwork();
}

ToyPresenter::~ToyPresenter() = default;

void ToyPresenter::start()
{
    const bool wasTrained = m_workbench.state().isTrained();
    m_workbench.openNetwork(freshNetwork(engine::findPreset("xor")));
    if (wasTrained)
        emit m_workbench.replacementUndoable(tr("xor is in use, and learns; the network before is kept."));
    m_workbench.train();
}

void ToyPresenter::showNetwork()
{
    const NetworkState& state = m_workbench.state();
    const auto data = m_workbench.data();
    const bool wasShown = m_plane.has_value();
    m_plane.reset();
    if (!data || !ToyPlane::canShow(*state.network) || data->train.sampleShape != state.network->inputShape()) {
        if (wasShown)
            m_workbench.setPace({});
        m_view.showEmpty();
        return;
    }
    m_plane.emplace(state.network, state.recipe.loss, data->train);
    m_scales.assign(m_plane->layers().size(), {});
    std::vector<UnitMapRow> rows;
    for (const ToyPlane::Layer& layer : m_plane->layers())
        rows.push_back(rowOf(*state.network, layer));
    m_view.units().setRows(rows);
    m_view.setTable(QString::fromStdString(data->name));
    if (!wasShown)
        m_workbench.setPace(usualPace);
    m_view.setPace(m_workbench.pace());
    m_view.showPlane();
    markUnit();
    markPoint();
    showWeights();
}

void ToyPresenter::showWeights()
{
    if (!m_plane || !m_view.isVisible())
        return;
    m_plane->read(m_workbench.state().weights->parameters);
    m_view.surface().setValues(m_plane->surface());
    showPoints();
    showUnits();
}

void ToyPresenter::showPoints()
{
    const engine::Dataset& points = m_workbench.data()->train;
    std::vector<SurfacePoint> shown;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto place = points.sample(i);
        const bool isOne = points.labels[i] == 1;
        const std::array answer{m_plane->atPoints()[i]};
        shown.push_back({.place = QPointF(place[0], place[1]) / 255,
                         .isOne = isOne,
                         .isRight = (engine::classNamedBy(answer) == 1) == isOne});
    }
    m_view.surface().setPoints(shown);
    m_view.setVerdict(verdictOn(shown));
}

void ToyPresenter::showUnits()
{
    UnitMaps& view = m_view.units();
    std::vector<std::vector<std::vector<float>>> maps(m_plane->layers().size());
    std::vector<float> limits;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const UnitMapRow row = rowOf(*m_workbench.state().network, m_plane->layers()[i]);
        float peak = 0;
        for (int unit = 0; unit < view.shownUnits(int(i)); ++unit) {
            maps[i].push_back(m_plane->unitMap(m_plane->layers()[i], std::size_t(unit)));
            peak = std::max(peak, symmetricLimit(maps[i].back()));
        }
        m_scales[i].follow(peak);
        limits.push_back(isBounded(row) ? row.limit : m_scales[i].limit());
    }
    view.setMaps(maps, limits);
}

void ToyPresenter::markUnit()
{
    const auto unit = m_selection.unit();
    std::optional<std::pair<int, int>> marked;
    for (std::size_t i = 0; unit && m_plane && i < m_plane->layers().size(); ++i) {
        const ToyPlane::Layer& layer = m_plane->layers()[i];
        if (unit->layer >= layer.first && unit->layer <= layer.last)
            marked = std::pair(int(i), int(unit->index));
    }
    m_view.units().setSelected(marked);
}

void ToyPresenter::markPoint()
{
    m_view.surface().setCurrent(m_selection.testDigit());
}
