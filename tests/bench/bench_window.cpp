#include "app/session/allocator.h"
#include "engine/gallery/gallery.h"
#include "tests/app/window/window_fixture.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/curve_view.h"
#include "ui/pad/probability_bars.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <numeric>
#include <thread>

// What the window costs: pen to bars, training beside it, memory; and how soon it answers. Run as
// ./bench_window [memory | pen | frame | training [rounds [preset]] | first_point [preset] | pause [preset]]; real
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
    open->session().runs.replace(freshNetwork(endless(preset)));
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
    std::printf("memory     window, %s read: %.0f MB", open->session().runs.data()->name.c_str(), memory("VmRSS"));
    open->run().train();
    waitForStep(*open, 2000);
    std::printf("; mlp-128-64 training: %.0f MB, at most %.0f MB (target: 200)\n", memory("VmRSS"), memory("VmHWM"));
}

/// The same digits to learn from, and few to be tested on: an evaluation of all takes longer than a spell of watching,
/// and would fall now into this one, now into that.
std::shared_ptr<const engine::DataSplits> withSmallTest(engine::DataSplits data)
{
    data.test.labels.resize(256);
    data.test.pixels.resize(256 * data.test.sampleShape.elements());
    return std::make_shared<const engine::DataSplits>(std::move(data));
}

struct Speed
{
    double stepsPerSecond = 0;
    double share = 0; ///< of all cores, that the window's thread took
    double framesPerSecond = 0;
};

