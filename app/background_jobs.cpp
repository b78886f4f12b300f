#include "app/background_jobs.h"

#include <algorithm>

using namespace std::chrono_literals;

BackgroundJobs::BackgroundJobs(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(16ms);
    connect(&m_timer, &QTimer::timeout, this, &BackgroundJobs::poll);
}

BackgroundJobs::~BackgroundJobs() = default;

void BackgroundJobs::add(Job job)
{
    m_jobs.push_back(std::move(job));
    m_timer.start();
}

void BackgroundJobs::poll()
{
    // What a job's end calls may add jobs, so those that are ready are taken out first.
    const auto firstReady = std::ranges::stable_partition(m_jobs, [](const Job& job) { return !job.isReady(); });
    const std::vector<Job> ready(firstReady.begin(), firstReady.end());
    m_jobs.erase(firstReady.begin(), firstReady.end());
    for (const Job& job : ready) {
        try {
            job.finish();
        } catch (const std::exception& error) {
            job.failed(QString::fromUtf8(error.what()));
        }
    }
    if (m_jobs.empty())
        m_timer.stop();
}
