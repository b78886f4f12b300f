#pragma once

#include "engine/model/records.h"
#include "ui/charts/min_max_pyramid.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Every record of one run, by step, and the smoothed curves of its batches.
class CurveHistory
{
public:
    struct Event
    {
        std::uint64_t step = 0;
        QString text;
    };

    /// Losses, or accuracies in [0, 1]; entry i belongs to steps()[i].
    struct BatchCurve
    {
        MinMaxPyramid raw;
        MinMaxPyramid smoothed;
    };

    void clear(); ///< the smoothing stays
    /// Steps ascend, within a call and over calls.
    void append(std::span<const engine::StepRecord> records);
    /// In any order: one may come late. A second evaluation of one step replaces the first.
    void append(std::span<const engine::EvaluationRecord> records);
    /// What is known while the evaluation of its step is still being made; it gives way to that.
    void setFirstLook(const std::optional<engine::FirstLook>& look) { m_firstLook = look; }
    void addEvent(std::uint64_t step, const QString& text);

    /// An exponential moving average over about so many steps, from 1 (none) upwards.
    void setSmoothing(double steps);
    double smoothing() const { return m_smoothing; }

    std::span<const engine::StepRecord> steps() const { return m_steps; }
    std::span<const engine::EvaluationRecord> evaluations() const { return m_evaluations; }
    std::span<const Event> events() const { return m_events; }
    const BatchCurve& loss() const { return m_loss; }
    const BatchCurve& accuracy() const { return m_accuracy; }

    /// False while all records come from a network that names no class.
    bool hasAccuracy() const;
    /// Nothing where there is an evaluation in its place.
    std::optional<engine::FirstLook> firstLook() const;
    bool isEmpty() const { return m_steps.empty() && m_evaluations.empty() && !m_firstLook; }
    std::uint64_t lastStep() const;
    /// Index of the first step record at or after step; steps().size() when there is none.
    std::size_t indexOf(double step) const;
    /// The step record nearest to step.
    std::optional<std::size_t> nearest(double step) const;
    /// The newest evaluation at or before step.
    std::optional<engine::EvaluationRecord> evaluationAt(double step) const;
    /// The first evaluation with the highest test accuracy; nullopt where there is no accuracy.
    std::optional<engine::EvaluationRecord> best() const;

private:
    /// s_t = m_t / (1 - w^t), m_t = w m_(t-1) + (1 - w) x_t: without the division the first values would lean
    /// towards zero (Kingma, Ba, "Adam", 2015, section 3).
    struct Average
    {
        double sum = 0;
        double weight = 0; ///< 1 - w^t

        float next(float value, double keep);
    };

    void smooth(const engine::StepRecord& record);

    std::vector<engine::StepRecord> m_steps;
    std::vector<engine::EvaluationRecord> m_evaluations;
    std::optional<engine::FirstLook> m_firstLook;
    std::vector<Event> m_events;
    BatchCurve m_loss;
    BatchCurve m_accuracy;
    Average m_lossAverage;
    Average m_accuracyAverage;
    double m_smoothing = 30;
};
