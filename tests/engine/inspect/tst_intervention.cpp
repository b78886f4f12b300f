#include "engine/errors.h"
#include "engine/inspect/predictor.h"
#include "engine/inspect/unit_means.h"
#include "engine/layers/workspace.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <numeric>

using engine::Intervention;
using engine::PassMode;
using engine::Sequential;
using engine::Shape;
using engine::Spec;
using engine::Workspace;
using Kind = engine::Intervention::Kind;


namespace {

using Specs = std::vector<Spec>;
using Numbers = std::vector<float>;

const Spec two{"dense", {{"units", std::int64_t{2}}}}, relu{"relu", {}}, linear{"linear", {}}, softmax{"softmax", {}};

Sequential network(const Shape& input, const Specs& layers)
{
    return Sequential(input, std::span<const Spec>(layers));
}

/// 2–2–2 with ReLU: at (1, 1) its hidden units give 3.5 and 6.5, its outputs −2.75 and 13.5.
Sequential twoByTwo()
{
    return network({2}, {two, relu, two});
}

const Numbers twoByTwoParameters{1, 2, 3, 4, 0.5f, -0.5f, /* second layer */ 1, -1, 2, 1, 0.25f, 0};

/// One Differentiable pass of so many equal samples, forward and back from outputGradient.
struct Pass
{
    Numbers outputs;
    Numbers inputGradient;
    Numbers parameterGradient;

