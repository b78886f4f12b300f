#include "engine/inspect/attack.h"

#include "engine/data/data_loader.h"
#include "engine/inspect/classifier.h"
#include "engine/inspect/data_pass.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr int pgdSteps = 40;
constexpr double stepsToTheRim = 10;

/// Of a part of the data, to be added up in order.
struct AttackSums
{
    std::size_t classified = 0;
    std::size_t rightBefore = 0;
    std::size_t rightAfter = 0;
    double lossBefore = 0;
    double lossAfter = 0;
    double largestChange = 0;

    void add(const AttackSums& other)
    {
        classified += other.classified;
        rightBefore += other.rightBefore;
        rightAfter += other.rightAfter;
        lossBefore += other.lossBefore;
        lossAfter += other.lossAfter;
        largestChange = std::max(largestChange, other.largestChange);
    }
};

AttackSums sumsOf(const Attacker::Result& result, std::span<const float> inputs, std::span<const std::uint8_t> labels)
{
    AttackSums sums;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        sums.lossBefore += result.lossBefore[i];
        sums.lossAfter += result.lossAfter[i];
        if (labels[i] == noClass)
            continue;
        ++sums.classified;
        sums.rightBefore += result.classBefore[i] == labels[i];
        sums.rightAfter += result.classAfter[i] == labels[i];
    }
    for (std::size_t i = 0; i < inputs.size(); ++i)
        sums.largestChange = std::max(sums.largestChange, std::abs(double(result.inputs[i]) - double(inputs[i])));
    return sums;
}

} // namespace

Attacker::Attacker(const Model& model, const AttackOptions& options, std::size_t maxSamples)
    : m_model(model)
    , m_options(options)
    , m_objective(model.recipe)
    , m_workspace(*model.network, maxSamples, PassMode::Differentiable)
    , m_targets(maxSamples * model.network->outputShape().elements())
    , m_losses(maxSamples)
{
    requireClassifier(model);
}

void Attacker::evaluate(std::span<const std::uint8_t> labels)
{
    const std::size_t width = m_model.network->outputShape().elements();
    m_model.network->forward(m_model.weights->parameters, m_workspace, labels.size(),
                             {.mode = PassMode::Differentiable});
    for (std::size_t i = 0; i < labels.size(); ++i)
        m_losses[i]
            = m_objective
                  .evaluate({{}, labels.subspan(i, 1), m_targets}, m_workspace.output().subspan(i * width, width), 1,
                            m_workspace.outputGradient().subspan(i * width, width))
                  .loss;
}

void Attacker::step(std::span<const float> origin, float size)
{
    const std::size_t samples = origin.size() / m_model.network->inputShape().elements();
    m_model.network->backward(m_model.weights->parameters, m_workspace, samples, {.input = true});
    const auto epsilon = float(m_options.epsilon);
    const auto slope = m_workspace.inputGradient();
    const auto input = m_workspace.input();
    for (std::size_t i = 0; i < origin.size(); ++i) {
        const float moved = input[i] + size * float((slope[i] > 0) - (slope[i] < 0));
        input[i] = std::clamp(moved, std::max(0.0f, origin[i] - epsilon), std::min(1.0f, origin[i] + epsilon));
    }
}

void Attacker::keep(const auto& isKept)
{
    const std::size_t inputs = m_model.network->inputShape().elements();
    const std::size_t width = m_model.network->outputShape().elements();
    for (std::size_t i = 0; i < m_result.lossAfter.size(); ++i) {
        if (!isKept(i))
            continue;
        std::ranges::copy(m_workspace.input().subspan(i * inputs, inputs),
                          m_result.inputs.begin() + std::ptrdiff_t(i * inputs));
        m_result.lossAfter[i] = m_losses[i];
        m_result.classAfter[i] = classNamedBy(m_workspace.output().subspan(i * width, width));
    }
}

const Attacker::Result& Attacker::attack(std::span<const float> inputs, std::span<const std::uint8_t> labels)
{
    m_result.inputs.resize(inputs.size());
    m_result.lossAfter.resize(labels.size());
    m_result.classAfter.resize(labels.size());
    const auto always = [](std::size_t) { return true; };
    const auto whereBetter = [this](std::size_t i) { return m_losses[i] > m_result.lossAfter[i]; };

    std::ranges::copy(inputs, m_workspace.input().begin());
    evaluate(labels);
    keep(always);
    m_result.lossBefore = m_result.lossAfter;
    m_result.classBefore = m_result.classAfter;
    if (m_options.method == AttackOptions::Method::Fgsm) {
        step(inputs, float(m_options.epsilon));
        evaluate(labels);
        keep(always);
        return m_result;
    }
    for (int i = 0; i < pgdSteps; ++i) {
        step(inputs, float(m_options.epsilon / stepsToTheRim));
        evaluate(labels);
        keep(whereBetter);
    }
    return m_result;
}

std::optional<AttackOutcome> attacked(const Model& model, const Dataset& data, const AttackOptions& options,
                                      const std::stop_token& stop, const Progress& progress)
{
    requireClassifier(model, data);
    DataPass pass;
    std::vector<Attacker> attackers;
    for (std::size_t worker = 0; worker < pass.workers(); ++worker)
        attackers.emplace_back(model, options, DataPass::samplesAtOnce);

    std::vector<AttackSums> parts(DataPass::parts(data.size()));
    const std::size_t width = data.sampleShape.elements();
    const bool isWhole = pass.run(data.size(), stop, progress, [&](const DataPass::Part& part) {
        std::vector<float> inputs(part.count * width);
        scale(std::span(data.pixels).subspan(part.first * width, inputs.size()), inputs);
        const auto labels = std::span(data.labels).subspan(part.first, part.count);
        parts[part.number()] = sumsOf(attackers[part.worker].attack(inputs, labels), inputs, labels);
    });
    if (!isWhole)
        return {};
    AttackSums sum;
    for (const AttackSums& part : parts)
        sum.add(part);
    return AttackOutcome{.epsilon = options.epsilon,
                         .cleanAccuracy = double(sum.rightBefore) / double(sum.classified),
                         .adversarialAccuracy = double(sum.rightAfter) / double(sum.classified),
                         .largestChange = sum.largestChange,
                         .lossBefore = sum.lossBefore / double(data.size()),
                         .lossAfter = sum.lossAfter / double(data.size())};
}

} // namespace engine
