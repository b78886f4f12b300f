#include "engine/inspect/robustness.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/imaging/stroke_width.h"
#include "engine/imaging/warp.h"
#include "engine/inspect/classifier.h"
#include "engine/inspect/data_pass.h"
#include "engine/inspect/ensemble.h"
#include "engine/layers/workspace.h"
#include "engine/loss/loss.h"
#include "engine/recipe/units.h"
#include "engine/tensor/random.h"
#include "engine/train/objective.h"

#include <algorithm>
#include <cstdint>
#include <memory>

namespace engine {
namespace {

constexpr std::uint64_t noiseSeed = 1;

/// The networks with memory for a few samples. One thread's.
class Readers
{
public:
    explicit Readers(std::span<const Model> members) : m_members(members)
    {
        for (const Model& member : members) {
            m_workspaces.emplace_back(*member.network, DataPass::samplesAtOnce, PassMode::Inference);
            m_losses.push_back(makeLoss(member.recipe.loss));
        }
    }

    /// How many they name right.
    std::size_t right(std::span<const float> inputs, std::span<const std::uint8_t> labels)
    {
        std::vector<std::vector<float>> said;
        for (std::size_t i = 0; i < m_members.size(); ++i)
            said.push_back(outputs(i, inputs, labels.size()));
        const std::vector<float> joint = m_members.size() == 1
            ? said.front()
            : meanProbabilities(std::vector<std::span<const float>>(said.begin(), said.end()));
        const std::size_t width = joint.size() / labels.size();
        std::size_t count = 0;
        for (std::size_t i = 0; i < labels.size(); ++i)
            count += labels[i] != noClass && classNamedBy(std::span(joint).subspan(i * width, width)) == labels[i];
        return count;
    }

private:
    /// One network's outputs; of several, its probabilities.
    std::vector<float> outputs(std::size_t index, std::span<const float> inputs, std::size_t samples)
    {
        const Model& member = m_members[index];
        Workspace& workspace = m_workspaces[index];
        std::ranges::copy(inputs, workspace.input().begin());
        member.network->forward(member.weights->parameters, workspace, samples);
        const std::size_t width = member.network->outputShape().elements();
        const auto made = workspace.output().first(samples * width);
        std::vector<float> outputs(made.begin(), made.end());
        if (m_members.size() > 1) {
            m_losses[index]->toProbabilities(outputs, width);
            temper(outputs, width, member.calibration.temperature);
        }
        return outputs;
    }

    std::span<const Model> m_members;
    std::vector<Workspace> m_workspaces;
    std::vector<std::unique_ptr<Loss>> m_losses;
};

std::vector<double> upTo(double most, int steps)
{
    std::vector<double> amounts;
    for (int i = 0; i <= steps; ++i)
        amounts.push_back(most * i / steps);
    return amounts;
}

std::vector<double> bothWays(double most)
{
    std::vector<double> amounts = upTo(most, 5);
    for (int i = 1; i <= 5; ++i)
        amounts.push_back(-amounts[std::size_t(i)]);
    return amounts;
}

} // namespace

const char* unitOf(Disturbance disturbance)
{
    switch (disturbance) {
    case Disturbance::Size:
        return units::ofItsSize;
    case Disturbance::Rotation:
        return units::degrees;
    case Disturbance::Noise:
        return units::ofFullInk;
    default:
        return units::pixels;
    }
}

std::vector<double> amountsOf(Disturbance disturbance)
{
    switch (disturbance) {
    case Disturbance::Size:
        return bothWays(0.5);
    case Disturbance::Thickness:
        return bothWays(1);
    case Disturbance::Rotation:
        return upTo(50, 10);
    case Disturbance::Noise:
        return upTo(0.5, 10);
    default:
        return upTo(10, 10);
    }
}

Disturber::Disturber(Disturbance disturbance, const Shape& picture)
    : m_disturbance(disturbance)
    , m_shape(picture)
{
    if (picture.rank() != 3)
        throw ShapeError("only pictures (channels×height×width) can be shifted, turned or blotted; the network reads %1",
                         picture.text());
    m_still.resize(picture[1] * picture[2]);
    m_padded.resize(warpScratchSize(picture[1], picture[2]));
}

void Disturber::distort(std::span<const float> from, double amount, std::size_t index, std::span<float> to)
{
    Distortion distortion;
    if (m_disturbance == Disturbance::Size) {
        distortion.width = distortion.height = 1 + amount;
    } else if (m_disturbance == Disturbance::Rotation) {
        distortion.rotation = index % 2 == 0 ? amount : -amount;
    } else {
        (index % 2 == 0 ? distortion.right : distortion.down) = index % 4 < 2 ? amount : -amount;
    }
    warp(from, m_shape[1], m_shape[2], distortion, {m_still, m_still}, m_padded, to);
}

void Disturber::apply(std::span<const float> from, double amount, std::size_t index, std::span<float> to)
{
    if (m_disturbance == Disturbance::Noise) {
        Random random(Purpose::InputNoise, {noiseSeed, index});
        for (std::size_t i = 0; i < from.size(); ++i)
            to[i] = std::clamp(from[i] + float(amount) * random.normal(), 0.0f, 1.0f);
        return;
    }
    const std::size_t pixels = m_still.size();
    for (std::size_t first = 0; first < from.size(); first += pixels) {
        const auto map = from.subspan(first, pixels);
        if (m_disturbance == Disturbance::Thickness)
            changeStrokeWidth(map, m_shape[1], m_shape[2], float(amount), to.subspan(first, pixels));
        else
            distort(map, amount, index, to.subspan(first, pixels));
    }
}

std::vector<RobustnessPoint> robustness(std::span<const Model> members, const Dataset& data, Disturbance disturbance,
                                        std::span<const double> amounts, const std::stop_token& stop,
                                        const Progress& progress)
{
    for (const Model& member : members)
        requireClassifier(member, data);
    DataPass pass;
    std::vector<Readers> readers;
    std::vector<Disturber> disturbers;
    std::vector<std::vector<std::size_t>> right(pass.workers(), std::vector<std::size_t>(amounts.size()));
    for (std::size_t worker = 0; worker < pass.workers(); ++worker) {
        readers.emplace_back(members);
        disturbers.emplace_back(disturbance, data.sampleShape);
    }

    const std::size_t width = data.sampleShape.elements();
    const bool isWhole = pass.run(data.size(), stop, progress, [&](const DataPass::Part& part) {
        std::vector<float> inputs(part.count * width);
        std::vector<float> disturbed(inputs.size());
        scale(std::span(data.pixels).subspan(part.first * width, inputs.size()), inputs);
        for (std::size_t step = 0; step < amounts.size() && !stop.stop_requested(); ++step) {
            for (std::size_t i = 0; i < part.count; ++i)
                disturbers[part.worker].apply(std::span(inputs).subspan(i * width, width), amounts[step],
                                              part.first + i, std::span(disturbed).subspan(i * width, width));
            right[part.worker][step]
                += readers[part.worker].right(disturbed, std::span(data.labels).subspan(part.first, part.count));
        }
    });
    if (!isWhole)
        return {};

    const auto ofAClass = data.size() - std::size_t(std::ranges::count(data.labels, noClass));
    std::vector<RobustnessPoint> points;
    for (std::size_t step = 0; step < amounts.size(); ++step) {
        std::size_t sum = 0;
        for (const auto& own : right)
            sum += own[step];
        points.push_back({amounts[step], double(sum) / double(ofAClass)});
    }
    return points;
}

} // namespace engine
