#include "engine/gallery/gallery.h"
#include "engine/train/trainer.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"

#include <QDir>
#include <QProcess>
#include <QPushButton>

#include <csignal>

namespace {

constexpr auto patience = 30'000;

std::vector<float> weightsOf(const RunState& state)
{
    return {state.weights->parameters.begin(), state.weights->parameters.end()};
}

} // namespace

/// What one window leaves for the next.
class WindowSessionTest : public WindowTest
{
    Q_OBJECT

private slots:
    /// The reference is the trainer by itself, which nobody closes.
    void aRunGoesOnWhereItWasLeft()
    {
        m_open->run().runSteps(7);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(7), patience);
        closeAndReopen({});
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-16-16"));
        QCOMPARE(m_open->state().weights->step, std::uint64_t{7});
        QCOMPARE(m_open->state().log.steps.size(), std::size_t{7}); // the curve
        QVERIFY(m_open->notice().message().contains(QStringLiteral("mlp-16-16 at step 7")));

        m_open->run().runSteps(4);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(11), patience);
        engine::Trainer trainer(engine::findPreset("mlp-16-16"), m_open->session().runs.data(), 1);
        while (trainer.stepsDone() < 11)
            trainer.step();
        QVERIFY(std::ranges::equal(weightsOf(m_open->state()), trainer.parameters()));
    }

    void whatTrainsIsStoppedAndKept()
    {
        m_open->run().setPace(50);
        m_open->run().train();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->state().weights->step > 2, patience);
        const auto seen = m_open->state().weights->step;
        closeAndReopen({});
        QVERIFY(m_open->state().weights->step >= seen);
        QCOMPARE(m_open->phase(), Run::Phase::Idle);
        QVERIFY(m_open->state().checkpoint);
        QCOMPARE(m_open->state().weights->parameters, m_open->state().checkpoint->parameters);
    }

    void theDataAreThoseOfTheLastTime()
    {
        const std::string name = m_open->session().runs.data()->name;
        const std::size_t size = m_open->session().runs.data()->train.size();
        QCOMPARE(size, std::size_t{300});
        closeAndReopen({});
        QCOMPARE(m_open->session().runs.data()->name, name);
        QCOMPARE(m_open->session().runs.data()->train.size(), size);
    }

    void inkOnBothPapersIsBack()
    {
        auto& pad = m_open->part<DigitPad>();
        drawWithMouse(pad, handMade(7).front());
        const auto digit = pad.strokes();
        QVERIFY(!digit.empty());
        pad.setWide(true);
        drawWithMouse(pad, handMade(1).front());
        const auto number = pad.strokes();
        QVERIFY(!number.empty() && number != digit);
        closeAndReopen({});
        auto& again = m_open->part<DigitPad>();
        QVERIFY(again.isWide());
        QCOMPARE(again.strokesOn(DigitPad::Paper::Number), number);
        QCOMPARE(again.strokesOn(DigitPad::Paper::Digit), digit);
        again.clear();
        closeAndReopen({});
        QCOMPARE(m_open->part<DigitPad>().strokesOn(DigitPad::Paper::Number), std::vector<engine::Stroke>{});
        QCOMPARE(m_open->part<DigitPad>().strokesOn(DigitPad::Paper::Digit), digit);
    }

    void theEnsembleIsBack()
    {
        for (const RunState& member : {m_open->state(), freshNetwork(engine::findPreset("softmax"))})
            m_open->session().addMember(toSavedModel(member));
        QCOMPARE(m_open->session().ensemble.size(), std::size_t{2});
        closeAndReopen({});
        auto& members = m_open->session().ensemble;
        QCOMPARE(members.size(), std::size_t{2});
        QCOMPARE(members.model(0).recipe.name, std::string("mlp-16-16"));
        QCOMPARE(members.model(1).recipe.name, std::string("softmax"));
        members.clear();
        closeAndReopen({});
        QCOMPARE(m_open->session().ensemble.size(), std::size_t{0});
    }

    /// Nobody trained or chose anything: a newer program's newer network is not hidden by an old copy.
    void theShippedNetworkIsNotKept()
    {
        m_open.reset();
        QVERIFY(QDir(sessionFolder()).removeRecursively());
        reopen({.preset = {}, .data = m_place.options().data, .model = {}});
        closeAndReopen({});
        QVERIFY(!QFile::exists(sessionFolder() + QStringLiteral("/network.safetensors")));
    }

    void anotherNetworkThatIsAskedForPutsItAside()
    {
        m_open->run().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(3), patience);
        const auto learnt = weightsOf(m_open->state());
        closeAndReopen({.preset = "softmax", .data = m_place.options().data, .model = {}});
        QCOMPARE(m_open->state().recipe.name, std::string("softmax"));
        QTest::mouseClick(m_open->notice().button(), Qt::LeftButton);
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-16-16"));
        QCOMPARE(weightsOf(m_open->state()), learnt);
    }

    void theNetworkBeforeItIsBackToo()
    {
        m_open->run().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(3), patience);
        const auto learnt = weightsOf(m_open->state());
        m_open->session().runs.open(freshNetwork(engine::findPreset("softmax")));
        QTRY_COMPARE_WITH_TIMEOUT(m_open->state().recipe.name, std::string("softmax"), patience);
        closeAndReopen({});
        QCOMPARE(m_open->state().recipe.name, std::string("softmax"));
        m_open->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-16-16"));
        QCOMPARE(weightsOf(m_open->state()), learnt);
        closeAndReopen({});
        QCOMPARE(m_open->state().weights->step, std::uint64_t{3});
        QVERIFY(!m_open->session().runs.canUndo());
    }

    void theOneThatWasUndoneIsBackToo()
    {
        m_open->run().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(3), patience);
        m_open->session().runs.open(freshNetwork(engine::findPreset("softmax")));
        m_open->run().runSteps(2);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(2), patience);
        const auto undone = weightsOf(m_open->state());
        m_open->session().runs.undo();
        QTRY_COMPARE_WITH_TIMEOUT(m_open->state().recipe.name, std::string("mlp-16-16"), patience);
        closeAndReopen({});
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-16-16"));
        m_open->press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_open->state().recipe.name, std::string("softmax"));
        QCOMPARE(weightsOf(m_open->state()), undone);
        closeAndReopen({});
        QVERIFY(!m_open->session().runs.canRedo());
    }

    /// Power cut, SIGKILL: what is there after the pause is what counts, without any closing.
    void whatIsNotTrainingIsKeptInAMoment()
    {
        m_open->run().runSteps(5);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(5), patience);
        const std::filesystem::path file = sessionFolder().toStdString() + "/network.safetensors";
        const auto keptStep = [&file]() -> std::uint64_t {
            return exists(file) ? engine::loadModel(file).checkpoint.step : 0;
        };
        QTRY_COMPARE_WITH_TIMEOUT(keptStep(), std::uint64_t{5}, patience);
        QTRY_COMPARE_WITH_TIMEOUT(QSettings().value(QStringLiteral("data")).toString().toStdString(), *m_place.options().data, patience);
    }

    void aSecondWindowNeitherReadsNorWrites()
    {
        m_open->run().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(3), patience);
        {
            OpenWindow second({.preset = "softmax", .data = m_place.options().data, .model = {}});
            QVERIFY(second.isReady());
            QCOMPARE(second.state().recipe.name, std::string("softmax"));
            QVERIFY(second.notice().message().contains(QStringLiteral("Another window")));
            QVERIFY(second.window.close());
        }
        closeAndReopen({});
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-16-16"));
        QCOMPARE(m_open->state().weights->step, std::uint64_t{3});
    }

    void whatCannotBeReadIsSetAside()
    {
        closeAndReopen(m_place.options());
        m_open.reset();
        const QString file = sessionFolder() + QStringLiteral("/network.safetensors");
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
        damaged.write("no network");
        damaged.close();
        reopen({});
        QVERIFY(m_open->notice().message().contains(QStringLiteral("unreadable-network.safetensors")));
        QVERIFY(QFile::exists(sessionFolder() + QStringLiteral("/unreadable-network.safetensors")));
        QVERIFY(m_open->state().isTrained()); // the shipped one
    }

    void whatCannotBeWrittenHoldsTheWindow()
    {
        QVERIFY(QDir(sessionFolder()).removeRecursively());
        m_open->run().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(3), patience);
        m_open->window.close();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->notice().message().contains(QStringLiteral("cannot be saved")), patience);
        QVERIFY(m_open->window.isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(closesOnRequest(), patience);
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        m_open.reset();
        QVERIFY(QDir(sessionFolder()).removeRecursively());
        QFile inTheWay(sessionFolder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        reopen(m_place.options());
        QVERIFY(m_open->notice().message().contains(QStringLiteral("cannot be saved")));
        QVERIFY(m_open->window.close());
        m_open.reset();
        QVERIFY(inTheWay.remove());
    }

    /// As a desktop that ends, or Ctrl-C in the terminal.
    void aSignalClosesTheProgramAndKeepsAll_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void aSignalClosesTheProgramAndKeepsAll()
    {
        QFETCH(int, signal);
        m_open.reset();
        QVERIFY(QDir(sessionFolder()).removeRecursively());
        QProcess program;
        program.setProgram(QStringLiteral(DIGITSCOPE_PROGRAM));
        program.setArguments({QStringLiteral("--preset"), QStringLiteral("xor")});
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_place.file("config"));
        program.setProcessEnvironment(environment);
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(sessionFolder() + QStringLiteral("/lock")), patience);
        ::kill(pid_t(program.processId()), signal);
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        reopen({});
        QCOMPARE(m_open->state().recipe.name, std::string("xor"));
    }

private:
    QString sessionFolder() const { return m_place.file("digitscope/session"); }

    bool closesOnRequest()
    {
        auto* button = m_open->notice().button();
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
        return !m_open->window.isVisible();
    }

    void reopen(const WindowOptions& options)
    {
        m_open = std::make_unique<OpenWindow>(options);
        QVERIFY(m_open->isReady());
    }

    void closeAndReopen(const WindowOptions& options)
    {
        const QSignalSpy ended(&m_open->window, &MainWindow::ended);
        m_open->window.close();
        QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), patience); // out of sight at once, but not before all is saved
        m_open.reset();
        reopen(options);
    }
};

const RegisteredTest<WindowSessionTest, QApplication> registeredWindowSessionTest;
#include "tst_window_session.moc"
