#include "engine/inspect/map_grades.h"

#include "engine/inspect/logit_function.h"
#include "engine/inspect/rank_correlation.h"
#include "engine/layers/normalization.h"
#include "engine/optim/initializer.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <memory>

namespace engine {
namespace {

constexpr std::uint64_t orderSeed = 1; ///< of the random orders: the same grades each time
constexpr std::size_t randomOrders = 10;

using Order = std::vector<std::size_t>; ///< of pixels

Order shuffled(Order pixels, std::uint64_t number)
{
    Random random(Purpose::Shuffling, {orderSeed, number});
    shuffle(std::span(pixels), random);
    return pixels;
}

/// Largest first; those that are equal row by row.
Order byValue(Order order, std::span<const float> values)
{
    std::ranges::stable_sort(order, std::ranges::greater{}, [values](std::size_t pixel) { return values[pixel]; });
    return order;
}

/// One for each order, all read together. Empty once stop is requested.
std::vector<DeletionCurve> curvesOf(const Model& model, std::span<const float> input, const AskedLogit& asked,
                                    std::span<const Order> orders, const std::stop_token& stop)
{
    LogitFunction function(model, asked);
    const std::size_t points = orders.front().size() + 1;
    const auto fill = [&](std::size_t index, std::span<float> to) {
        std::ranges::copy(input, to.begin());
        for (const std::size_t pixel : std::span(orders[index / points]).first(index % points))
            to[pixel] = 0;
    };
    const std::vector<double> values = function.values(orders.size() * points, fill, stop);
    std::vector<DeletionCurve> curves;
    for (auto next = values.begin(); next != values.end(); next += std::ptrdiff_t(points))
        curves.emplace_back(next, next + std::ptrdiff_t(points));
    return curves;
}

DeletionCurve meanOf(std::span<const DeletionCurve> curves)
{
    DeletionCurve mean(curves.front().size());
    for (const DeletionCurve& curve : curves)
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += curve[i] / float(curves.size());
    return mean;
}

std::vector<float> chosenFrom(const Order& pixels, std::span<const float> values)
{
    std::vector<float> chosen;
    for (const std::size_t pixel : pixels)
        chosen.push_back(values[pixel]);
    return chosen;
}

} // namespace

double areaUnder(const DeletionCurve& curve)
{
    double sum = 0;
    for (std::size_t i = 1; i < curve.size(); ++i)
        sum += (double(curve[i - 1]) + double(curve[i])) / 2;
    return curve.size() > 1 ? sum / double(curve.size() - 1) : 0;
}

MapGrades gradeMap(const Model& model, std::span<const float> input, const AskedLogit& asked,
                   std::span<const float> map, const std::function<std::vector<float>(const Model&)>& mapOf,
                   const std::stop_token& stop)
{
    Order ink;
    for (std::size_t pixel = 0; pixel < input.size(); ++pixel)
        if (input[pixel] > 0)
            ink.push_back(pixel);
    if (ink.empty() || map.empty())
        return {};
    std::vector<Order> orders{byValue(ink, map), byValue(ink, input)};
    for (std::uint64_t number = 0; number < randomOrders; ++number)
        orders.push_back(shuffled(ink, number));
    const std::vector<DeletionCurve> curves = curvesOf(model, input, asked, orders, stop);
    // Not from the start that it has learnt from, of which trained weights keep a good deal.
    const std::vector<float> anew = mapOf(initialisedAnew(model, ~model.recipe.seed));
    if (stop.stop_requested())
        return {};
    return {.deletion = curves[0],
            .randomDeletion = meanOf(std::span(curves).subspan(2)),
            .brightnessDeletion = curves[1],
            .randomisedRankCorrelation = rankCorrelation(chosenFrom(ink, map), chosenFrom(ink, anew))};
}

Model initialisedAnew(const Model& model, std::uint64_t newSeed)
{
    const ParameterLayout& layout = model.network->parameters();
    const std::string& kind = model.recipe.weightInitializer.kind;
    const bool areAlike = kind == "zeros" || kind == "constant";
    const Spec weights = areAlike ? Spec{"glorot_uniform", {}} : model.recipe.weightInitializer;
    Snapshot anew{.parameters = initialParameters(layout, weights, model.recipe.biasInitializer, newSeed)};
    for (const ParameterSlice& slice : layout.slices()) {
        const auto measured = std::span(model.weights->parameters).subspan(slice.offset, slice.size());
        if (model.network->layer(slice.layer).spec().kind == Normalization::info().kind)
            std::ranges::copy(measured, anew.parameters.begin() + std::ptrdiff_t(slice.offset));
    }
    Model changed = model;
    changed.weights = std::make_shared<const Snapshot>(std::move(anew));
    return changed;
}

} // namespace engine
