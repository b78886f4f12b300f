#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/inspect/gradient_flow.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <map>

using engine::StepFlow;
using engine::Trainer;

namespace {

/// Mean cross-entropy of the four points, in double precision.
double lossOfXor(const engine::Sequential& network, std::span<const float> parameters, const engine::Dataset& data)
{
    double loss = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        Doubles input;
        for (const std::uint8_t number : data.sample(i))
            input.push_back(double(number) / 255);
        const Doubles logits = referencePass(network, parameters, input).output();
        loss += std::log(std::exp(logits[0]) + std::exp(logits[1])) - logits[data.labels[i]];
    }
    return loss / double(data.size());
}

double norm(std::span<const double> numbers)
{
    return std::sqrt(std::inner_product(numbers.begin(), numbers.end(), numbers.begin(), 0.0));
}

} // namespace

class GradientFlowTest : public QObject
{
    Q_OBJECT

private slots:
    // Central differences of the mean loss; the first step of SGD with momentum is the rate times the gradient.
    void equalsCentralDifferences()
    {
        const auto data = xorSplits();
        Trainer trainer(xorRecipe(), data, 1);
        const engine::Sequential& network = *trainer.network();
        const std::vector<float> before(trainer.parameters().begin(), trainer.parameters().end());
        std::map<std::size_t, Doubles> gradients, weights;
        for (const auto& slice : network.parameters().slices())
            for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i) {
                constexpr float h = 1.0f / 1024;
                std::vector<float> moved = before;
                moved[i] = before[i] + h;
                const double above = lossOfXor(network, moved, data->train);
                const double high = double(moved[i]);
                moved[i] = before[i] - h;
                gradients[slice.layer].push_back((above - lossOfXor(network, moved, data->train))
                                                 / (high - double(moved[i])));
                weights[slice.layer].push_back(double(before[i]));
            }
        const StepFlow flow = engine::stepWithFlow(trainer);
        QCOMPARE(flow.step, std::uint64_t{1});
        QCOMPARE(flow.layers.size(), std::size_t{2});
        for (const engine::LayerFlow& layer : flow.layers) {
            const double gradient = norm(gradients.at(layer.layer));
            QCOMPARE_LT(std::abs(layer.gradientNorm / gradient - 1), 1e-4);
            QCOMPARE_LT(std::abs(layer.updateRatio / (0.5 * gradient / norm(weights.at(layer.layer))) - 1), 1e-4);
        }
    }

    void changesNothingOfTheRun()
    {
        for (const engine::Recipe& recipe : {smallMlp(), smallNormalizedCnn()}) {
            const auto data = digitSplits(300, 20);
            Trainer plain(recipe, data, 2), watched(recipe, data, 2);
            for (std::uint64_t step = 1; step <= 12; ++step) {
                plain.step();
                QCOMPARE(engine::stepWithFlow(watched).step, step);
                QVERIFY(std::ranges::equal(plain.parameters(), watched.parameters()));
            }
        }
    }

    // Statistics move, but no gradient leads them.
    void tellsOfWhatLearns()
    {
        Trainer trainer(smallNormalizedCnn(), digitSplits(200, 20), 1);
        const engine::Sequential& network = *trainer.network();
        engine::stepWithFlow(trainer);
        const std::vector<float> before(trainer.parameters().begin(), trainer.parameters().end());
        const StepFlow flow = engine::stepWithFlow(trainer);
        std::vector<std::string> names;
        for (const engine::LayerFlow& layer : flow.layers) {
            names.push_back(network.name(layer.layer));
            Doubles weights, changes, gradient;
            for (const auto& slice : network.parameters().slices())
                for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i) {
                    const bool isStatistic = slice.name.find(".moving_") != std::string::npos;
                    if (slice.layer != layer.layer || isStatistic)
                        continue;
                    weights.push_back(double(before[i]));
                    changes.push_back(double(trainer.parameters()[i]) - double(before[i]));
                    gradient.push_back(double(trainer.gradient()[i]));
                }
            QCOMPARE_LT(std::abs(layer.updateRatio - norm(changes) / norm(weights)), 1e-12);
            QCOMPARE_LT(std::abs(layer.gradientNorm - norm(gradient)), 1e-12);
            QVERIFY(layer.updateRatio > 0);
        }
        QCOMPARE(names, (std::vector<std::string>{"conv2d_1", "batch_normalization_1", "batch_normalization_2", "dense_1"}));
    }

    // The gradient of nine layers of sigmoids vanishes on its way back (Hochreiter 1991).
    void seesTheGradientVanish()
    {
        Trainer trainer(engine::findPreset("sigmoid-deep"), digitSplits(200, 20), 1);
        const StepFlow flow = engine::stepWithFlow(trainer);
        QCOMPARE(flow.layers.size(), std::size_t{10});
        QVERIFY(flow.layers.front().gradientNorm < 1e-3 * flow.layers.back().gradientNorm);
    }
};

const RegisteredTest<GradientFlowTest> registeredGradientFlowTest;
#include "tst_gradient_flow.moc"
