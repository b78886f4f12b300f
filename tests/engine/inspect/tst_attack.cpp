#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/inspect/attack.h"
#include "engine/inspect/ensemble.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

using engine::AttackOptions;
using engine::Attacker;
using Method = engine::AttackOptions::Method;


namespace {

std::vector<float> inputsOf(const engine::Dataset& data)
{
    std::vector<float> inputs(data.pixels.size());
    engine::scale(data.pixels, inputs);
    return inputs;
}

/// -log softmax of the label, in double precision.
double plainLoss(const engine::Model& model, std::span<const float> input, std::size_t label)
{
    const auto logits
        = referencePass(*model.network, model.weights->parameters, Doubles(input.begin(), input.end())).output();
    double sum = 0;
    for (const double z : logits)
        sum += std::exp(z - logits[label]);
    return std::log(sum);
}

} // namespace

class AttackTest : public QObject
{
    Q_OBJECT

private slots:
    // Of softmax regression ∂L/∂x = Σ_k (p_k − y_k) w_k.
    void climbsTheClosedFormOfSoftmaxRegression()
    {
        const engine::Model model = linearModel();
        const auto data = engine::syntheticDigits(32, 3);
        const auto inputs = inputsOf(data);
        Attacker attacker(model, {Method::Fgsm, 0.07}, 32);
        const Attacker::Result& result = attacker.attack(inputs, data.labels);
        std::size_t flat = 0;
        for (std::size_t sample = 0; sample < data.size(); ++sample) {
            const auto input = std::span(inputs).subspan(sample * 784, 784);
            Doubles p(10);
            for (std::size_t k = 0; k < 10; ++k)
                p[k] = std::exp(-plainLoss(model, input, k));
            for (std::size_t pixel = 0; pixel < 784; ++pixel) {
                double slope = 0;
                for (std::size_t k = 0; k < 10; ++k)
                    slope += (p[k] - (k == data.labels[sample] ? 1 : 0)) * weightOf(model, k, pixel);
                if (std::abs(slope) < 1e-6) { // its sign is a matter of rounding
                    ++flat;
                    continue;
                }
                const double expected = std::clamp(double(input[pixel]) + (slope > 0 ? 0.07 : -0.07), 0.0, 1.0);
                QCOMPARE_LT(std::abs(double(result.inputs[sample * 784 + pixel]) - expected), 1e-6);
            }
            QCOMPARE_LT(std::abs(result.lossBefore[sample] - plainLoss(model, input, data.labels[sample])), 1e-4);
            QCOMPARE_LT(
                std::abs(result.lossAfter[sample]
                         - plainLoss(model, std::span(result.inputs).subspan(sample * 784, 784), data.labels[sample])),
                1e-4);
        }
        QCOMPARE_LT(flat, inputs.size() / 100);
    }

    void staysCloseAndNeverHelps_data()
    {
        QTest::addColumn<engine::Recipe>("recipe");
        QTest::addRow("neurons") << smallMlp();
        QTest::addRow("maps and statistics") << smallNormalizedCnn();
        QTest::addRow("cells") << recipeOf(
            {{"lstm", {{"units", std::int64_t{6}}}}, {"dense", {{"units", std::int64_t{10}}}}});
    }

