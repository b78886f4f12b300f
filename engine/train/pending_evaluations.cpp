#include "engine/train/pending_evaluations.h"

#include "engine/train/trainer.h"

#include <algorithm>
#include <utility>

namespace engine {
namespace {

/// Samples of the training set that are read before the first step, to begin the training curve.
constexpr std::size_t trainSamplesAtStart = 10'000;

} // namespace

PendingEvaluations::PendingEvaluations(Trainer& trainer)
    : m_trainer(trainer)
{
}

bool PendingEvaluations::hold() const
{
    return std::ranges::any_of(m_entries, &Entry::holds);
}

void PendingEvaluations::add(bool holds)
{
    add(holds, {});
}

void PendingEvaluations::addStart(bool holds)
{
    add(holds, m_trainer.evaluationOf(m_trainer.data().train, trainSamplesAtStart));
}

void PendingEvaluations::addPastStart(std::span<const float> weights)
{
    addStart(false);
    m_entries.back().step = 0;
    m_entries.back().ownWeights.assign(weights.begin(), weights.end());
}

void PendingEvaluations::add(bool holds, std::optional<GradualEvaluation> start)
{
    const DataSplits& data = m_trainer.data();
    std::optional<GradualEvaluation> validation;
    if (data.validation.size() > 0)
        validation = m_trainer.evaluationOf(data.validation);
    m_entries.push_back({.step = m_trainer.stepsDone(),
                         .holds = holds,
                         .train = m_trainer.epochSums(),
                         .test = m_trainer.evaluationOf(data.test),
                         .start = std::move(start),
                         .validation = std::move(validation),
                         .ownWeights = {}});
}

void PendingEvaluations::setHolding(bool holds)
{
    for (Entry& entry : m_entries)
        entry.holds = holds;
}

void PendingEvaluations::keepWeights()
{
    const auto weights = m_trainer.parameters();
    for (Entry& entry : m_entries)
        if (entry.ownWeights.empty())
            entry.ownWeights.assign(weights.begin(), weights.end());
}

std::optional<EvaluationRecord> PendingEvaluations::readOn(const std::function<bool()>& enough)
{
    if (m_entries.empty())
        return {};
    Entry& entry = m_entries.front();
    // The test set first: it is what a first look tells of.
    const auto finish = [&](GradualEvaluation& evaluation) {
        if (!evaluation.isWhole())
            m_trainer.readOn(evaluation, weightsOf(entry), enough);
        return evaluation.isWhole();
    };
    if (!finish(entry.test) || (entry.start && !finish(*entry.start))
        || (entry.validation && !finish(*entry.validation)))
        return {};
    const EvaluationRecord record = recordOf(entry);
    m_entries.pop_front();
    return record;
}

std::optional<FirstLook> PendingEvaluations::look() const
{
    if (m_entries.empty())
        return {};
    const Entry& entry = m_entries.front();
    const Evaluation test = m_trainer.resultOf(entry.test, weightsOf(entry));
    if (test.samples == 0)
        return {};
    return FirstLook{.step = entry.step,
                     .testLoss = float(test.loss),
                     .testAccuracy = float(test.accuracy),
                     .testSamples = test.samples};
}

std::span<const float> PendingEvaluations::weightsOf(const Entry& entry) const
{
    return entry.ownWeights.empty() ? m_trainer.parameters() : std::span<const float>(entry.ownWeights);
}

EvaluationRecord PendingEvaluations::recordOf(const Entry& entry) const
{
    const auto weights = weightsOf(entry);
    EpochSums train = entry.train;
    if (entry.start) {
        const Evaluation read = m_trainer.resultOf(*entry.start, weights);
        train = {read.loss * double(read.samples), read.accuracy, read.samples, 1};
    }
    const Evaluation test = m_trainer.resultOf(entry.test, weights);
    const Evaluation validation = entry.validation ? m_trainer.resultOf(*entry.validation, weights) : Evaluation{};
    return {
        .step = entry.step,
        .trainLoss = float(train.loss / double(std::max<std::size_t>(1, train.samples))),
        .trainAccuracy = float(train.accuracy / double(train.classified)),
        .testLoss = float(test.loss),
        .testAccuracy = float(test.accuracy),
        .trainSamples = train.samples,
        .testSamples = test.samples,
        .validationLoss = float(validation.loss),
        .validationAccuracy = float(validation.accuracy),
        .validationSamples = validation.samples,
    };
}

} // namespace engine
