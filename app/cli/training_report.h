#pragma once

#include "app/cli/console.h"
#include "app/cli/json_line.h"

#include "engine/pretraining/pretraining_plan.h"
#include "engine/train/training_feed.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace cli {

/// Tells what a training run does: a line for each epoch on out, of a layer's pre-training too, its progress on err.
class TrainingReport
{
public:
    struct Run
    {
        std::uint64_t firstStep = 0; ///< steps that were done before
        std::uint64_t stepsPerEpoch = 1;
        std::uint64_t stepsPlanned = 0;
        std::uint64_t batch = 1;
        engine::PretrainingPlan pretraining;
        std::uint64_t pretrainingStep = 0; ///< steps of it that were done before
        bool hasValidation = false;
        Json labels = Json::object(); ///< what every JSON line begins with
    };

    TrainingReport(const Run& run, bool json, const Console& console);

    void show(const engine::TrainingFeed::Update& update);
    /// What early stopping made of the run; kept: how the weights did that it ended with, if somebody looked.
    void showStopping(const engine::StoppingState& stopping, const engine::EvaluationRecord* kept);
    /// One sentence that does not end the run.
    void note(const std::string& sentence);
    /// Takes the progress away.
    void end();

private:
    using Clock = std::chrono::steady_clock;

    void showHeader(const std::string& columns);
    void showPretraining(const engine::PretrainingEpochRecord& record);
    void showEpoch(const engine::EvaluationRecord& record);
    void showProgress(bool evaluating);
    std::string pretrainingProgress() const;
    std::string trainingProgress() const;
    double samplesPerSecond() const;

    Run m_run;
    bool m_json;
    const Console& m_console;
    std::uint64_t m_step;
    std::uint64_t m_pretrainingStep;
    std::string m_header; ///< of the table that is being written
    double m_speed = 0; ///< as the trainer measures it; 0 before it does
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_lastProgress = m_begin;
};

} // namespace cli
