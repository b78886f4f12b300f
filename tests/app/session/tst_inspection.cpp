#include "app/session/session.h"
#include "engine/gallery/gallery.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace {

/// A session, and every change that its inspection told of.
struct Watched
{
    explicit Watched(const engine::Recipe& recipe = twoEpochs())
        : session(freshNetwork(recipe), folder.filePath(QStringLiteral("my-digits.jsonl")).toStdString())
    {
        session.runs.setData(data);
        QObject::connect(&session.inspection, &Inspection::changed, &session, [this](Inspection::Changes what) {
            changes.push_back(what);
            if (check)
                check();
        });
    }

    bool isPausedAt(quint64 step)
    {
        const Run& run = session.runs.current();
        return run.progress().phase == Run::Phase::Paused && run.state().weights->step == step;
    }
    Inspection::Changes all() const
    {
        Inspection::Changes all;
        for (const Inspection::Changes what : changes)
            all |= what;
        return all;
    }

    QTemporaryDir folder;
    std::shared_ptr<const engine::DataSplits> data = digitSplits(100, 30);
    Session session;
    std::vector<Inspection::Changes> changes;
    std::function<void()> check;
};

const std::vector<engine::Stroke> bar{{{14, 4}, {14, 24}}};

} // namespace

class InspectionTest : public QObject
{
    Q_OBJECT

private slots:
    void aMoveOfThePenIsOneChange()
    {
        Watched watched;
        QVERIFY(!watched.session.inspection.prediction()); // an empty pad
        watched.session.pad.setStrokes(bar);
        QCOMPARE(watched.changes.size(), std::size_t{1});
        QVERIFY(watched.changes.front() == Inspection::SampleOf);
        QVERIFY(watched.session.inspection.prediction());
    }

    void predictsAsThePredictorDoes()
    {
        Watched watched;
        watched.session.selection.selectTestDigit(3);
        const RunState& state = watched.session.runs.state();
        engine::Predictor predictor(state.network, state.recipe.loss);
        const auto expected = predictor.predict(state.weights->parameters, watched.data->test.sample(3));
        QVERIFY(std::ranges::equal(watched.session.inspection.prediction()->probabilities(), expected));
    }

    void neverShowsAPartOfAReplacement()
    {
        Watched watched;
        watched.session.pad.setStrokes(bar);
        watched.session.selection.selectUnit(Selection::Unit{1, 2});
        bool fits = true;
        watched.check = [&] {
            const Inspection& inspection = watched.session.inspection;
            const auto* prediction = inspection.prediction();
            fits = fits && inspection.model().network == watched.session.runs.state().network
                && (!prediction || &prediction->network() == inspection.model().network.get())
                && inspection.shown().run == watched.session.runs.currentId() && !watched.session.selection.unit();
        };
        watched.changes.clear();
        watched.session.runs.replace(freshNetwork(engine::findPreset("softmax")));
        QVERIFY(fits);
        QVERIFY(watched.changes.front() == Inspection::Changes(Inspection::Everything));
        watched.session.runs.undo();
        QVERIFY(fits);
    }

    void tellsOfWeightsAndRecordsWhileItTrains()
    {
        Watched watched;
        watched.session.runs.current().runSteps(3);
        QTRY_VERIFY(watched.isPausedAt(3));
        QVERIFY(watched.all() & Inspection::Weights);
        QVERIFY(watched.all() & Inspection::Log);
        QVERIFY(!(watched.all() & Inspection::Network));
    }

    void aPastMomentIsShownByItsWeightsAndSaysWhich()
    {
        Watched watched(endlessEpochs());
        watched.session.pad.setStrokes(bar);
        const auto before = watched.session.inspection.model().weights;
        watched.session.runs.current().runSteps(4);
        QTRY_VERIFY(watched.isPausedAt(4));
        const Inspection& inspection = watched.session.inspection;
        QVERIFY(!inspection.shown().step);
        watched.changes.clear();
        watched.session.selection.selectStep(1);
        QCOMPARE(inspection.wanted().step, std::optional<std::uint64_t>(1));
        QCOMPARE(inspection.shown().step, std::optional<std::uint64_t>(inspection.history().nearest(1)->step));
        QVERIFY(watched.all() & Inspection::Weights);
        watched.session.selection.selectStep(0);
        QCOMPARE(inspection.model().weights, before); // its initial weights, bit for bit
        QVERIFY(inspection.prediction());
        watched.session.runs.current().runSteps(2); // goes on meanwhile, and is not shown
        QTRY_VERIFY(watched.isPausedAt(6));
        QCOMPARE(inspection.model().weights, before);
        watched.session.selection.selectStep({});
        QCOMPARE(inspection.model().weights->step, std::uint64_t{6});
        QVERIFY(!inspection.shown().step);
    }

    void aDotIsNoDigitHoweverSureTheNetworkIs()
    {
        Watched watched;
        const Inspection& inspection = watched.session.inspection;
        watched.session.pad.setStrokes({{{14, 13}, {14, 15}}}); // drawn as large as a digit, it is a 1
        QVERIFY(inspection.prediction());
        QVERIFY(!inspection.isAccepted());
        watched.session.pad.setStrokes({{{14, 11}, {14, 16}}}); // small, but a line
        QVERIFY(inspection.isAccepted());
        watched.session.pad.setStrokes({{{5, 5}, {5, 5.5f}}, {{20, 20}, {20, 20.5f}}}); // two far apart
        QVERIFY(inspection.isAccepted());
    }

    void samplesOfEveryKindReachTheNetwork()
    {
        Watched watched;
        const Inspection& inspection = watched.session.inspection;
        watched.session.selection.selectSample(DatasetSample{DatasetSample::Split::Train, 5});
        QVERIFY(std::ranges::equal(inspection.input()->pixels, watched.data->train.sample(5)));
        QTRY_VERIFY(watched.session.myDigits.isLoaded());
        watched.session.myDigits.add({engine::userDigit(bar, 1, std::nullopt)});
        watched.session.selection.selectSample(UserDrawing{0});
        const auto asUserDrawing = inspection.input()->pixels;
        watched.session.pad.setStrokes(bar);
        watched.session.selection.selectDrawing();
        QCOMPARE(inspection.input()->pixels, asUserDrawing);
        watched.session.selection.selectTestDigit(1'000'000); // there is none
        QCOMPARE(inspection.input()->pixels, asUserDrawing);
    }
};

const RegisteredTest<InspectionTest, QGuiApplication> registeredInspectionTest;
#include "tst_inspection.moc"
