#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/workspace.h"
#include "engine/model/model.h"
#include "engine/progress.h"
#include "engine/train/objective.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// How an input is changed so that the loss of its true class grows, each number by at most epsilon and within [0, 1].
struct AttackOptions
{
    enum class Method
    {
        Fgsm, ///< x + epsilon · sign ∂L/∂x (Goodfellow, Shlens, Szegedy 2015); the loss may fall where the slope
              ///< misleads
        Pgd, ///< 40 steps of epsilon / 10 from x, projected; the best of all, x included (Madry et al. 2018)
    };

    Method method = Method::Fgsm;
    double epsilon = 0.1; ///< [0, 1]
};

/// Makes adversarial digits of a few samples at a time, dropout off. The gradients can be lost where outputs saturate:
/// what withstands it is not proven to be robust. One a thread.
class Attacker
{
public:
    /// model must outlive it. Throws Error where it names no class.
    Attacker(const Model& model, const AttackOptions& options, std::size_t maxSamples);

    /// What became of the samples; of each one number, but for the inputs.
    struct Result
    {
        std::vector<float> inputs; ///< [samples, inputShape]: the adversarial digits
        std::vector<double> lossBefore, lossAfter;
        std::vector<std::uint8_t> classBefore, classAfter; ///< what the network says
    };

    /// inputs: [samples, inputShape] in [0, 1]. labels: what they are, classes that the network has, or noClass, from
    /// whose even outputs it is then driven away. Valid until the next call.
    const Result& attack(std::span<const float> inputs, std::span<const std::uint8_t> labels);

private:
    /// The loss of each sample as the input is now, and its slope by the outputs.
    void evaluate(std::span<const std::uint8_t> labels);
    /// Every number of the input a step up the slope, and back to where it may be.
    void step(std::span<const float> origin, float size);
    /// The samples as they are now become the result, where they are to.
    void keep(const auto& isKept);

    const Model& m_model;
    AttackOptions m_options;
    Objective m_objective;
    Workspace m_workspace;
    std::vector<float> m_targets;
    std::vector<double> m_losses;
    Result m_result;
};

/// How much of its accuracy a network loses.
struct AttackOutcome
{
    double epsilon = 0;
    double cleanAccuracy = 0; ///< [0, 1]; not-a-number where no sample is of a class
    double adversarialAccuracy = 0;
    double largestChange = 0; ///< of any number of any sample
    double lossBefore = 0; ///< mean
    double lossAfter = 0;
};

/// Over all of the data. Nothing once stop is requested. Throws Error when the network cannot read them, or names no
/// class.
std::optional<AttackOutcome> attacked(const Model& model, const Dataset& data, const AttackOptions& options,
                                      const std::stop_token& stop, const Progress& progress);

} // namespace engine
