#include "engine/gallery/gallery.h"
#include "engine/train/run.h"
#include "ui/pad/probability_bars.h"
#include "window_fixture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QThread>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

#include <sys/resource.h>

// What the window costs: pen to bars, training beside it, memory. Run as ./bench_window [memory|training|pen]; real
// digits by $DIGITSCOPE_DATA. On a busy machine look at the shares of processor time, which the others' work hardly
// touches.

namespace {

using namespace std::chrono_literals;

double load()
{
    double average = 0;
    getloadavg(&average, 1);
    return average;
}

/// "VmRSS", "VmHWM": in MB.
double memory(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":"))
            return std::atof(line.c_str() + name.size() + 1) / 1024;
    return 0;
}

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[std::size_t(share * double(values.size() - 1))];
}

engine::Recipe endless(const char* preset)
{
    engine::Recipe recipe = engine::findPreset(preset);
    recipe.epochs = 100'000;
    return recipe;
}

/// A window whose network is being trained.
std::unique_ptr<OpenWindow> trainingWindow(const char* preset)
{
    auto open = std::make_unique<OpenWindow>(WindowOptions{.preset = preset, .data = {}, .model = {}});
    if (!open->isReady())
        qFatal("the window does not open");
    open->window.workbench().replaceNetwork(freshNetwork(endless(preset)));
    return open;
}

void waitForStep(OpenWindow& open, quint64 step)
{
    if (!QTest::qWaitFor([&] { return open.state().weights->step >= step; }, 600'000))
        qFatal("training does not get there");
}

void benchMemory()
{
    const auto open = trainingWindow("mlp-128-64");
    std::printf("memory     window, %s read: %.0f MB", open->window.workbench().data()->name.c_str(), memory("VmRSS"));
    open->window.workbench().train();
    waitForStep(*open, 2000);
    std::printf("; mlp-128-64 training: %.0f MB, at most %.0f MB (target: 200)\n", memory("VmRSS"), memory("VmHWM"));
}

/// The same steps, and with them the same evaluations, are timed in both cases.
struct Span
{
    std::uint64_t first;
    std::uint64_t last;
};

/// Images a second without a window.
double headless(const char* preset, const std::shared_ptr<const engine::DataSplits>& data, const Span& span)
{
    engine::TrainingFeed feed;
    engine::TrainingControls controls;
    std::jthread worker([&](const std::stop_token& stop) {
        setpriority(PRIO_PROCESS, 0, 5); // as the window's own training thread does
        engine::Trainer trainer(endless(preset), data);
        engine::runTraining(trainer, feed, controls, stop);
    });
    std::uint64_t step = 0;
    const auto reach = [&](std::uint64_t target) {
        for (; step < target; std::this_thread::sleep_for(1ms))
            for (const engine::StepRecord& record : feed.take().steps)
                step = record.step;
    };
    reach(span.first);
    const std::uint64_t from = step;
    QElapsedTimer timer;
    timer.start();
    reach(span.last);
    return double((step - from) * quint64(endless(preset).batchSize)) * 1e9 / double(timer.nsecsElapsed());
}

struct Watched
{
    double imagesPerSecond = 0;
    double share = 0; ///< of all cores, that the window's thread took
    double framesPerSecond = 0;
};

Watched watched(OpenWindow& open, const char* preset, const Span& span)
{
    open.window.workbench().replaceNetwork(freshNetwork(endless(preset)));
    open.window.workbench().train();
    waitForStep(open, span.first);
    // By the records, which tell every step so far: the weights in view are a frame older, and frames get longer.
    const quint64 from = open.state().steps.back().step;
    const double spent = threadSeconds();
    const QSignalSpy frames(&open.window.workbench(), &Workbench::progressChanged);
    QElapsedTimer timer;
    timer.start();
    waitForStep(open, span.last);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double images = double((open.state().steps.back().step - from) * quint64(open.state().recipe.batchSize));
    const Watched result{images / seconds, (threadSeconds() - spent) / seconds / QThread::idealThreadCount(),
                         double(frames.count()) / seconds};
    open.window.workbench().stop();
    if (!QTest::qWaitFor([&] { return open.phase() == Workbench::Phase::Idle; }, 60'000))
        qFatal("training does not stop");
    return result;
}

void benchTraining(const char* preset, const Span& span)
{
    const auto open = trainingWindow(preset);
    const auto data = open->window.workbench().data();
    open->window.showAllPanels();
    for (const engine::Stroke& stroke : handMade(5))
        drawWithMouse(open->part<DigitPad>(), stroke);
    std::vector<double> alone, beside, ratios, shares, frames;
    for (int round = 0; round < 5; ++round) {
        alone.push_back(headless(preset, data, span));
        const Watched with = watched(*open, preset, span);
        beside.push_back(with.imagesPerSecond);
        ratios.push_back(beside.back() / alone.back());
        shares.push_back(with.share);
        frames.push_back(with.framesPerSecond);
    }
    std::printf("training   %-10s headless %.0f img/s, all panels open %.0f img/s: ratio %.3f (%.3f to %.3f; target: 0.97); "
                "window's thread %.1f %% of the cores, %.1f frames/s; load %.1f\n",
                preset, quantile(alone, 0.5), quantile(beside, 0.5), quantile(ratios, 0.5), quantile(ratios, 0),
                quantile(ratios, 1), 100 * quantile(shares, 0.5), quantile(frames, 0.5), load());
}

/// Sees when a widget has been painted.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget* widget)
        : QObject(widget)
    {
        widget->installEventFilter(this);
    }

    bool wasPainted = false;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        // As the widget would be: only then is it over.
        watched->removeEventFilter(this);
        QCoreApplication::sendEvent(watched, event);
        watched->installEventFilter(this);
        wasPainted = true;
        return true;
    }
};

void benchPen()
{
    const auto open = trainingWindow("cnn-2");
    open->window.workbench().train();
    waitForStep(*open, 1);
    auto& pad = open->part<DigitPad>();
    PaintWatch watch(&open->part<ProbabilityBars>());
    std::vector<double> latencies;
    QElapsedTimer timer;
    for (int digit = 0; latencies.size() < 400; digit = (digit + 1) % 10) {
        pad.clear();
        for (const engine::Stroke& stroke : handMade(digit)) {
            drawWithMouse(
                pad, stroke, [&] { // before each move: a pen that reports 125 times a second
                    QTest::qWait(8);
                    watch.wasPainted = false;
                    timer.start();
                },
                [&] {
                    while (!watch.wasPainted)
                        QCoreApplication::processEvents();
                    latencies.push_back(double(timer.nsecsElapsed()) / 1e6);
                });
        }
    }
    std::printf("pen        move to painted bars, cnn-2 training: median %.1f ms, 95 %% %.1f ms, at most %.1f ms of %zu (target: 16); "
                "load %.1f\n",
                quantile(latencies, 0.5), quantile(latencies, 0.95), quantile(latencies, 1), latencies.size(), load());
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const QTemporaryDir settings;
    QCoreApplication::setOrganizationName(QStringLiteral("digitscope-bench"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const std::string part = argc > 1 ? argv[1] : "all";
    std::printf("%d cores, load %.1f, %s\n", QThread::idealThreadCount(), load(), qPrintable(QGuiApplication::platformName()));
    if (part == "all" || part == "memory")
        benchMemory();
    if (part == "all" || part == "training") {
        benchTraining("mlp-128-64", {.first = 700, .last = 4400});
        benchTraining("cnn-2", {.first = 20, .last = 150});
    }
    if (part == "all" || part == "pen")
        benchPen();
}
