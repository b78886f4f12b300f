#include "engine/inspect/attribution.h"

#include "engine/inspect/logit_function.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

namespace engine {
namespace {

Attribution gradientOf(const Model& model, std::span<const float> input, const AskedLogit& asked,
                       const std::stop_token& stop)
{
    LogitFunction function(model, asked, 1);
    const auto fill = [input](std::size_t, std::span<float> to) { std::ranges::copy(input, to.begin()); };
    const std::vector<double> gradient = function.meanGradient(1, fill, stop);
    return {.map = {gradient.begin(), gradient.end()}, .logit = function.valueAt(input)};
}

/// Places of the upper left corner of a square in a picture.
struct Squares
{
    std::size_t side, rows, columns, width;

    Squares(const Shape& shape, std::size_t wanted)
        : side(std::min({wanted, shape[1], shape[2]}))
        , rows(shape[1] - side + 1)
        , columns(shape[2] - side + 1)
        , width(shape[2])
    {
    }

    std::size_t count() const { return rows * columns; }
    /// visit(index of a pixel)
    void forEachPixel(std::size_t place, const auto& visit) const
    {
        const std::size_t corner = place / columns * width + place % columns;
        for (std::size_t row = 0; row < side; ++row)
            for (std::size_t column = 0; column < side; ++column)
                visit(corner + row * width + column);
    }
    bool haveInk(std::size_t place, std::span<const float> input) const
    {
        bool found = false;
        forEachPixel(place, [&](std::size_t pixel) { found = found || input[pixel] != 0; });
        return found;
    }
};

} // namespace

double Attribution::sum() const
{
    return std::accumulate(map.begin(), map.end(), 0.0);
}

std::optional<double> Attribution::completenessError() const
{
    const double difference = logit - baselineLogit.value_or(logit);
    if (difference == 0 || map.empty())
        return {};
    return std::abs(sum() - difference) / std::abs(difference);
}

Attribution gradientMap(const Model& model, std::span<const float> input, const AskedLogit& asked,
                        const std::stop_token& stop)
{
    return gradientOf(model, input, asked, stop);
}

Attribution gradientTimesInput(const Model& model, std::span<const float> input, const AskedLogit& asked,
                               const std::stop_token& stop)
{
    Attribution attribution = gradientOf(model, input, asked, stop);
    std::ranges::transform(attribution.map, input, attribution.map.begin(), std::multiplies{});
    return attribution;
}

Attribution smoothGrad(const Model& model, std::span<const float> input, const AskedLogit& asked,
                       const SmoothGradOptions& options, const std::stop_token& stop)
{
    assert(options.samples > 0 && options.deviation >= 0);
    LogitFunction function(model, asked);
    const auto fill = [&](std::size_t sample, std::span<float> to) {
        Random random(Purpose::InputNoise, {options.seed, sample});
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = input[i] + float(options.deviation) * random.normal();
    };
    const std::vector<double> mean = function.meanGradient(options.samples, fill, stop);
    return {.map = {mean.begin(), mean.end()}, .logit = function.valueAt(input)};
}

Attribution occlusionMap(const Model& model, std::span<const float> input, const AskedLogit& asked, std::size_t side,
                         const std::stop_token& stop)
{
    LogitFunction function(model, asked);
    const Squares squares(model.network->inputShape(), side);
    std::vector<std::size_t> inked; // the others change nothing
    for (std::size_t place = 0; place < squares.count(); ++place)
        if (squares.haveInk(place, input))
            inked.push_back(place);
    const auto fill = [&](std::size_t index, std::span<float> to) {
        std::ranges::copy(input, to.begin());
        if (index < inked.size()) // the last one is whole
            squares.forEachPixel(inked[index], [&](std::size_t pixel) { to[pixel] = 0; });
    };
    const std::vector<double> values = function.values(inked.size() + 1, fill, stop);
    if (values.empty())
        return {};

    std::vector<double> sums(input.size());
    std::vector<std::size_t> covered(input.size());
    for (std::size_t place = 0; place < squares.count(); ++place)
        squares.forEachPixel(place, [&](std::size_t pixel) { ++covered[pixel]; });
    for (std::size_t i = 0; i < inked.size(); ++i)
        squares.forEachPixel(inked[i], [&](std::size_t pixel) { sums[pixel] += values.back() - values[i]; });
    Attribution attribution{.map = std::vector<float>(input.size()), .logit = values.back()};
    for (std::size_t i = 0; i < sums.size(); ++i)
        attribution.map[i] = float(sums[i] / double(covered[i]));
    return attribution;
}

} // namespace engine
