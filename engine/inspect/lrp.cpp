#include "engine/inspect/lrp.h"

#include "engine/errors.h"
#include "engine/layers/activation.h"
#include "engine/layers/average_pool2d.h"
#include "engine/layers/batch_normalization.h"
#include "engine/layers/conv2d.h"
#include "engine/layers/dense.h"
#include "engine/layers/dropout.h"
#include "engine/layers/flatten.h"
#include "engine/layers/lstm.h"
#include "engine/layers/max_pool2d.h"
#include "engine/layers/normalization.h"
#include "engine/layers/rbm.h"
#include "engine/layers/rescaling.h"
#include "engine/layers/workspace.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

namespace engine {
namespace {

enum class Rule
{
    HandOn, ///< each number its own share
    ToWinner,
    Epsilon, ///< in proportion to what each number has added to the sum
    EpsilonOfDense, ///< the same of a dense layer, or of the sums that an RBM's sigmoids take
};

Rule ruleOf(const Sequential& network, std::size_t index)
{
    using Function = Activation::Function;
    const std::string kind = network.layer(index).spec().kind;
    const auto isOneOf = [&](const auto& kinds) { return std::ranges::find(kinds, kind) != kinds.end(); };
    const auto nameOf = [](Function function) { return Activation::info(function).kind; };
    if (isOneOf(std::array{Dense::info().kind, Rbm::info().kind}))
        return Rule::EpsilonOfDense;
    if (isOneOf(std::array{Conv2d::info().kind, AveragePool2d::info().kind, BatchNormalization::info().kind,
                           Normalization::info().kind, Rescaling::info().kind}))
        return Rule::Epsilon;
    if (isOneOf(std::array{Flatten::info().kind, Dropout::info().kind, nameOf(Function::Relu),
                           nameOf(Function::LeakyRelu), nameOf(Function::Elu), nameOf(Function::Sigmoid),
                           nameOf(Function::Tanh), nameOf(Function::Linear)}))
        return Rule::HandOn;
    if (kind == MaxPool2d::info().kind)
        return Rule::ToWinner;
    if (kind == Lstm::info().kind)
        throw Error(
            "layer %1, %2: relevance cannot be handed back through an LSTM, whose gates multiply numbers; try the "
            "method gradient_x_input or integrated_gradients",
            index + 1, network.name(index));
    throw Error("layer %1, %2: relevance has no rule for a %3 inside a network; try the method gradient_x_input or "
                "integrated_gradients",
                index + 1, network.name(index), kind);
}

/// The way back through a network. What came from the layers behind is kept as [outputs of the present layer].
class RelevancePass
{
public:
    RelevancePass(const Model& model, double epsilon)
        : m_network(*model.network)
        , m_parameters(model.weights->parameters)
        , m_layers(logitLayers(m_network))
        , m_epsilon(epsilon)
        , m_workspace(m_network, 1, PassMode::Differentiable, Keep::EveryLayer, {0, m_layers})
    {
        for (std::size_t i = 0; i < m_layers; ++i)
            m_rules.push_back(ruleOf(m_network, i));
    }

    /// weights: see logitWeights().
    Attribution run(std::span<const float> input, std::span<const float> weights)
    {
        std::ranges::copy(input, m_workspace.input().begin());
        m_network.forward(m_parameters, m_workspace, 1, {.mode = PassMode::Differentiable, .layers = {0, m_layers}});
        m_relevance.resize(weights.size());
        std::ranges::transform(m_workspace.activation(m_layers), weights, m_relevance.begin(),
                               std::multiplies<double>{});
        const double logit = askedValue(m_workspace.activation(m_layers), weights);
        for (std::size_t i = m_layers; i-- > 0;)
            handBack(i);
        return {.map = {m_relevance.begin(), m_relevance.end()}, .logit = logit};
    }

private:
    /// From the outputs of a layer to its inputs.
    void handBack(std::size_t index)
    {
        switch (m_rules[index]) {
        case Rule::HandOn:
            return;
        case Rule::ToWinner:
            goBack(index);
            m_relevance.assign(m_workspace.gradient(index).begin(), m_workspace.gradient(index).end());
            return;
        case Rule::Epsilon:
            divideBySums(m_workspace.activation(index + 1));
            goBack(index);
            shareOut(index, m_workspace.gradient(index));
            return;
        case Rule::EpsilonOfDense:
            handBackThroughDense(index);
            return;
        }
    }

    /// Σ_j w_ij m_relevance_j, as a gradient is found, into gradient(index).
    void goBack(std::size_t index)
    {
        std::ranges::transform(m_relevance, m_workspace.gradient(index + 1).begin(), [](double r) { return float(r); });
        m_network.backward(m_parameters, m_workspace, 1, {.input = true}, {index, index + 1});
    }

    /// R_j / (z_j + ε sign z_j). Where all sums of a layer are 0 there is nothing to hand back.
    void divideBySums(const auto& sums)
    {
        double largest = 0;
        for (const auto sum : sums)
            largest = std::max(largest, std::abs(double(sum)));
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const auto sum = double(sums[i]);
            const double divisor = sum + (sum < 0 ? -m_epsilon : m_epsilon) * largest;
            m_relevance[i] = divisor == 0 ? 0 : m_relevance[i] / divisor;
        }
    }

    /// R_i = a_i times what came back.
    void shareOut(std::size_t index, const auto& cameBack)
    {
        m_relevance.resize(cameBack.size());
        std::ranges::transform(m_workspace.activation(index), cameBack, m_relevance.begin(), std::multiplies<double>{});
    }

    /// In double precision: behind sigmoids a unit has relevance where its sum is next to 0 too. Shares of both signs
    /// then grow from layer to layer, and only their differences are conserved.
    void handBackThroughDense(std::size_t index)
    {
        const std::span<const float> input = m_workspace.activation(index);
        const std::size_t inputs = input.size(), units = m_network.shapeBefore(index + 1).elements();
        const auto parameters = m_network.parameters().ofLayer(m_parameters, index); // weights, biases; an RBM's go on
        std::vector<double> sums(units), cameBack(inputs);
        for (std::size_t unit = 0; unit < units; ++unit)
            sums[unit] = std::transform_reduce(
                input.begin(), input.end(), parameters.begin() + std::ptrdiff_t(unit * inputs),
                double(parameters[units * inputs + unit]), std::plus{}, std::multiplies<double>{});
        divideBySums(sums);
        for (std::size_t unit = 0; unit < units; ++unit)
            for (std::size_t i = 0; i < inputs; ++i)
                cameBack[i] += double(parameters[unit * inputs + i]) * m_relevance[unit];
        shareOut(index, cameBack);
    }

    const Sequential& m_network;
    std::span<const float> m_parameters;
    std::size_t m_layers; ///< up to the logits
    double m_epsilon;
    Workspace m_workspace;
    std::vector<Rule> m_rules;
    std::vector<double> m_relevance;
};

} // namespace

Attribution lrpMap(const Model& model, std::span<const float> input, const AskedLogit& asked, const LrpOptions& options)
{
    assert(input.size() == model.network->inputShape().elements() && options.epsilon > 0);
    const std::vector<float> weights = logitWeights(model, asked);
    return RelevancePass(model, options.epsilon).run(input, weights);
}

} // namespace engine
