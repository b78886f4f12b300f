#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <future>
#include <memory>
#include <vector>

/// Runs work that would make the window wait (reading a data set, writing a model) on threads of its own, and hands
/// the result to the GUI thread. Like the training feed it is polled, so that no Qt object crosses a thread.
class BackgroundJobs : public QObject
{
    Q_OBJECT

public:
    explicit BackgroundJobs(QObject* parent = nullptr);
    /// Waits for what is still running; its results are dropped.
    ~BackgroundJobs() override;

    /// done gets what work returns; failed one sentence when work throws. Both are called on the GUI thread.
    template<typename Work, typename Done>
    void run(Work work, Done done, std::function<void(const QString& reason)> failed)
    {
        using Result = decltype(work());
        auto future = std::make_shared<std::future<Result>>(std::async(std::launch::async, std::move(work)));
        add({.isReady = [future] { return future->wait_for(std::chrono::seconds(0)) == std::future_status::ready; },
             .finish = [future, done = std::move(done)] { done(future->get()); },
             .failed = std::move(failed)});
    }

private:
    struct Job
    {
        std::function<bool()> isReady;
        std::function<void()> finish;
        std::function<void(const QString&)> failed;
    };

    void add(Job job);
    void poll();

    std::vector<Job> m_jobs;
    QTimer m_timer;
};
