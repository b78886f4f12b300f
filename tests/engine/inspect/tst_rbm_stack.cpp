#include "engine/inspect/rbm_stack.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <array>
#include <cmath>

using engine::RbmStack;
using Numbers = std::vector<float>;
using Picture = std::vector<std::uint8_t>;

namespace {

std::shared_ptr<const engine::Sequential> stackOf(const engine::Shape& input, const std::vector<engine::Spec>& layers)
{
    return std::make_shared<const engine::Sequential>(input, std::span<const engine::Spec>(layers));
}

engine::Spec rbm(std::int64_t units)
{
    return {"rbm", {{"units", units}}};
}

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// p(v = 1) of each visible unit of a machine of two visible and two hidden units, from all of its sixteen states.
std::array<double, 2> marginals(const Numbers& parameters)
{
    std::array<double, 2> lit{};
    double all = 0;
    for (unsigned state = 0; state < 16; ++state) {
        const std::array<double, 2> v{double(state & 1), double(state >> 1 & 1)};
        const std::array<double, 2> h{double(state >> 2 & 1), double(state >> 3 & 1)};
        double energy = 0;
        for (std::size_t j = 0; j < 2; ++j) {
            energy -= double(parameters[4 + j]) * h[j] + double(parameters[6 + j]) * v[j];
            for (std::size_t i = 0; i < 2; ++i)
                energy -= h[j] * double(parameters[2 * j + i]) * v[i];
        }
        const double weight = std::exp(-energy);
        all += weight;
        for (std::size_t i = 0; i < 2; ++i)
            lit[i] += weight * v[i];
    }
    return {lit[0] / all, lit[1] / all};
}

} // namespace

class RbmStackTest : public QObject
{
    Q_OBJECT

private slots:
    void takesTheRbmsFromThePixelsOn_data()
    {
        QTest::addColumn<std::vector<engine::Spec>>("layers");
        QTest::addColumn<std::size_t>("size");
        const engine::Spec dense{"dense", {{"units", std::int64_t{10}}}};
        using Layers = std::vector<engine::Spec>;
        QTest::addRow("two") << smallDbn().layers << std::size_t{2};
        QTest::addRow("none") << smallMlp().layers << std::size_t{0};
        QTest::addRow("with dropout between") << Layers{{"flatten", {}}, rbm(9), {"dropout", {}}, rbm(8), dense} << std::size_t{2};
        QTest::addRow("one behind a dense layer") << Layers{{"flatten", {}}, rbm(9), dense, rbm(8)} << std::size_t{1};
        QTest::addRow("behind pooling") << Layers{{"max_pool2d", {}}, {"flatten", {}}, rbm(8)} << std::size_t{0};
    }

    void takesTheRbmsFromThePixelsOn()
    {
        QFETCH(std::vector<engine::Spec>, layers);
        const RbmStack stack(stackOf({1, 28, 28}, layers));
        QTEST(stack.size(), "size");
    }

    // One pixel, one hidden unit (w = 2, b = -1, a = 0.5), one above it (w = -3, b = 1, a = 0.25).
    void reconstructsByHand()
    {
        RbmStack stack(stackOf({1}, {rbm(1), rbm(1)}));
        const Numbers parameters{2, -1, 0.5f, -3, 1, 0.25f};
        const double h1 = sigmoid(2 * 0.2 - 1);
        const Picture picture{51}; // 0.2
        QCOMPARE_LT(largestDifference(stack.reconstruct(parameters, 1, picture), Numbers{float(sigmoid(2 * h1 + 0.5))}), 1e-6);
        const double h2 = sigmoid(-3 * h1 + 1);
        const double h1Again = sigmoid(-3 * h2 + 0.25);
        QCOMPARE_LT(largestDifference(stack.reconstruct(parameters, 2, picture), Numbers{float(sigmoid(2 * h1Again + 0.5))}), 1e-6);
    }

    // Gibbs sampling ends in the machine's own distribution, wherever it began.
    void samplesWhatTheMachineHoldsForLikely()
    {
        RbmStack stack(stackOf({2}, {rbm(2)}));
        const Numbers parameters{2, -1.5f, 1, 1, -0.5f, 0.25f, -1, 0.5f};
        const auto expected = marginals(parameters);
        constexpr int rounds = 20'000;
        for (const Picture& begin : {Picture{255, 0}, Picture{0, 255}}) {
            stack.beginGibbsChain(parameters, 1, begin, 1);
            std::array<double, 2> mean{};
            for (int round = 0; round < rounds; ++round) {
                const auto visible = stack.gibbsSample(parameters, 1);
                for (std::size_t i = 0; i < 2; ++i)
                    mean[i] += double(visible[i]) / rounds;
            }
            // A standard error below 0.5 / √20,000 = 0.0035, were rounds independent; neighbours are alike.
            for (std::size_t i = 0; i < 2; ++i)
                QCOMPARE_LT(std::abs(mean[i] - expected[i]), 0.02);
        }
    }

    void samplesTheSameInOneGoOrInMany()
    {
        RbmStack stack(stackOf({1, 28, 28}, smallDbn().layers));
        const auto parameters = randomNumbers(784 * 24 + 24 + 784 + 24 * 16 + 16 + 24 + 170, 1);
        const Picture picture(784, 100);
        const auto copyOf = [](std::span<const float> numbers) { return Numbers(numbers.begin(), numbers.end()); };
        stack.beginGibbsChain(parameters, 2, picture, 5);
        const auto inOne = copyOf(stack.gibbsSample(parameters, 7));
        stack.beginGibbsChain(parameters, 2, picture, 5);
        stack.gibbsSample(parameters, 3);
        stack.reconstruct(parameters, 2, picture); // disturbs nothing
        QCOMPARE(copyOf(stack.gibbsSample(parameters, 4)), inOne);
        stack.beginGibbsChain(parameters, 2, picture, 6);
        QVERIFY(copyOf(stack.gibbsSample(parameters, 7)) != inOne);
    }
};

const RegisteredTest<RbmStackTest> registeredRbmStackTest;
#include "tst_rbm_stack.moc"