    Pass(const Sequential& net, std::span<const float> parameters, const Numbers& input,
         const std::vector<Intervention>& interventions, const Numbers& outputGradient = {1, 0})
        : parameterGradient(parameters.size(), notANumber)
    {
        const std::size_t samples = input.size() / net.inputShape().elements();
        Workspace workspace(net, samples, PassMode::Differentiable);
        workspace.setInterventions(interventions);
        std::ranges::copy(input, workspace.input().begin());
        net.forward(parameters, workspace, samples, {.mode = PassMode::Differentiable});
        outputs.assign(workspace.output().begin(), workspace.output().end());
        std::ranges::copy(outputGradient, workspace.outputGradient().begin());
        net.backward(parameters, workspace, samples, {.input = true, .parameters = parameterGradient});
        inputGradient.assign(workspace.inputGradient().begin(), workspace.inputGradient().end());
    }
};

QString refusalBy(const Sequential& net, const Intervention& intervention)
{
    try {
        engine::requireApplicable(net, std::vector{intervention});
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

double deviationOf(std::span<const float> numbers)
{
    const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / double(numbers.size());
    double squares = 0;
    for (const float number : numbers)
        squares += (double(number) - mean) * (double(number) - mean);
    return std::sqrt(squares / double(numbers.size()));
}

} // namespace

class InterventionTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsUnitsAsByHand_data()
    {
        QTest::addColumn<Intervention>("intervention");
        QTest::addColumn<Numbers>("outputs");
        QTest::addColumn<Numbers>("inputGradient"); // of the first output
        QTest::addRow("nothing") << Intervention{.layer = 1} << Numbers{-2.75f, 13.5f} << Numbers{-2, -2};
        QTest::addRow("zero") << Intervention{.layer = 1, .units = {0}} << Numbers{-6.25f, 6.5f} << Numbers{-3, -4};
        QTest::addRow("both zero") << Intervention{.layer = 1, .units = {0, 1}} << Numbers{0.25f, 0} << Numbers{0, 0};
        QTest::addRow("mean") << Intervention{.kind = Kind::Mean, .layer = 1, .units = {1, 0}, .means = {6, 2}}
                              << Numbers{-3.75f, 10} << Numbers{0, 0};
        QTest::addRow("clamp") << Intervention{.kind = Kind::Clamp, .layer = 1, .units = {1}, .value = -1} << Numbers{4.75f, 6}
                               << Numbers{1, 2};
        QTest::addRow("before the ReLU") << Intervention{.kind = Kind::Clamp, .layer = 0, .units = {1}, .value = -1}
                                         << Numbers{3.75f, 7} << Numbers{1, 2};
        QTest::addRow("an output") << Intervention{.layer = 2, .units = {0}} << Numbers{0, 13.5f} << Numbers{0, 0};
    }

    void holdsUnitsAsByHand()
    {
        QFETCH(Intervention, intervention);
        const Pass pass(twoByTwo(), twoByTwoParameters, {1, 1}, {intervention});
        QTEST(pass.outputs, "outputs");
        QTEST(pass.inputGradient, "inputGradient");
    }

    // The weights behind a unit that is off see a 0; those before it make no difference.
    void givesTheParametersTheGradientOfWhatIsLeft()
    {
        const Pass pass(twoByTwo(), twoByTwoParameters, {1, 1}, {{.layer = 1, .units = {0}}});
        QCOMPARE(pass.parameterGradient, (Numbers{0, 0, -1, -1, 0, -1, /* second layer */ 0, 6.5f, 0, 0, 1, 0}));
    }

    void appliesSeveralInTheirOrder()
    {
        const Intervention clamp{.kind = Kind::Clamp, .layer = 1, .units = {0, 1}, .value = 5};
        const Pass pass(twoByTwo(), twoByTwoParameters, {1, 1}, {clamp, {.layer = 1, .units = {1}}, {.layer = 2, .units = {1}}});
        QCOMPARE(pass.outputs, (Numbers{5.25f, 0}));
    }

    void holdsAWholeMap()
    {
        const Sequential net = network({1, 2, 2}, {{"conv2d", {{"filters", std::int64_t{2}}, {"kernel_size", std::int64_t{1}}}}});
        const Numbers parameters{2, 3, /* biases */ 0, 1};
        const Numbers input{1, 2, 3, 4, /* a second sample */ 5, 6, 7, 8};
        const Pass pass(net, parameters, input, {{.layer = 0, .units = {1}}}, Numbers(16, 1));
        QCOMPARE(pass.outputs, (Numbers{2, 4, 6, 8, 0, 0, 0, 0, 10, 12, 14, 16, 0, 0, 0, 0}));
        QCOMPARE(pass.inputGradient, Numbers(8, 2));
    }

    void holdsAFeatureAtEveryStep()
    {
        const Sequential net = network({2, 3}, {linear});
        const Pass pass(net, Numbers{}, {1, 2, 3, 4, 5, 6}, {{.layer = 0, .units = {1}}}, Numbers(6, 1));
        QCOMPARE(pass.outputs, (Numbers{1, 0, 3, 4, 0, 6}));
        QCOMPARE(pass.inputGradient, (Numbers{1, 0, 1, 1, 0, 1}));
    }

    // Probabilities of 1/4 and 3/4, the first of them held at 1/2: the second one's slopes are y₂ ([i = 2] − yᵢ) as before.
    void leavesTheSlopesOfASoftmaxsOtherOutputs()
    {
        const Intervention half{.kind = Kind::Clamp, .layer = 0, .units = {0}, .value = 0.5f};
        const Pass pass(network({2}, {softmax}), Numbers{}, {0, std::log(3.0f)}, {half}, {1, 1});
        QCOMPARE_LT(largestDifference(pass.outputs, Numbers{0.5f, 0.75f}), 1e-6);
        QCOMPARE_LT(largestDifference(pass.inputGradient, Numbers{-0.1875f, 0.1875f}), 1e-6);
    }

    // Large maps go through in blocks.
    void reachesEverySample()
    {
        const Sequential net = network({1, 64, 64}, {{"conv2d", {{"filters", std::int64_t{32}}}}, relu});
        QCOMPARE_LT(net.stages().front().samplesAtOnce, std::size_t{5});
        const auto parameters = randomNumbers(net.parameters().size(), 1);
        Workspace workspace(net, 5, PassMode::Inference);
        workspace.setInterventions({{.kind = Kind::Clamp, .layer = 1, .units = {31}, .value = 3}});
        std::ranges::copy(randomNumbers(5 * 4'096, 2), workspace.input().begin());
        net.forward(parameters, workspace, 5);
        for (std::size_t i = 0; i < 5; ++i)
            QVERIFY(std::ranges::all_of(workspace.output().subspan((i * 32 + 31) * 4'096, 4'096), [](float x) { return x == 3; }));
    }

    void leavesNothingBehind()
    {
        const auto recipe = smallCnn();
        const Sequential net(recipe.input, std::span<const Spec>(recipe.layers));
        const auto parameters = randomNumbers(net.parameters().size(), 1);
        const auto input = randomNumbers(784, 2);
        Workspace workspace(net, 1, PassMode::Inference);
        const auto run = [&](const std::vector<Intervention>& interventions) {
            workspace.setInterventions(interventions);
            std::ranges::copy(input, workspace.input().begin());
            net.forward(parameters, workspace, 1);
            return Numbers(workspace.output().begin(), workspace.output().end());
        };
        const Numbers before = run({});
        QVERIFY(run({{.layer = 1, .units = {2}}}) != before);
        QCOMPARE(run({}), before);
    }

    void changesParametersAsByHand()
    {
        const Sequential net = twoByTwo();
        const auto same = engine::intervened(net, twoByTwoParameters, std::vector<Intervention>{{.layer = 1, .units = {0}}});
        QVERIFY(std::ranges::equal(same, twoByTwoParameters));
        const auto noBias = engine::intervened(net, twoByTwoParameters, std::vector<Intervention>{{.kind = Kind::NoBias, .layer = 0}});
        QVERIFY(std::ranges::equal(noBias, Numbers{1, 2, 3, 4, 0, 0, 1, -1, 2, 1, 0.25f, 0}));
    }

    void addsNoiseByTheSpreadOfTheWeights()
    {
        const auto recipe = smallMlp();
        const Sequential net(recipe.input, std::span<const Spec>(recipe.layers));
        const auto parameters = randomNumbers(net.parameters().size(), 1, -2, 4);
        const auto noisy = [&](float value, std::uint64_t seed) {
            return engine::intervened(net, parameters, std::vector<Intervention>{{.kind = Kind::WeightNoise, .layer = 1, .value = value, .seed = seed}});
        };
        const auto changed = noisy(0.5f, 7);
        Numbers noise;
        for (const auto& slice : net.parameters().slices())
            for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i) {
                if (slice.name == "dense_1.weight")
                    noise.push_back(changed[i] - parameters[i]);
                else
                    QCOMPARE(changed[i], parameters[i]);
            }
        // 18,816 draws: the deviation is off by 0.5 % at most twice in three times.
        const double expected = 0.5 * deviationOf(std::span(parameters).first(noise.size()));
        QCOMPARE_LT(std::abs(deviationOf(noise) / expected - 1), 0.03);
        QCOMPARE_LT(std::abs(std::accumulate(noise.begin(), noise.end(), 0.0) / double(noise.size())), 0.03 * expected);
        QVERIFY(noisy(0.5f, 7) == changed);
        QVERIFY(noisy(0.5f, 8) != changed);
        QVERIFY(std::ranges::equal(noisy(0, 7), parameters));
    }

    void refusesWhatIsNotThere_data()
    {
        QTest::addColumn<Intervention>("intervention");
        QTest::addColumn<QString>("sentence");
        QTest::addRow("layer") << Intervention{.layer = 3} << QStringLiteral("the network has no layer 3, expected 0 to 2");
        QTest::addRow("unit") << Intervention{.layer = 1, .units = {1, 2}} << QStringLiteral("relu_1 has no unit 2, expected 0 to 1");
        QTest::addRow("means") << Intervention{.kind = Kind::Mean, .layer = 1, .units = {0, 1}, .means = {1}}
                               << QStringLiteral("relu_1: 1 means for 2 units, expected one for each");
        QTest::addRow("weights") << Intervention{.kind = Kind::WeightNoise, .layer = 1, .value = 1}
                                 << QStringLiteral("relu_1 has no weights that could be changed");
        QTest::addRow("biases") << Intervention{.kind = Kind::NoBias, .layer = 1} << QStringLiteral("relu_1 has no biases that could be changed");
        QTest::addRow("value") << Intervention{.kind = Kind::Clamp, .layer = 2, .units = {0}, .value = notANumber}
                               << QStringLiteral("dense_2: the value that its units are set to is not a finite number");
    }

    void refusesWhatIsNotThere()
    {
        QFETCH(Intervention, intervention);
        QTEST(refusalBy(twoByTwo(), intervention), "sentence");
    }

    void acceptsWhatIsThere()
    {
        QCOMPARE(refusalBy(twoByTwo(), {.kind = Kind::Mean, .layer = 2, .units = {1}, .means = {2}}), QString());
        QCOMPARE(refusalBy(twoByTwo(), {.kind = Kind::NoBias, .layer = 2}), QString());
    }

    // Against a plain mean of every sample's activations.
    void findsTheMeansOfUnits()
    {
        const auto recipe = smallCnn();
        const auto net = std::make_shared<const Sequential>(recipe.input, std::span<const Spec>(recipe.layers));
        const auto parameters = randomNumbers(net->parameters().size(), 1);
        const auto data = engine::syntheticDigits(70, 3);
        engine::Predictor predictor(net);
        for (const std::size_t layer : {1, 4}) { // four maps, and a row
            const std::size_t numbers = net->shapeBefore(layer + 1).elements(), units = net->shapeBefore(layer + 1)[0];
            std::vector<double> sums(units);
            for (std::size_t i = 0; i < data.size(); ++i) {
                predictor.predict(parameters, data.sample(i));
                for (std::size_t j = 0; j < numbers; ++j)
                    sums[j / (numbers / units)] += double(predictor.activation(layer + 1)[j]);
            }
            Numbers expected;
            for (const double sum : sums)
                expected.push_back(float(sum / 70 / double(numbers / units)));
            const auto means = engine::unitMeans(*net, parameters, data, layer);
            QCOMPARE_LT(largestDifference(means, expected), 1e-5);
            QCOMPARE(engine::heldAtMeans(layer, {3, 1}, means),
                     (Intervention{.kind = Kind::Mean, .layer = layer, .units = {3, 1}, .means = {means[3], means[1]}}));
        }
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(engine::unitMeans(*net, parameters, data, 1, stopped.get_token()).empty());
    }
};

const RegisteredTest<InterventionTest> registeredInterventionTest;
#include "tst_intervention.moc"
