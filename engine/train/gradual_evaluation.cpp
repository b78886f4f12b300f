#include "engine/train/gradual_evaluation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace engine {
namespace {

/// Every part once, the first few far from each other, however many these are: the i-th lies where i steps of the golden
/// section lead to, round and round (Knuth, The Art of Computer Programming 3, section 6.4).
std::vector<std::size_t> spreadOrder(std::size_t parts)
{
    const auto place = [](std::size_t i) {
        const double way = 0.6180339887498949 * double(i);
        return way - std::floor(way);
    };
    std::vector<std::size_t> byPlace(parts);
    std::iota(byPlace.begin(), byPlace.end(), std::size_t{0});
    std::ranges::sort(byPlace, {}, place);
    std::vector<std::size_t> order(parts);
    for (std::size_t part = 0; part < parts; ++part)
        order[byPlace[part]] = part;
    return order;
}

} // namespace

GradualEvaluation::GradualEvaluation(const Dataset& data, std::size_t count, std::size_t rowsOfPart, bool namesClasses)
    : m_data(&data)
    , m_samples(std::min(count, data.size()))
    , m_rowsOfPart(rowsOfPart)
    , m_sums((m_samples + rowsOfPart - 1) / rowsOfPart)
    , m_predictions(namesClasses ? m_samples : 0)
    , m_unread(spreadOrder(m_sums.size()))
{
}

GradualEvaluation::Part GradualEvaluation::unread(std::size_t i) const
{
    const std::size_t begin = m_unread[i] * m_rowsOfPart;
    return {.index = m_unread[i], .begin = begin, .rows = std::min(m_rowsOfPart, m_samples - begin)};
}

void GradualEvaluation::enter(const Part& part, const LossSum& sum, std::span<const std::uint8_t> predictions)
{
    m_sums[part.index] = sum;
    std::ranges::copy(predictions, m_predictions.begin() + std::ptrdiff_t(part.begin));
}

void GradualEvaluation::forgetRead()
{
    std::erase_if(m_unread, [this](std::size_t part) { return m_sums[part].samples > 0; });
}

Evaluation GradualEvaluation::result(const Objective& objective) const
{
    return tally(objective, *m_data, m_sums, isWhole() ? std::span(m_predictions) : std::span<const std::uint8_t>{});
}

} // namespace engine