/// The window's run, paused before and after, goes on while the window's thread does as it is told.
Speed speedWhile(OpenWindow& open, const std::function<void()>& windowsThread)
{
    Run& run = open.run();
    const auto step = [&open] { return open.state().log.steps.empty() ? 0 : open.state().log.steps.back().step; };
    const quint64 from = step();
    const double spent = threadSeconds();
    const QSignalSpy frames(&run, &Run::progressChanged);
    QElapsedTimer timer;
    timer.start();
    run.train();
    windowsThread();
    run.pause();
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double share = (threadSeconds() - spent) / seconds / QThread::idealThreadCount();
    const double framesPerSecond = double(frames.count()) / seconds;
    if (!QTest::qWaitFor([&] { return open.phase() == Run::Phase::Paused; }, 60'000))
        qFatal("training does not pause");
    QCoreApplication::processEvents(); // the frame that told of it is finished, its core released
    return {double(step() - from) / seconds, share, framesPerSecond};
}

constexpr auto spell = 1500ms;

/// The window lives: it takes what the run reports, and repaints.
void watch()
{
    QEventLoop loop; // QTest::qWait() would wake the thread a hundred times a second
    QTimer::singleShot(spell, &loop, &QEventLoop::quit);
    loop.exec();
}

/// The window's thread is asleep: to the run, there is no window.
void lookAway()
{
    std::this_thread::sleep_for(spell);
}

/// One run, now watched, now not, in short turns: a machine whose speed changes from minute to minute changes both, and
/// so does the place in memory that the run happens to have (two runs of one network differ by 5 %).
void benchTraining(const char* preset, int rounds, bool allPanels)
{
    const auto open = trainingWindow(preset);
    open->session().runs.setData(withSmallTest(*open->session().runs.data()));
    if (allPanels)
        open->window.showAllViews();
    for (const engine::Stroke& stroke : handMade(5))
        drawWithMouse(open->part<DigitPad>(), stroke);
    speedWhile(*open, watch); // past the first evaluations
    std::vector<double> headless, beside, ratios, shares, frames;
    for (int round = 0; round < rounds; ++round) {
        const bool watchedFirst = round % 2 == 1;
        const Speed first = speedWhile(*open, watchedFirst ? watch : lookAway);
        const Speed second = speedWhile(*open, watchedFirst ? lookAway : watch);
        const Speed& watched = watchedFirst ? first : second;
        headless.push_back((watchedFirst ? second : first).stepsPerSecond);
        beside.push_back(watched.stepsPerSecond);
        ratios.push_back(beside.back() / headless.back());
        shares.push_back(watched.share);
        frames.push_back(watched.framesPerSecond);
    }
    const double batch = double(engine::findPreset(preset).batchSize);
    const auto sum = [](const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); };
    std::printf("training   %-10s unwatched %.0f img/s, %s %.0f img/s (medians of %d); ratio of all %.3f, median %.3f, "
                "quartiles %.3f to %.3f (target: 0.97); window's thread %.1f %% of the cores, %.1f frames/s; load %.1f\n",
                preset, batch * quantile(headless, 0.5), allPanels ? "all panels open" : "first layout", batch * quantile(beside, 0.5), rounds, sum(beside) / sum(headless),
                quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75), 100 * quantile(shares, 0.5),
                quantile(frames, 0.5), load());
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

/// From Space to the first point that is painted: of the curves, or of the pre-training's errors.
void benchFirstPoint(const char* preset)
{
    const auto open = trainingWindow(preset);
    open->show("train");
    QTest::qWait(300); // what came of the replacement is over
    const auto& curves = open->part<CurveView>();
    bool isPainted = false;
    QObject::connect(curves.plot(), &CurvePlot::drawn, &curves, [&] { isPainted = !curves.history().isEmpty(); });
    const bool isPretrained = open->run().progress().isPretraining();
    QObject::connect(&open->run(), &Run::logGrew, &curves, [&](const engine::RunLog& more) {
        isPainted = isPainted || (isPretrained && !more.pretrainingSteps.empty());
    });
    QElapsedTimer timer;
    timer.start();
    open->press(Qt::Key_Space);
    while (!isPainted)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents();
    const auto first = double(timer.nsecsElapsed()) / 1e6;
    const auto& look = open->run().firstLook();
    const QByteArray what = isPretrained ? QByteArrayLiteral("reconstruction error")
        : look                           ? "of " + QByteArray::number(look->testSamples) + " digits"
                                         : QByteArrayLiteral("of all digits");
    std::printf("first_point %-10s %4.0f ms (target: 500), %s; load %.1f\n", preset, first, what.constData(), load());
    if (isPretrained || !look)
        return;
    if (!QTest::qWaitFor([&] { return !open->state().log.evaluations.empty(); }, 600'000))
        qFatal("the start is never evaluated");
    std::printf("first_point %-10s of all digits after %.1f s and %llu steps; load %.1f\n", preset,
                double(timer.nsecsElapsed()) / 1e9, (unsigned long long)(open->run().progress().step), load());
}

/// Epochs of ten batches, so that half of the time and more goes into evaluations of the whole test set.
std::shared_ptr<const engine::DataSplits> withSmallTrain(engine::DataSplits data, std::size_t batch)
{
    data.train = data.train.first(10 * batch);
    return std::make_shared<const engine::DataSplits>(std::move(data));
}

void benchPause(const char* preset)
{
    const auto open = trainingWindow(preset);
    const auto batch = std::size_t(engine::findPreset(preset).batchSize);
    open->session().runs.setData(withSmallTrain(*open->session().runs.data(), batch));
    Run& run = open->run();
    std::vector<double> answers;
    int evaluating = 0;
    QElapsedTimer timer;
    for (int i = 0; i < 20; ++i) {
        run.train();
        QTest::qWait(50 + 137 * i % 1000); // as it comes
        evaluating += run.progress().phase == Run::Phase::Evaluating;
        timer.start();
        run.pause();
        while (run.progress().phase != Run::Phase::Paused)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        answers.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("pause      %-10s median %.0f ms, at most %.0f ms of %zu, %d of them in an evaluation (target: a "
                "batch); load %.1f\n",
                preset, quantile(answers, 0.5), quantile(answers, 1), answers.size(), evaluating, load());
}

void benchPen()
{
    const auto open = trainingWindow("cnn-2");
    open->run().train();
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

/// What the newest weights cost the window's thread with one panel in sight, all else behind it, painting included.
void benchFrame(const char* preset, Qt::Key panel)
{
    OpenWindow open({.preset = preset, .data = "synthetic", .model = {}});
    if (!open.isReady() || !QTest::qWaitFor([&] { return open.state().readsPoints() || open.session().runs.data(); }))
        qFatal("the window does not open");
    open.press(panel, Qt::ControlModifier);
    open.press(Qt::Key_Right); // a sample to read
    QTest::qWait(300);
    std::vector<double> frames;
    for (int frame = 0; frame < 200; ++frame) {
        const double before = threadSeconds();
        emit open.run().weightsChanged();
        QCoreApplication::processEvents();
        frames.push_back(1000 * (threadSeconds() - before));
    }
    std::printf("frame      %-14s Ctrl+%c: median %.2f ms, 95 %% %.2f ms of the window's thread (target: 8); load %.1f\n", preset,
                char(panel), quantile(frames, 0.5), quantile(frames, 0.95), load());
}

} // namespace

int main(int argc, char* argv[])
{
    shareArenas(); // as the program does
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
        const int rounds = argc > 2 ? std::atoi(argv[2]) : 50; // fifty leave an error of about 0.015
        for (const char* preset : {"mlp-128-64", "cnn-2"})
            if (argc <= 3 || std::string(preset) == argv[3])
                for (const bool allPanels : {true, false})
                    benchTraining(preset, rounds, allPanels);
    }
    for (const char* preset : {"mlp-128-64", "cnn-2", "cnn-3", "cnn-best", "lstm-rows", "dbn"}) {
        if (argc > 2 && std::string(preset) != argv[2])
            continue;
        if (part == "first_point")
            benchFirstPoint(preset);
        if (part == "pause")
            benchPause(preset);
    }
    if (part == "all" || part == "frame") {
        for (const char* toy : {"xor", "xor-deep", "xor-deep-relu"})
            benchFrame(toy, Qt::Key_8);
        benchFrame("lstm-rows", Qt::Key_2);
    }
    if (part == "all" || part == "pen")
        benchPen();
}
