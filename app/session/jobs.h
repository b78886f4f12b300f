#pragma once

#include "app/session/job_pool.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <type_traits>
#include <utility>
#include <variant>

/// Work that would make the window wait, done on threads of low priority; its results come on the GUI thread. They are
/// fetched by a timer, so that no Qt object crosses a thread. Work takes values and shared_ptr<const T> along, never `this`
/// and never a widget: it may still run after all of the window is gone.
class Jobs : public QObject
{
    Q_OBJECT

public:
    using Queue = JobPool::Queue;
    using Id = quint64;

    struct Progress
    {
        std::optional<double> fraction; ///< [0, 1]; none while nothing is known
        QString phase;

        bool operator==(const Progress&) const = default;
    };

    /// The place of one job at a time, a member of whoever wants its result: starting anew drops what ran there, and so
    /// does destroying it. What is dropped is told to stop, never waited for, and none of its callbacks is called.
    class Slot
    {
    public:
        Slot() = default;
        ~Slot() { cancel(); }
        Q_DISABLE_COPY_MOVE(Slot)

        void cancel();
        bool isRunning() const;

    private:
        friend class Jobs;
        QPointer<Jobs> m_jobs; ///< null: nothing ever ran here
        Id m_id = 0;
    };

    struct Order
    {
        QString title = {}; ///< as running() shows it, with a way to cancel; without one it is not shown
        Queue queue = Queue::Live; ///< Live or Long
        std::function<void(const QString& sentence)> failed = {}; ///< without one, the signal failed() tells it
        std::function<void(const Progress&)> progressed = {};
        std::function<void()> cancelled = {}; ///< by a person, through cancel()
    };

    struct Running
    {
        Id id;
        QString title;
        Progress progress;
        bool canCancel;
    };

    explicit Jobs(QObject* parent = nullptr);
    /// Finishes what must be finished; the rest is dropped without waiting. Calls nobody back.
    ~Jobs() override;

    /// work: Result(const std::stop_token&, const engine::Progress&), on another thread; it looks at the token often (every
    /// few milliseconds), and what it returns after a stop is thrown away. done: void(Result), on the GUI thread.
    template<typename Work, typename Done>
    void run(Slot& slot, Order order, Work work, Done done)
    {
        slot.cancel();
        slot.m_jobs = this;
        slot.m_id = start(std::move(order), this, joined(std::move(work), std::move(done)));
    }

    /// For what a person made, as writing a file: work() runs to its end even where everything is closed meanwhile, and
    /// such work is done in the order of these calls. done(Result) and order.failed are called while receiver lives.
    template<typename Work, typename Done>
    void finish(QObject* receiver, Order order, Work work, Done done)
    {
        order.queue = Queue::Must;
        auto ignoring = [work = std::move(work)](const std::stop_token&, const engine::Progress&) mutable { return work(); };
        start(std::move(order), receiver, joined(std::move(ignoring), std::move(done)));
    }

    /// Whether work that must be finished is still to be; allFinished() follows then.
    bool isFinishing() const;

    /// What has a title, in the order of starting.
    std::vector<Running> running() const;
    /// As a person orders it: the job's cancelled() is called. Nothing where it has ended, or must be finished.
    void cancel(Id id);

signals:
    /// What running() says is no longer what it said.
    void changed();
    /// One sentence, of a job that has no failed() of its own, or whose receiver is gone.
    void failed(const QString& sentence);
    void allFinished();

private:
    struct Parts
    {
        std::function<void(const std::stop_token&, const engine::Progress&)> work;
        std::function<void()> deliver;
    };
    struct Job;

    template<typename Work, typename Done>
    static Parts joined(Work work, Done done);
    Id start(Order order, QObject* receiver, Parts parts);
    Job* find(Id id) const;
    std::unique_ptr<Job> take(Id id);
    void drop(Id id);
    void setPace();
    void poll();
    void report(Id id, const Progress& progress);
    void end(std::unique_ptr<Job> job, const std::exception_ptr& error);

    JobPool m_pool;
    std::vector<std::unique_ptr<Job>> m_jobs;
    Id m_lastId = 0;
    QTimer m_timer;
};

/// What work returns waits beside it until it is delivered; what work holds is freed on the thread that did it.
template<typename Work, typename Done>
Jobs::Parts Jobs::joined(Work work, Done done)
{
    using Result = std::invoke_result_t<Work&, const std::stop_token&, const engine::Progress&>;
    using Kept = std::conditional_t<std::is_void_v<Result>, std::monostate, Result>;
    struct Carried
    {
        std::optional<Work> work;
        std::optional<Kept> result;
    };
    const auto carried = std::make_shared<Carried>();
    carried->work.emplace(std::move(work));
    const auto answer = std::make_shared<Done>(std::move(done));
    return {.work =
                [carried](const std::stop_token& stop, const engine::Progress& progress) {
                    Work mine = std::move(*carried->work);
                    carried->work.reset();
                    if constexpr (std::is_void_v<Result>)
                        mine(stop, progress);
                    else
                        carried->result.emplace(mine(stop, progress));
                },
            .deliver =
                [carried, answer] {
                    if constexpr (std::is_void_v<Result>)
                        (*answer)();
                    else
                        (*answer)(std::move(*carried->result));
                }};
}
