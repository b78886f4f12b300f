#include "engine/finetuning/writer_odds.h"

#include "engine/finetuning/fine_tuning_plan.h"
#include "engine/synthetic/synthetic_digits.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

constexpr std::size_t digits = 10;
constexpr int writtenOfEach = int(predictionsForWriterOdds / digits);
/// Synthetic digits that none else looks at.
constexpr std::uint64_t seed = 5'000'015;
/// The Dirichlet distribution's, of each digit: well below 1, for who writes oddly writes two or three digits so.
constexpr double concentration = 0.3;

WriterTransform inverse(const WriterTransform& map)
{
    const double area = map.xx * map.yy - map.xy * map.yx;
    return {.xx = map.yy / area, .xy = -map.xy / area, .yx = -map.yx / area, .yy = map.xx / area};
}

/// For each digit, how many of them the network gets wrong when the writer writes it.
std::array<double, digits> misreadOfWriter(const WriterTransform& now, const WriterTransform& next, const ConfidenceOf& confidenceOf)
{
    std::vector<StrokeSample> written;
    for (int label = 0; label < int(digits); ++label)
        for (int i = 0; i < writtenOfEach; ++i) {
            const auto byWriter = transformed(syntheticStrokes(label, seed, std::uint64_t(i)), inverse(next));
            StrokeSample& drawing = written.emplace_back();
            drawing.strokes = transformed(byWriter, now);
            drawing.label = label;
        }
    const std::vector<float> confidences = confidenceOf(asDrawn(written));
    std::array<double, digits> counts{};
    for (std::size_t i = 0; i < written.size(); ++i)
        counts[std::size_t(*written[i].label)] += confidences[i] < misread;
    return counts;
}

} // namespace

double logOddsOfWriter(std::span<const int> labels, const WriterTransform& now, const WriterTransform& next, const ConfidenceOf& confidenceOf)
{
    std::array<double, digits> corrected{};
    for (const int label : labels)
        ++corrected[std::size_t(label)];
    const auto expected = misreadOfWriter(now, next, confidenceOf);
    double all = 0;
    for (const double count : expected)
        all += count + 1; // Laplace's rule: what was not seen is not impossible

    constexpr double concentrations = double(digits) * concentration;
    double ofWriter = 0;
    double ofShapes = std::lgamma(concentrations) - std::lgamma(concentrations + double(labels.size()));
    for (std::size_t digit = 0; digit < digits; ++digit) {
        ofWriter += corrected[digit] * std::log((expected[digit] + 1) / all);
        ofShapes += std::lgamma(concentration + corrected[digit]) - std::lgamma(concentration);
    }
    return ofWriter - ofShapes;
}

} // namespace engine
