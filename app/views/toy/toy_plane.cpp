#include "app/views/toy/toy_plane.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

/// A frame's work, in numbers computed; sums of products are cheap beside functions of them.
constexpr double mostWork = 12e6;
constexpr std::array<std::size_t, 5> sides{64, 48, 32, 24, 16};

double workFor(const engine::Sequential& network, std::size_t side)
{
    double numbers = 0;
    for (std::size_t i = 0; i < network.size(); ++i)
        numbers += double(network.shapeBefore(i + 1).elements());
    return double(side * side) * (10 * numbers + 0.1 * double(network.parameters().size()));
}

std::size_t sideFor(const engine::Sequential& network)
{
    const auto found = std::ranges::find_if(sides, [&](std::size_t side) { return workFor(network, side) <= mostWork; });
    return found == sides.end() ? sides.back() : *found;
}

/// All dense layers but the last, which gives the answer.
std::vector<ToyPlane::Layer> hiddenLayers(const engine::Sequential& network)
{
    std::vector<ToyPlane::Layer> layers;
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (network.layer(i).spec().kind == "dense")
            layers.push_back({.first = i, .last = i, .units = network.shapeBefore(i + 1)[0]});
        else if (!layers.empty() && network.layer(i).aliasing() != engine::Aliasing::None)
            layers.back().last = i;
    }
    if (!layers.empty())
        layers.pop_back();
    return layers;
}

} // namespace

bool ToyPlane::canShow(const engine::Sequential& network)
{
    return network.inputShape() == engine::Shape{2} && workFor(network, sides.back()) <= mostWork;
}

ToyPlane::ToyPlane(std::shared_ptr<const engine::Sequential> network, const engine::Spec& loss,
                   const engine::Dataset& points)
    : m_predictor(network, loss, {.maxSamples = sideFor(*network) * sideFor(*network) + points.size()})
    , m_side(sideFor(*network))
    , m_layers(hiddenLayers(*network))
{
    const auto at = [this](std::size_t i) { return float(std::lerp(from, to, (double(i) + 0.5) / double(m_side))); };
    for (std::size_t row = 0; row < m_side; ++row)
        for (std::size_t column = 0; column < m_side; ++column)
            m_inputs.insert(m_inputs.end(), {at(column), at(m_side - 1 - row)});
    for (const std::uint8_t number : points.pixels)
        m_inputs.push_back(float(number) / 255);
}

void ToyPlane::predict(std::span<const float> parameters)
{
    const auto outputs = m_predictor.predict(parameters, m_inputs);
    const std::size_t width = m_predictor.network().outputShape().elements();
    const std::size_t likelihood = width == 1 ? 0 : 1; // of class 1
    m_answers.resize(outputs.size() / width);
    for (std::size_t i = 0; i < m_answers.size(); ++i)
        m_answers[i] = outputs[i * width + likelihood];
}

std::vector<float> ToyPlane::unitMap(const Layer& layer, std::size_t unit) const
{
    const auto values = m_predictor.activation(layer.last + 1);
    std::vector<float> map;
    map.reserve(m_side * m_side / 4);
    for (std::size_t row = 0; row < m_side; row += 2)
        for (std::size_t column = 0; column < m_side; column += 2)
            map.push_back(values[(row * m_side + column) * layer.units + unit]);
    return map;
}
