#include "app/cli/training_report.h"

#include "app/cli/json_line.h"
#include "app/cli/text.h"

#include <algorithm>
#include <cmath>
#include <ostream>

namespace cli {
namespace {

// Redrawn in place on a terminal; a line now and then for a log.
constexpr std::chrono::milliseconds redrawInterval{100};
constexpr std::chrono::seconds logInterval{10};

/// 83 → "1:23"
std::string clock(double seconds)
{
    const auto whole = std::size_t(std::llround(seconds));
    const std::string rest = std::to_string(whole % 60);
    return std::to_string(whole / 60) + ":" + (rest.size() < 2 ? "0" : "") + rest;
}

} // namespace

TrainingReport::TrainingReport(const Run& run, bool json, const Console& console)
    : m_run(run)
    , m_json(json)
    , m_console(console)
    , m_step(run.firstStep)
    , m_pretrainingStep(run.pretrainingStep)
{
}

void TrainingReport::show(const engine::TrainingFeed::Update& update)
{
    m_speed = update.samplesPerSecond;
    if (!update.log.pretrainingSteps.empty())
        m_pretrainingStep = update.log.pretrainingSteps.back().step;
    if (!update.log.steps.empty())
        m_step = update.log.steps.back().step;
    for (const engine::PretrainingEpochRecord& record : update.log.pretrainingEpochs)
        showPretraining(record);
    for (const engine::EvaluationRecord& record : update.log.evaluations) {
        if (record.step % m_run.stepsPerEpoch == 0)
            showEpoch(record);
    }
    showProgress(update.evaluating);
}

void TrainingReport::note(const std::string& sentence)
{
    end();
    m_console.err << "note: " << sentence << std::endl;
}

void TrainingReport::end()
{
    if (m_console.errIsTerminal)
        m_console.err << clearLine << std::flush;
}

void TrainingReport::showHeader(const std::string& columns)
{
    if (m_header != columns)
        m_console.out << columns << std::endl;
    m_header = columns;
}

void TrainingReport::showPretraining(const engine::PretrainingEpochRecord& record)
{
    end();
    if (m_json) {
        writeLine(m_console.out,
                  {{"phase", "pretraining"},
                   {"layer", record.layer},
                   {"epoch", record.epoch},
                   {"reconstruction_error", shortest(record.reconstructionError)},
                   {"free_energy_gap", shortest(record.freeEnergyGap)}});
        return;
    }
    showHeader("pre-trained layer  epoch  reconstruction error  free-energy gap");
    m_console.out << right(std::to_string(record.layer), 17) << right(std::to_string(record.epoch), 7)
                  << right(fixed(double(record.reconstructionError), 5), 22)
                  << right(fixed(double(record.freeEnergyGap), 3), 17) << std::endl;
}

void TrainingReport::showEpoch(const engine::EvaluationRecord& record)
{
    const std::uint64_t epoch = record.step / m_run.stepsPerEpoch;
    if (m_json && epoch == 0) // an epoch is one that was trained
        return;
    end();
    const auto speed = std::size_t(std::llround(samplesPerSecond()));
    if (m_json) {
        Json line = m_run.labels;
        line["epoch"] = epoch;
        line.update(toJson(record));
        line["samples_per_s"] = speed;
        writeLine(m_console.out, line);
        return;
    }
    showHeader(std::string("epoch  train loss  train accuracy")
               + (m_run.hasValidation ? "  validation loss  validation accuracy" : "") + "  test loss  test accuracy  images/s");
    m_console.out << right(std::to_string(epoch), 5) << right(fixed(double(record.trainLoss), 4), 12)
                  << right(fixed(double(record.trainAccuracy), 4), 16);
    if (m_run.hasValidation)
        m_console.out << right(fixed(double(record.validationLoss), 4), 17)
                      << right(fixed(double(record.validationAccuracy), 4), 21);
    m_console.out << right(fixed(double(record.testLoss), 4), 11) << right(fixed(double(record.testAccuracy), 4), 15)
                  << right(epoch == 0 ? "" : grouped(speed), 10) << std::endl;
}

void TrainingReport::showStopping(const engine::StoppingState& stopping, const engine::EvaluationRecord* kept)
{
    if (stopping.bestStep == 0 || (!stopping.hasStopped && !stopping.isRestored))
        return;
    const std::uint64_t best = stopping.bestStep / m_run.stepsPerEpoch;
    if (m_json) {
        Json line = m_run.labels;
        line["stopped_early"] = stopping.hasStopped;
        line["best_epoch"] = best;
        line["epoch"] = stopping.isRestored ? best : stopping.epochs;
        if (kept)
            line.update(toJson(*kept));
        writeLine(m_console.out, line);
        return;
    }
    if (stopping.hasStopped)
        m_console.out << "stopped early: nothing better since epoch " << best << '\n';
    if (stopping.isRestored && kept)
        m_console.out << "the weights of epoch " << best << " are back: test accuracy "
                      << fixed(double(kept->testAccuracy), 4) << '\n';
    m_console.out << std::flush;
}

void TrainingReport::showProgress(bool evaluating)
{
    const auto now = Clock::now();
    const Clock::duration interval = m_console.errIsTerminal ? Clock::duration(redrawInterval) : logInterval;
    const bool isPretraining = m_step == 0 && m_pretrainingStep < m_run.pretraining.steps();
    if ((m_run.stepsPlanned == 0 && !isPretraining) || now - m_lastProgress < interval)
        return;
    m_lastProgress = now;
    std::string text = isPretraining ? pretrainingProgress() : trainingProgress();
    if (const double speed = samplesPerSecond(); speed > 0) {
        text += ", " + grouped(std::size_t(speed)) + " images/s";
        if (!isPretraining)
            text += ", " + clock(double((m_run.stepsPlanned - m_step) * m_run.batch) / speed) + " left";
    }
    if (evaluating)
        text += ", evaluating";
    if (m_console.errIsTerminal)
        m_console.err << clearLine << text << std::flush;
    else
        m_console.err << text << std::endl;
}

std::string TrainingReport::pretrainingProgress() const
{
    const engine::PretrainingPlan& plan = m_run.pretraining;
    const auto place = plan.placeAfter(m_pretrainingStep);
    std::string text = "pre-training layer " + std::to_string(place.layer + 1) + "/" + std::to_string(plan.layers) + ", epoch "
        + std::to_string(place.epoch + 1) + "/" + std::to_string(plan.epochs);
    if (m_console.errIsTerminal)
        text += " " + progressBar(double(m_pretrainingStep) / double(plan.steps()));
    return text + " step " + grouped(m_pretrainingStep) + "/" + grouped(plan.steps());
}

std::string TrainingReport::trainingProgress() const
{
    const std::uint64_t epoch = std::min(m_step, m_run.stepsPlanned - 1) / m_run.stepsPerEpoch + 1;
    const std::uint64_t epochs = m_run.stepsPlanned / m_run.stepsPerEpoch;
    std::string text = "epoch " + std::to_string(epoch) + "/" + std::to_string(epochs);
    if (m_console.errIsTerminal)
        text += " " + progressBar(double(m_step) / double(m_run.stepsPlanned));
    return text + " step " + grouped(m_step) + "/" + grouped(m_run.stepsPlanned);
}

double TrainingReport::samplesPerSecond() const
{
    if (m_speed > 0)
        return m_speed;
    // A run so short that the trainer has not measured anything yet.
    const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
    const std::uint64_t steps = m_step - m_run.firstStep + m_pretrainingStep - m_run.pretrainingStep;
    return double(steps * m_run.batch) / std::max(seconds, 1e-3);
}

} // namespace cli
