#pragma once

#include "app/cli/console.h"
#include "app/cli/json_line.h"

#include "engine/train/training_feed.h"

#include <chrono>
#include <cstdint>

namespace cli {

/// Tells what a training run does: a line for each epoch on out, its progress on err.
class TrainingReport
{
public:
    struct Run
    {
        std::uint64_t firstStep = 0; ///< steps that were done before
        std::uint64_t stepsPerEpoch = 1;
        std::uint64_t stepsPlanned = 0;
        std::uint64_t batch = 1;
        bool hasValidation = false;
        Json labels = Json::object(); ///< what every JSON line begins with
    };

    TrainingReport(const Run& run, bool json, const Console& console);

    void show(const engine::TrainingFeed::Update& update);
    /// What early stopping made of the run; kept: how the weights did that it ended with, if somebody looked.
    void showStopping(const engine::StoppingState& stopping, const engine::EvaluationRecord* kept);
    /// Takes the progress away.
    void end();

private:
    using Clock = std::chrono::steady_clock;

    void showEpoch(const engine::EvaluationRecord& record);
    void showProgress(bool evaluating);
    double samplesPerSecond() const;

    Run m_run;
    bool m_json;
    const Console& m_console;
    std::uint64_t m_step;
    double m_speed = 0; ///< as the trainer measures it; 0 before it does
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_lastProgress = m_begin;
};

} // namespace cli
