#include "app/session/training_times.h"

#include "app/session/allocator.h"
#include "app/session/runs.h"
#include "engine/gallery/gallery.h"
#include "engine/train/compatibility.h"
#include "engine/train/time_estimate.h"

#include <QSettings>
#include <QSysInfo>

#include <algorithm>
#include <thread>

namespace {

constexpr int measuringVersion = 2; ///< higher when the engine is so much quicker, or measured otherwise, that what is remembered misleads
constexpr std::size_t fewestSamples = 512;

const QString group = QStringLiteral("trainingTimes/");

} // namespace

TrainingTimes::TrainingTimes(Runs& runs, Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
    , m_jobs(jobs)
{
    connect(&runs.current(), &Run::dataChanged, this, [this] {
        emit changed();
        if (m_isWanted)
            measure();
    });
    connect(&runs.current(), &Run::progressChanged, this, [this] {
        if (!m_isWanted)
            return;
        if (m_runs.current().isTraining())
            m_measuring.cancel(); // the two would measure each other
        else if (!m_measuring.isRunning())
            measureNext();
    });
}

QString TrainingTimes::keyOf(const engine::Recipe& preset) const
{
    const Runs::Data data = m_runs.dataOf(preset);
    if (!data)
        return {};
    return QStringLiteral("%1/%2-%3/%4/%5-%6")
        .arg(measuringVersion)
        .arg(QString::fromLatin1(QSysInfo::machineUniqueId().left(12)))
        .arg(std::thread::hardware_concurrency())
        .arg(QString::fromStdString(preset.name))
        .arg(data->train.size())
        .arg(data->test.size());
}

std::optional<double> TrainingTimes::secondsOf(const std::string& preset) const
{
    const QString key = keyOf(engine::findPreset(preset));
    const auto known = m_seconds.find(key);
    if (known != m_seconds.end())
        return known->second > 0 ? std::optional(known->second) : std::nullopt;
    const double seconds = key.isEmpty() ? 0 : QSettings().value(group + key).toDouble();
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

void TrainingTimes::measure()
{
    m_isWanted = true;
    if (!m_measuring.isRunning() && !m_runs.current().isTraining())
        measureNext();
}

void TrainingTimes::measureNext()
{
    const auto all = engine::presets();
    const auto next = std::ranges::find_if(all, [this](const engine::Recipe& preset) {
        const QString key = keyOf(preset);
        return !key.isEmpty() && !m_seconds.contains(key) && !secondsOf(preset.name);
    });
    if (next == all.end())
        return;
    const QString key = keyOf(*next);
    const auto fail = [this, key](const QString&) {
        m_seconds[key] = 0;
        measureNext();
    };
    m_jobs.run(
        m_measuring, {.queue = Jobs::Queue::Long, .failed = fail},
        [preset = *next, data = m_runs.dataOf(*next)](const std::stop_token& stop, const engine::Progress&) {
            const std::size_t few = std::max(fewestSamples, 2 * std::size_t(preset.batchSize));
            const engine::DataSplits some{.name = data->name, .train = data->train.first(few), .test = data->test.first(few)};
            const auto seconds = engine::estimateTrainingSeconds(engine::adaptedTo(preset, data->train), some,
                                                                 data->train.size(), data->test.size(), stop);
            returnFreeMemory();
            return seconds;
        },
        [this, key](const std::optional<double>& seconds) {
            m_seconds[key] = seconds.value_or(0);
            if (seconds)
                QSettings().setValue(group + key, *seconds);
            emit changed();
            measureNext();
        });
}