    // METHODS, 10. Weights of a size at which a step of PGD may well lead down.
    void staysCloseAndNeverHelps()
    {
        QFETCH(engine::Recipe, recipe);
        engine::Buffer parameters = randomModel(recipe).weights->parameters;
        for (float& parameter : parameters)
            parameter *= 3;
        const engine::Model model = modelOf(recipe, parameters);
        const auto data = engine::syntheticDigits(32, 3);
        const auto inputs = inputsOf(data);
        for (const double epsilon : {0.0, 0.1, 0.5}) {
            Attacker attacker(model, {Method::Pgd, epsilon}, 32);
            const Attacker::Result& result = attacker.attack(inputs, data.labels);
            double most = 0;
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                most = std::max(most, std::abs(double(result.inputs[i]) - double(inputs[i])));
                QVERIFY(result.inputs[i] >= 0 && result.inputs[i] <= 1);
            }
            QVERIFY(most <= epsilon + 1e-6);
            double gain = 0;
            for (std::size_t i = 0; i < data.size(); ++i) {
                const auto changed = std::span(result.inputs).subspan(i * 784, 784);
                QVERIFY(result.lossAfter[i] >= result.lossBefore[i]);
                QCOMPARE_LT(std::abs(result.lossAfter[i] - plainLoss(model, changed, data.labels[i])), 2e-3);
                gain += result.lossAfter[i] - result.lossBefore[i];
            }
            QCOMPARE(gain > 0, epsilon > 0);
        }
    }

    void keepsTheBestOfItsSteps()
    {
        engine::Buffer parameters = randomModel(smallMlp()).weights->parameters;
        for (float& parameter : parameters)
            parameter *= 3;
        const engine::Model model = modelOf(smallMlp(), parameters);
        const auto data = engine::syntheticDigits(32, 3);
        const auto inputs = inputsOf(data);
        // The same steps by hand: sign ascent, 40 times.
        engine::Workspace workspace(*model.network, 32, engine::PassMode::Differentiable);
        std::ranges::copy(inputs, workspace.input().begin());
        Doubles best(32, 0);
        bool fell = false;
        Doubles last(32, 0);
        for (int step = 0; step <= 40; ++step) {
            model.network->forward(model.weights->parameters, workspace, 32,
                                   {.mode = engine::PassMode::Differentiable});
            for (std::size_t i = 0; i < 32; ++i) {
                const auto z = workspace.output().subspan(i * 10, 10);
                double sum = 0;
                for (const float other : z)
                    sum += std::exp(double(other) - double(z[data.labels[i]]));
                const double loss = std::log(sum);
                fell = fell || loss < last[i] - 1e-3;
                last[i] = loss;
                best[i] = std::max(best[i], loss);
                for (std::size_t k = 0; k < 10; ++k)
                    workspace.outputGradient()[i * 10 + k] = float(
                        std::exp(double(z[k]) - double(z[data.labels[i]])) / sum - (k == data.labels[i] ? 1 : 0));
            }
            model.network->backward(model.weights->parameters, workspace, 32, {.input = true});
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                const float slope = workspace.inputGradient()[i];
                const float moved = workspace.input()[i] + (slope > 0 ? 0.03f : slope < 0 ? -0.03f : 0.0f);
                workspace.input()[i] = std::clamp(std::clamp(moved, inputs[i] - 0.3f, inputs[i] + 0.3f), 0.0f, 1.0f);
            }
        }
        QVERIFY2(fell, "else the test shows nothing");
        Attacker attacker(model, {Method::Pgd, 0.3}, 32);
        const Attacker::Result& result = attacker.attack(inputs, data.labels);
        for (std::size_t i = 0; i < 32; ++i)
            QVERIFY(std::abs(result.lossAfter[i] - best[i]) <= 0.02 * best[i]);
    }

    // The other class's logit is a ridge at 0.503, steep on the left, and on the right soon flat: a step leads from
    // just below it over to the flat part, where no slope leads back.
    void keepsTheDigitItselfWhereAllStepsLeadDown()
    {
        engine::Recipe recipe = xorRecipe();
        recipe.layers
            = {{"dense", {{"units", std::int64_t{3}}}}, {"relu", {}}, {"dense", {{"units", std::int64_t{2}}}}};
        const engine::Model model = modelOf(recipe, std::vector<float>{-1, 0, 1, 0, 1, 0, 0.503f, -0.503f, -0.523f, //
                                                                       0, 0, 0, -20, -20, 20, 0, 3});
        const std::vector<float> start{0.502f, 0};
        const std::vector<std::uint8_t> label{0};
        Attacker attacker(model, {Method::Pgd, 0.5}, 1);
        const Attacker::Result& result = attacker.attack(start, label);
        QCOMPARE(result.inputs, start);
        QCOMPARE(result.lossAfter, result.lossBefore);
        QCOMPARE_LT(std::abs(result.lossBefore[0] - std::log(1 + std::exp(2.98))), 1e-4);
    }

    void addsUpWhatBecomesOfEachSample()
    {
        const engine::Model model = randomModel(smallMlp());
        engine::Dataset data = engine::syntheticDigits(70, 3);
        data.labels[5] = engine::noClass;
        const auto inputs = inputsOf(data);
        const AttackOptions options{Method::Fgsm, 0.05};
        Attacker attacker(model, options, 70);
        const Attacker::Result& result = attacker.attack(inputs, data.labels);
        double right = 0, after = 0, lossBefore = 0, lossAfter = 0;
        for (std::size_t i = 0; i < 70; ++i) {
            right += result.classBefore[i] == data.labels[i];
            after += result.classAfter[i] == data.labels[i];
            lossBefore += result.lossBefore[i] / 70;
            lossAfter += result.lossAfter[i] / 70;
        }
        const auto outcome = engine::attacked(model, data, options, {}, {});
        QVERIFY(outcome);
        QCOMPARE(outcome->epsilon, 0.05);
        QCOMPARE(outcome->cleanAccuracy, right / 69);
        QCOMPARE(outcome->adversarialAccuracy, after / 69);
        QCOMPARE_LT(std::abs(outcome->lossBefore - lossBefore), 1e-4);
        QCOMPARE_LT(std::abs(outcome->lossAfter - lossAfter), 1e-4);
        QCOMPARE_LT(std::abs(outcome->largestChange - 0.05), 1e-6);
        QCOMPARE(outcome->cleanAccuracy,
                 engine::predictDataset(model.recipe, model.weights->parameters, data, 1).evaluation.accuracy);
    }

    void beginsAtTheCleanAccuracy()
    {
        const engine::Model model = randomModel(smallCnn());
        const auto data = engine::syntheticDigits(70, 3);
        for (const Method method : {Method::Fgsm, Method::Pgd}) {
            const auto outcome = engine::attacked(model, data, {method, 0}, {}, {});
            QVERIFY(outcome);
            QCOMPARE(outcome->adversarialAccuracy, outcome->cleanAccuracy);
            QCOMPARE(outcome->lossAfter, outcome->lossBefore);
            QCOMPARE(outcome->largestChange, 0.0);
        }
    }

    void attacksOneOutput()
    {
        engine::Recipe recipe = xorRecipe();
        recipe.layers = {{"dense", {{"units", std::int64_t{1}}}}, {"sigmoid", {}}};
        recipe.loss = {"binary_cross_entropy", {}};
        const engine::Model model = modelOf(recipe, std::vector<float>{4, 4, -6}); // AND
        const auto outcome = engine::attacked(model, engine::logicTable("and").train, {Method::Fgsm, 0.3}, {}, {});
        QVERIFY(outcome);
        QCOMPARE(outcome->cleanAccuracy, 1.0);
        // (0, 1) and (1, 0) become (0.3, 1) and (1, 0.3): 4 · 1.3 < 6; (1, 1) becomes (0.7, 0.7): 5.6 < 6, and is no
        // more.
        QCOMPARE(outcome->adversarialAccuracy, 0.75);
    }

    void refusesAnAutoEncoderAndStops()
    {
        QVERIFY_THROWS_EXCEPTION(
            engine::Error,
            engine::attacked(randomModel(autoencoderRecipe()), engine::syntheticDigits(5, 3), {}, {}, {}));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!engine::attacked(randomModel(smallMlp()), engine::syntheticDigits(5, 3), {}, stop.get_token(), {}));
    }
};

const RegisteredTest<AttackTest> registeredAttackTest;
#include "tst_attack.moc"
