#include "engine/inspect/counterfactual.h"

#include "engine/data/class_names.h"
#include "engine/drawing/writer_transform.h"
#include "engine/errors.h"
#include "engine/inspect/ink_search.h"
#include "engine/inspect/stroke_occlusion.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// What can be drawn: points that are finite, strokes that have one.
std::vector<Stroke> drawable(std::span<const Stroke> strokes)
{
    std::vector<Stroke> clean;
    for (const Stroke& stroke : strokes) {
        Stroke points;
        std::ranges::copy_if(stroke, std::back_inserter(points),
                             [](const PenPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); });
        if (!points.empty())
            clean.push_back(std::move(points));
    }
    return clean;
}

WriterTransform inverse(const WriterTransform& map)
{
    const double area = map.xx * map.yy - map.xy * map.yx;
    return {.xx = map.yy / area, .xy = -map.xy / area, .yx = -map.yx / area, .yy = map.xx / area};
}

std::size_t likeliest(std::span<const float> row, std::optional<std::size_t> but = {})
{
    std::size_t best = but == std::size_t{0} ? 1 : 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (i != but && row[i] > row[best])
            best = i;
    return best;
}

/// Templates are of digits.
bool readsDigits(const Model& model)
{
    return model.network->outputShape().elements() == 10 && (model.classes.empty() || areNumbered(model.classes));
}

} // namespace

std::optional<Counterfactual> counterfactualInk(const Model& model, std::span<const Stroke> strokes,
                                                std::optional<std::size_t> to, const std::stop_token& stop)
{
    requireReadsDrawings(model);
    const std::vector<Stroke> upright = drawable(transformed(strokes, model.input.writer));
    if (upright.empty())
        throw Error("the drawing has no ink, so there is none to change");
    DrawingReader reader(model);
    const std::span<const float> row = reader.read(std::vector<std::vector<Stroke>>{upright});
    Counterfactual result{.from = likeliest(row)};
    result.to = to.value_or(likeliest(row, result.from));
    if (result.to >= reader.classes())
        throw Error("the network has no class %1, expected 0 to %2", result.to, reader.classes() - 1);

    InkSearch search(reader, model.input.drawing, upright, result.to, readsDigits(model), stop);
    const InkAttempt best = search.run();
    if (stop.stop_requested())
        return {};
    result.isReached = best.nearness.isReached;
    result.probability = best.nearness.probability;
    result.changes = best.changes;
    for (const InkChange& change : best.changes)
        result.parts.push_back(inkOf(change, upright));
    result.strokes = changed(upright, best.changes);
    if (!result.strokes.empty())
        result.ink = inkDifference(upright, result.strokes, model.input.drawing);
    if (!model.input.writer.isNone()) { // as the writer would draw it
        result.parts = transformed(result.parts, inverse(model.input.writer));
        result.strokes = transformed(result.strokes, inverse(model.input.writer));
    }
    return result;
}

} // namespace engine
