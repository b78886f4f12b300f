#include "engine/inspect/predictor.h"
#include "engine/inspect/probe.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>

using engine::Probe;
using engine::Sequential;

namespace {

std::shared_ptr<const Sequential> networkOf(const engine::Recipe& recipe)
{
    return std::make_shared<const Sequential>(recipe.input, std::span<const engine::Spec>(recipe.layers));
}

} // namespace

class ProbeTest : public QObject
{
    Q_OBJECT

private slots:
    // 2–1, σ(x₁ − 2 x₂ + 0.5), also where no picture could be.
    void readsPointsAnywhere()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{1}}}}, {"sigmoid", {}}});
        recipe.input = {2};
        Probe probe(networkOf(recipe), {"binary_cross_entropy", {}}, 3);
        const std::vector<float> parameters{1, -2, 0.5f};
        const std::vector<float> points{-0.5f, 0, 1.5f, 1, 0, 0.25f};
        const auto answers = probe.read(parameters, points);
        const auto sigmoid = [](double x) { return float(1 / (1 + std::exp(-x))); };
        QCOMPARE_LT(largestDifference(answers, std::vector{sigmoid(0), sigmoid(0), sigmoid(0)}), 1e-6);
        const std::vector<float> others{1, 0, 0, 1};
        QCOMPARE_LT(largestDifference(probe.read(parameters, others), std::vector{sigmoid(1.5), sigmoid(-1.5)}), 1e-6);
        QCOMPARE_LT(largestDifference(probe.activation(1), std::vector{1.5f, -1.5f}), 1e-6);
    }

    void agreesWithThePredictor()
    {
        const auto network = networkOf(smallCnn());
        const auto parameters = randomNumbers(network->parameters().size(), 3);
        const auto digits = engine::syntheticDigits(3, 5);
        std::vector<float> inputs;
        for (const std::uint8_t pixel : digits.pixels)
            inputs.push_back(float(pixel) / 255);
        Probe probe(network, {"softmax_cross_entropy", {}}, 3);
        const auto all = probe.read(parameters, inputs);
        engine::Predictor predictor(network);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE_LT(largestDifference(all.subspan(i * 10, 10), predictor.read(parameters, digits.sample(i))), 1e-5);
        const auto maps = probe.activation(2); // behind ReLU
        QCOMPARE_LT(largestDifference(maps.last(maps.size() / 3), predictor.activation(2)), 1e-5);
    }
};

const RegisteredTest<ProbeTest> registered;
#include "tst_probe.moc"
