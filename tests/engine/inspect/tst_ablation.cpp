#include "engine/errors.h"
#include "engine/inspect/ablation.h"
#include "engine/inspect/ensemble.h"
#include "engine/inspect/predictor.h"
#include "engine/inspect/unit_means.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

using engine::Ablation;
using engine::SwitchedOff;
using engine::Unit;


namespace {

/// Right answers of each class and in all, sample by sample through the whole network.
struct PlainAccuracy
{
    std::vector<double> byClass = std::vector<double>(10);
    double all = 0;

    PlainAccuracy(const engine::Model& model, const engine::Dataset& data, const std::vector<engine::Intervention>& off)
    {
        engine::Predictor predictor(model.network, model.recipe.loss, engine::Predictor::forMany(1));
        predictor.setInterventions(off);
        const auto outputs = predictor.predictLogits(model.weights->parameters, data.pixels);
        std::vector<double> samples(10);
        for (std::size_t i = 0; i < data.size(); ++i) {
            const auto row = outputs.subspan(i * 10, 10);
            const bool isRight = std::ranges::max_element(row) - row.begin() == data.labels[i];
            samples[data.labels[i]] += 1;
            byClass[data.labels[i]] += isRight;
            all += isRight;
        }
        for (std::size_t label = 0; label < 10; ++label)
            byClass[label] /= samples[label];
        all /= double(data.size());
    }
};

QString refusalOf(const engine::Model& model, const Unit& unit)
{
    try {
        engine::ablated(model, engine::syntheticDigits(20, 3), {&unit, 1}, SwitchedOff::Zero, {}, {});
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class AblationTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsAPlainLoop_data()
    {
        QTest::addColumn<engine::Recipe>("recipe");
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("behind");
        QTest::addRow("neurons") << smallMlp() << 1 << 2;
        QTest::addRow("channels") << smallNormalizedCnn() << 0 << 2;
        QTest::addRow("outputs") << smallCnn() << 5 << 5;
        QTest::addRow("hidden units of a machine") << smallDbn() << 2 << 2;
        QTest::addRow("cells") << recipeOf(
            {{"lstm", {{"units", std::int64_t{6}}}}, {"dense", {{"units", std::int64_t{10}}}}})
                               << 0 << 0;
    }

    void equalsAPlainLoop()
    {
        QFETCH(engine::Recipe, recipe);
        QFETCH(int, layer);
        QFETCH(int, behind);
        const engine::Model model = randomModel(recipe);
        const auto data = engine::syntheticDigits(150, 3);
        const double accuracy
            = engine::predictDataset(model.recipe, model.weights->parameters, data).evaluation.accuracy;
        const auto means = engine::unitMeans(*model.network, model.weights->parameters, data, std::size_t(behind));
        for (const SwitchedOff as : {SwitchedOff::Zero, SwitchedOff::Mean}) {
            const auto all = engine::ablatedOneByOne(model, data, std::size_t(layer), as, {}, {});
            QCOMPARE(all.size(), means.size());
            std::vector<bool> seen(means.size());
            for (const Ablation& ablation : all) {
                QCOMPARE(ablation.units.size(), std::size_t{1});
                const Unit unit = ablation.units.front();
                QCOMPARE(unit.layer, std::size_t(layer));
                QVERIFY(!seen[unit.index]);
                seen[unit.index] = true;
                engine::Intervention off{.layer = std::size_t(behind), .units = {unit.index}};
                if (as == SwitchedOff::Mean)
                    off = engine::heldAtMeans(std::size_t(behind), {unit.index}, means);
                const PlainAccuracy plain(model, data, {off});
                QCOMPARE(ablation.accuracy, accuracy);
                QCOMPARE(ablation.accuracyWithout, plain.all);
                QCOMPARE(ablation.byClass, plain.byClass);
                const auto one = engine::ablated(model, data, {&unit, 1}, as, {}, {});
                QVERIFY(one && one->accuracyWithout == ablation.accuracyWithout && one->byClass == ablation.byClass);
            }
            QVERIFY(std::ranges::is_sorted(all, {}, &Ablation::accuracyWithout));
        }
    }

    void switchesSeveralOffAtOnce()
    {
        const engine::Model model = randomModel(smallNormalizedCnn());
        const auto data = engine::syntheticDigits(100, 3);
        const std::vector<Unit> units{{6, 3}, {0, 1}, {0, 2}}; // layer 6 stands behind the maps
        const auto found = engine::ablated(model, data, units, SwitchedOff::Zero, {}, {});
        const PlainAccuracy plain(model, data, {{.layer = 6, .units = {3}}, {.layer = 2, .units = {1, 2}}});
        QVERIFY(found);
        QCOMPARE(found->accuracyWithout, plain.all);
        QCOMPARE(found->byClass, plain.byClass);
        QCOMPARE(found->units, units);
    }

    // METHODS, 2: put back, every bit is as it was.
    void leavesTheNetworkAsItWas()
    {
        const engine::Model model = randomModel(smallMlp());
        const engine::Buffer parameters = model.weights->parameters;
        const auto data = engine::syntheticDigits(100, 3);
        engine::Predictor predictor(model.network);
        const auto bits = [&] {
            const auto logits = predictor.predictLogits(model.weights->parameters, data.sample(0));
            return std::vector<float>(logits.begin(), logits.end());
        };
        const auto before = bits();
        engine::ablatedOneByOne(model, data, 1, SwitchedOff::Zero, {}, {});
        QVERIFY(model.weights->parameters == parameters);
        QVERIFY(bits() == before);
        const auto none = engine::ablated(model, data, {}, SwitchedOff::Zero, {}, {});
        QVERIFY(none && none->accuracyWithout == none->accuracy);
    }

    // Biases alone: all digits are read as 3, and as 0 once that output is off.
    void losesTheClassWhoseOutputIsOff()
    {
        engine::Buffer parameters(7'850);
        for (std::size_t label = 0; label < 10; ++label)
            parameters[7'840 + label] = label == 3 ? 2 : 1 - 0.01f * float(label);
        const auto data = engine::syntheticDigits(100, 3);
        const Unit third{1, 3};
        const auto found
            = engine::ablated(modelOf(softmaxRecipe(), parameters), data, {&third, 1}, SwitchedOff::Zero, {}, {});
        QVERIFY(found);
        QCOMPARE(found->byClass, (std::vector<double>{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        QCOMPARE(found->accuracy, double(std::ranges::count(data.labels, 3)) / 100);
        QCOMPARE(found->accuracyWithout, double(std::ranges::count(data.labels, 0)) / 100);
    }

    void refusesWhatIsNotThere()
    {
        QCOMPARE(refusalOf(randomModel(smallMlp()), {1, 24}), QStringLiteral("dense_1 has no unit 24, expected 0 to 23"));
        QCOMPARE(refusalOf(randomModel(xorRecipe()), {0, 1}),
                 QStringLiteral("the network reads pictures of 2, the data set has 1×28×28"));
        QVERIFY(refusalOf(randomModel(autoencoderRecipe()), {1, 1}).endsWith("gives its input back and names no class"));
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        const engine::Model model = randomModel(smallMlp());
        const auto data = engine::syntheticDigits(40, 3);
        QVERIFY(engine::ablatedOneByOne(model, data, 1, SwitchedOff::Mean, stop.get_token(), {}).empty());
        QVERIFY(!engine::ablated(model, data, {}, SwitchedOff::Zero, stop.get_token(), {}));
    }
};

const RegisteredTest<AblationTest> registeredAblationTest;
#include "tst_ablation.moc"
