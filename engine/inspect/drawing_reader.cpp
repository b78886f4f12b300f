#include "engine/inspect/drawing_reader.h"

#include "engine/errors.h"
#include "engine/imaging/picture_of.h"
#include "engine/inspect/asked_logit.h"
#include "engine/inspect/stroke_occlusion.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {
namespace {

const Model& checked(const Model& model)
{
    requireReadsDrawings(model);
    logitWeights(model, {}); // throws
    if (model.network->outputShape().elements() < 2)
        throw Error("the network %1 has one output, expected one a class", model.recipe.name);
    return model;
}

/// In the logarithm, and as acceptanceScore() tempers: by 4.
double logOf(float probability)
{
    return std::log(std::max(double(probability), 1e-30)) / 4;
}

/// Both conditions come down to its probability tempered by 4, which is what acceptance is judged by once it is the
/// largest: it must not be below another's, nor below the threshold.
Nearness nearnessOf(std::span<const float> row, std::size_t to, double threshold)
{
    double sum = 0, other = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < row.size(); ++i) {
        sum += std::exp(logOf(row[i]));
        if (i != to)
            other = std::max(other, logOf(row[i]));
    }
    const double own = logOf(row[to]);
    const bool isLikeliest = std::size_t(std::ranges::max_element(row) - row.begin()) == to;
    return {.isReached = isLikeliest && isOfSomeClass(row, threshold),
            .margin = std::min(own - std::log(sum) - std::log(threshold), own - other),
            .probability = double(row[to])};
}

} // namespace

DrawingReader::DrawingReader(const Model& model)
    : m_model(checked(model))
    , m_classes(model.network->outputShape().elements())
    , m_predictor(model.network, model.recipe.loss, Predictor::forMany())
    , m_pool(0)
{
    m_predictor.setTemperature(model.calibration.temperature);
}

std::span<const float> DrawingReader::read(std::span<const std::vector<Stroke>> drawings)
{
    const DrawingStyle& style = m_model.input.drawing;
    const std::size_t pixels = style.rows * style.columns;
    m_pictures.assign(drawings.size() * pixels, 0);
    std::vector<char> hasInk(drawings.size());
    m_pool.run(drawings.size(), [&](std::size_t i, std::size_t) {
        if (const auto picture = pictureOfStrokes(drawings[i], style)) {
            std::ranges::copy(*picture, m_pictures.begin() + std::ptrdiff_t(i * pixels));
            hasInk[i] = 1;
        }
    });
    const auto read = m_predictor.predict(m_model.weights->parameters, m_pictures);
    m_probabilities.assign(read.begin(), read.end());
    for (std::size_t i = 0; i < drawings.size(); ++i)
        if (!hasInk[i])
            std::fill_n(m_probabilities.begin() + std::ptrdiff_t(i * m_classes), m_classes, 0.0f);
    return m_probabilities;
}

std::vector<Nearness> DrawingReader::nearness(std::span<const std::vector<Stroke>> drawings, std::size_t to)
{
    const std::span<const float> rows = read(drawings);
    std::vector<Nearness> found;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        const auto row = rows.subspan(i * m_classes, m_classes);
        found.push_back(std::ranges::max(row) > 0 ? nearnessOf(row, to, m_model.calibration.threshold)
                                                  : Nearness{.margin = -std::numeric_limits<double>::infinity()});
    }
    return found;
}

} // namespace engine
