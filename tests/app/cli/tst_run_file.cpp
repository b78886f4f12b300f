#include "app/cli/training_run.h"

#include "engine/recipe/recipe.h"
#include "engine/train/complete_recipe.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <functional>
#include <sstream>

namespace fs = std::filesystem;

namespace {

/// Does something at each line that is written.
class LineListener : public std::stringbuf
{
public:
    explicit LineListener(std::function<void()> onLine)
        : m_onLine(std::move(onLine))
    {
    }

protected:
    int sync() override
    {
        m_onLine();
        return std::stringbuf::sync();
    }

private:
    std::function<void()> m_onLine;
};

engine::Recipe longRecipe()
{
    engine::Recipe recipe = engine::complete(smallMlp());
    recipe.batchSize = 10;
    recipe.epochs = 100'000;
    return recipe;
}

/// Runs a long recipe, keeping it in file at every turn, until the line at which isOver says so.
struct KeptRun
{
    KeptRun(const fs::path& file, const std::function<bool()>& isOver)
        : trainer(run.recipe, data, 1)
    {
        bool isStopped = false; // a second signal would end the test, too
        LineListener lines([&] {
            if (!isStopped && isOver())
                isStopped = std::raise(SIGINT) == 0;
        });
        std::ostream out(&lines);
        const cli::Console console{out, err};
        cli::TrainingReport report(cli::reportOf(trainer), false, console);
        const cli::Interruption interruption;
        engine::TrainingControls controls;
        cli::RunFile kept(file, std::chrono::seconds(0));
        error = cli::runToEnd(trainer, controls, report, interruption, run, &kept);
    }

    std::shared_ptr<const engine::DataSplits> data = digitSplits(100, 20);
    engine::SavedModel run{.recipe = longRecipe(), .trainedOn = {}, .checkpoint = {}};
    engine::Trainer trainer;
    std::ostringstream err;
    std::exception_ptr error;
};

engine::Buffer afterSteps(engine::Trainer& trainer, std::uint64_t step)
{
    while (trainer.stepsDone() < step)
        trainer.step();
    return trainer.checkpoint().parameters;
}

} // namespace

class TestRunFile : public QObject
{
    Q_OBJECT

private slots:
    /// As if the program had been killed while it trained: what is on the disk then is a run that goes on.
    void isARunThatGoesOnAtEveryMoment()
    {
        const fs::path file = path("run");
        const fs::path found = path("found");
        const auto isTrained
            = [&] { return fs::exists(file) && engine::loadModel(file).checkpoint.step > 0; };
        KeptRun kept(file, [&] { return isTrained() && fs::copy_file(file, found); });
        QVERIFY(!kept.error);
        const engine::SavedModel model = engine::loadModel(found);
        const std::uint64_t step = model.checkpoint.step;
        QVERIFY(step > 0);
        QVERIFY(step <= kept.run.checkpoint.step);
        QVERIFY(!model.log.evaluations.empty());
        QVERIFY(model.log.evaluations.back().step <= step);

        engine::Trainer undisturbed(longRecipe(), kept.data, 1);
        QVERIFY(afterSteps(undisturbed, step) == model.checkpoint.parameters);
        engine::Trainer resumed(model.recipe, kept.data, 1);
        resumed.restore(model.checkpoint);
        QVERIFY(afterSteps(resumed, step + 25) == afterSteps(undisturbed, step + 25));
    }

    void goesOnWhereItCannotBeWritten()
    {
        int lines = 0;
        KeptRun kept(path("nowhere") / "run", [&lines] { return ++lines > 200; });
        QVERIFY(!kept.error);
        QVERIFY(kept.run.checkpoint.step > 0);
        QVERIFY2(kept.err.str().find("note: ") != std::string::npos, kept.err.str().c_str());
        QVERIFY(kept.err.str().find("nowhere") != std::string::npos);
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

const RegisteredTest<TestRunFile> registeredTestRunFile;
#include "tst_run_file.moc"
