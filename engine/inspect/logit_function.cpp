#include "engine/inspect/logit_function.h"

#include "engine/errors.h"
#include "engine/inspect/predictor.h"
#include "engine/train/objective.h"

#include <algorithm>
#include <numeric>

namespace engine {
namespace {

constexpr std::size_t inputsAtOnce = 16;

std::vector<float> weightsOf(const Model& model, const AskedLogit& asked)
{
    requireExplainable(model);
    return logitWeights(model, asked);
}

} // namespace

void requireExplainable(const Model& model)
{
    const Shape& input = model.network->inputShape();
    if (model.readsPoints())
        throw ShapeError("the network %1 reads points and no pictures, so there is none in which to show why",
                         model.recipe.name);
    if (input.rank() != 3 || input[0] != 1)
        throw ShapeError("the network %1 reads %2, expected grey pictures such as 1×28×28", model.recipe.name,
                         input.text());
    if (!model.namesClasses())
        throw ShapeError("the network %1 gives its input back and names no class, so there is nothing to ask it for",
                         model.recipe.name);
}

std::size_t namedClass(const Model& model, std::span<const float> input)
{
    Predictor predictor(model.network, model.recipe.loss);
    return classNamedBy(predictor.predictLogits(model.weights->parameters, input));
}

/// Inputs [first, first + count), and the pass that they have made.
struct LogitFunction::Block
{
    std::size_t number;
    std::size_t first;
    std::size_t count;
    Workspace& workspace;
};

LogitFunction::LogitFunction(const Model& model, const AskedLogit& asked, std::size_t threads)
    : m_model(model)
    , m_weights(weightsOf(model, asked))
    , m_layers{.last = logitLayers(*model.network)}
    , m_pool(std::make_unique<ThreadPool>(threads))
    , m_forward(m_pool->size())
    , m_differentiable(m_pool->size())
{
}

double LogitFunction::valueAt(std::span<const float> input)
{
    return values(1, [input](std::size_t, std::span<float> to) { std::ranges::copy(input, to.begin()); }).front();
}

std::vector<double> LogitFunction::values(std::size_t count, const Fill& fill, const std::stop_token& stop)
{
    std::vector<double> values(count);
    run(count, fill, PassMode::Inference, stop, [&](const Block& block) {
        const std::span<const float> logits = block.workspace.activation(m_layers.last);
        for (std::size_t i = 0; i < block.count; ++i)
            values[block.first + i] = askedValue(logits.subspan(i * m_weights.size(), m_weights.size()), m_weights);
    });
    return stop.stop_requested() ? std::vector<double>() : values;
}

std::vector<double> LogitFunction::meanGradient(std::size_t count, const Fill& fill, const std::stop_token& stop)
{
    const Sequential& network = *m_model.network;
    const std::size_t width = network.inputShape().elements();
    const std::size_t blocks = (count + inputsAtOnce - 1) / inputsAtOnce;
    std::vector<double> sums(blocks * width); // added up in their order, whoever made them
    run(count, fill, PassMode::Differentiable, stop, [&](const Block& block) {
        const auto slopes = block.workspace.gradient(m_layers.last);
        for (std::size_t i = 0; i < block.count; ++i)
            std::ranges::copy(m_weights, slopes.begin() + std::ptrdiff_t(i * m_weights.size()));
        network.backward(m_model.weights->parameters, block.workspace, block.count, {.input = true}, m_layers);
        for (std::size_t i = 0; i < block.count * width; ++i)
            sums[block.number * width + i % width] += double(block.workspace.inputGradient()[i]);
    });
    if (stop.stop_requested())
        return {};
    std::vector<double> mean(width);
    for (std::size_t i = 0; i < sums.size(); ++i)
        mean[i % width] += sums[i] / double(count);
    return mean;
}

Workspace& LogitFunction::workspace(std::size_t worker, PassMode mode, std::size_t samples)
{
    auto& own = (mode == PassMode::Inference ? m_forward : m_differentiable)[worker];
    if (!own || own->maxSamples() < samples)
        own.emplace(*m_model.network, samples, mode, Keep::Needed, m_layers);
    return *own;
}

void LogitFunction::run(std::size_t count, const Fill& fill, PassMode mode, const std::stop_token& stop,
                        const std::function<void(const Block&)>& use)
{
    const std::size_t width = m_model.network->inputShape().elements();
    const std::size_t atOnce = std::min(count, inputsAtOnce);
    m_pool->run((count + inputsAtOnce - 1) / inputsAtOnce, [&](std::size_t part, std::size_t worker) {
        if (stop.stop_requested())
            return;
        Workspace& numbers = workspace(worker, mode, atOnce);
        const std::size_t first = part * inputsAtOnce;
        const std::size_t samples = std::min(inputsAtOnce, count - first);
        for (std::size_t i = 0; i < samples; ++i)
            fill(first + i, numbers.input().subspan(i * width, width));
        m_model.network->forward(m_model.weights->parameters, numbers, samples, {.mode = mode, .layers = m_layers});
        use({part, first, samples, numbers});
    });
}

} // namespace engine
