#include "app/session/network_words.h"
#include "app/session/run_state.h"
#include "tests/registered_test.h"
#include "tests/small_runs.h"

#include <QTest>

class NetworkWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void saysHowFarItIs_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("accuracy"); // below 0: never measured
        QTest::addColumn<QString>("words");
        QTest::addRow("untrained") << 0 << 0.1 << "small, untrained";
        QTest::addRow("trained") << 4690 << 0.978 << "small, trained to 97.8 %";
        QTest::addRow("nearly all right is not all") << 4690 << 0.9996 << "small, trained to 99.96 %";
        QTest::addRow("all right") << 4690 << 1.0 << "small, trained to 100.0 %";
        QTest::addRow("never measured") << 1204 << -1.0 << "small at step 1,204";
    }

    void saysHowFarItIs()
    {
        QFETCH(int, step);
        QFETCH(double, accuracy);
        QTEST(networkInWords(networkAt(step, accuracy, smallMlp())), "words");
    }

    void anAutoencoderHasNoAccuracy()
    {
        engine::Recipe recipe = smallMlp();
        recipe.target = engine::Target::Input;
        recipe.loss = {"mean_squared_error", {}};
        QCOMPARE(networkInWords(networkAt(50, 0.0, recipe)), QStringLiteral("small at step 50"));
    }

    void layersMayBePretrainedAlone()
    {
        RunState state = networkAt(0, -1, smallDbn());
        auto weights = *state.weights;
        weights.pretrainingStep = 12;
        state.weights = std::make_shared<const engine::Snapshot>(weights);
        QCOMPARE(networkInWords(state), QStringLiteral("small, pre-trained"));
    }

    /// Neither of the untrained network, nor of weights that are not these.
    void theAccuracyIsOfTheseWeights()
    {
        RunState state = networkAt(5, -1, smallMlp());
        state.log.evaluations = {{.step = 0, .testAccuracy = 0.098f}};
        QCOMPARE(networkInWords(state), QStringLiteral("small at step 5"));

        state = networkAt(400, -1, smallMlp());
        state.log.evaluations = {{.step = 100, .testAccuracy = 0.93f}, {.step = 200, .testAccuracy = 0.971f}, {.step = 400, .testAccuracy = 0.965f}};
        QCOMPARE(networkInWords(state), QStringLiteral("small, trained to 96.5 %"));
        engine::Checkpoint checkpoint;
        checkpoint.stopping = {.bestStep = 200, .isRestored = true};
        state.checkpoint = std::make_shared<const engine::Checkpoint>(checkpoint);
        QCOMPARE(networkInWords(state), QStringLiteral("small, trained to 97.1 %"));
    }

private:
    static RunState networkAt(int step, double accuracy, engine::Recipe recipe)
    {
        recipe.name = "small";
        RunState state = freshNetwork(recipe);
        auto weights = *state.weights;
        weights.step = std::uint64_t(step);
        state.weights = std::make_shared<const engine::Snapshot>(weights);
        if (accuracy >= 0)
            state.log.evaluations.push_back({.step = std::uint64_t(step), .testLoss = 0, .testAccuracy = float(accuracy)});
        return state;
    }
};

const RegisteredTest<NetworkWordsTest> registeredNetworkWordsTest;
#include "tst_network_words.moc"
