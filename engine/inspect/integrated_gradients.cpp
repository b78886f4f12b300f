#include "engine/inspect/integrated_gradients.h"

#include "engine/imaging/gaussian.h"
#include "engine/inspect/logit_function.h"
#include "engine/tensor/matrix.h"

#include <algorithm>
#include <cassert>

namespace engine {
namespace {

constexpr std::size_t fewestSteps = 64;
constexpr std::size_t mostSteps = 512;
constexpr double errorAllowed = 0.01;
constexpr double blurredBy = 3; ///< pixels

} // namespace

Attribution integratedGradients(const Model& model, std::span<const float> input, const AskedLogit& asked,
                                std::span<const float> baseline, const IntegratedGradientsOptions& options,
                                const std::stop_token& stop)
{
    LogitFunction function(model, asked);
    Attribution attribution{.map = std::vector<float>(input.size()),
                            .logit = function.valueAt(input),
                            .baselineLogit = function.valueAt(baseline)};
    const auto integrate = [&](std::size_t steps) {
        const auto fill = [&](std::size_t step, std::span<float> to) {
            const float alpha = (float(step) + 0.5f) / float(steps);
            for (std::size_t i = 0; i < to.size(); ++i)
                to[i] = baseline[i] + alpha * (input[i] - baseline[i]);
        };
        const std::vector<double> mean = function.meanGradient(steps, fill, stop);
        for (std::size_t i = 0; i < mean.size(); ++i)
            attribution.map[i] = float(mean[i] * (double(input[i]) - double(baseline[i])));
    };
    std::size_t steps = options.steps.value_or(fewestSteps);
    assert(steps > 0);
    integrate(steps);
    while (!options.steps && steps < mostSteps && attribution.completenessError().value_or(0) > errorAllowed)
        integrate(steps *= 2);
    if (stop.stop_requested())
        attribution.map.clear();
    return attribution;
}

std::vector<float> blurredPicture(std::span<const float> input, const Shape& shape)
{
    const std::size_t rows = shape[1], columns = shape[2];
    std::vector<float> halfway(input.size()), blurred(input.size());
    multiply(gaussianSmoothing(rows, blurredBy), input, halfway, rows, rows, columns);
    multiply(halfway, gaussianSmoothing(columns, blurredBy), blurred, rows, columns, columns);
    return blurred;
}

std::vector<float> meanPicture(const Dataset& data)
{
    assert(data.size() > 0);
    std::vector<std::uint64_t> sums(data.sampleShape.elements());
    for (std::size_t sample = 0; sample < data.size(); ++sample)
        std::ranges::transform(sums, data.sample(sample), sums.begin(), std::plus<std::uint64_t>{});
    std::vector<float> mean;
    for (const std::uint64_t sum : sums)
        mean.push_back(float(double(sum) / (255 * double(data.size()))));
    return mean;
}

} // namespace engine
