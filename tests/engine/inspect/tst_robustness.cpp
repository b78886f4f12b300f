#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/imaging/stroke_width.h"
#include "engine/inspect/ensemble.h"
#include "engine/inspect/predictor.h"
#include "engine/inspect/robustness.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <set>

using engine::Disturbance;
using engine::Disturber;

namespace {

constexpr std::array allDisturbances{Disturbance::Shift, Disturbance::Size, Disturbance::Rotation,
                                     Disturbance::Thickness, Disturbance::Noise};

std::vector<float> disturbed(Disturbance by, const std::vector<float>& picture, double amount, std::size_t index)
{
    std::vector<float> result(picture.size());
    Disturber(by, {1, 28, 28}).apply(picture, amount, index, result);
    return result;
}

/// The number that a picture gets at each place from another place of it; paper from outside.
std::vector<float> taken(const std::vector<float>& picture, const auto& from)
{
    std::vector<float> result;
    for (int y = 0; y < 28; ++y)
        for (int x = 0; x < 28; ++x) {
            const auto [row, column] = from(y, x);
            const bool isInside = row >= 0 && row < 28 && column >= 0 && column < 28;
            result.push_back(isInside ? picture[std::size_t(row * 28 + column)] : 0.0f);
        }
    return result;
}

std::vector<float> wholeDigit(std::size_t index)
{
    const auto data = engine::syntheticDigits(10, 3);
    std::vector<float> picture(784);
    engine::scale(data.sample(index), picture);
    return picture;
}

} // namespace

class RobustnessTest : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithTheDigitsAsTheyAre()
    {
        const auto data = engine::syntheticDigits(100, 3);
        for (const engine::Recipe& recipe : {smallMlp(), smallNormalizedCnn()}) {
            const engine::Model model = randomModel(recipe);
            const double accuracy
                = engine::predictDataset(model.recipe, model.weights->parameters, data).evaluation.accuracy;
            for (const Disturbance by : allDisturbances) {
                const auto amounts = engine::amountsOf(by);
                QCOMPARE(amounts.size(), std::size_t{11});
                QCOMPARE((std::set<double>(amounts.begin(), amounts.end()).size()), std::size_t{11});
                const auto points = engine::robustness({&model, 1}, data, by, amounts, {}, {});
                QCOMPARE(points.size(), std::size_t{11});
                QCOMPARE(points[0].amount, 0.0);
                QCOMPARE(points[0].accuracy, accuracy);
                QVERIFY(*engine::unitOf(by));
            }
        }
    }

    void changesNothingAtZero()
    {
        for (const Disturbance by : allDisturbances)
            for (std::size_t index = 0; index < 4; ++index)
                QVERIFY(disturbed(by, wholeDigit(index), 0, index) == wholeDigit(index));
    }

    void movesEachDigitItsWay()
    {
        const auto picture = wholeDigit(2);
        const std::array<std::pair<int, int>, 4> ways{{{0, 3}, {3, 0}, {0, -3}, {-3, 0}}}; // down, right
        for (std::size_t index = 0; index < 8; ++index) {
            const auto [down, right] = ways[index % 4];
            const auto expected = taken(picture, [&](int y, int x) { return std::pair(y - down, x - right); });
            QCOMPARE_LT(largestDifference(disturbed(Disturbance::Shift, picture, 3, index), expected), 1e-5);
        }
    }

    // A quarter turn takes every pixel to another's place.
    void turnsCounterClockwiseAndClockwise()
    {
        const auto picture = wholeDigit(4);
        const auto counterClockwise = taken(picture, [](int y, int x) { return std::pair(x, 27 - y); });
        const auto clockwise = taken(picture, [](int y, int x) { return std::pair(27 - x, y); });
        QCOMPARE_LT(largestDifference(disturbed(Disturbance::Rotation, picture, 90, 0), counterClockwise), 1e-4);
        QCOMPARE_LT(largestDifference(disturbed(Disturbance::Rotation, picture, 90, 1), clockwise), 1e-4);
    }

    // A square of 8 pixels about the middle becomes one of 12, or of 4.
    void growsAndShrinks()
    {
        const auto square = [](int half) {
            return taken(std::vector<float>(784, 1.0f), [half](int y, int x) {
                return y >= 14 - half && y < 14 + half && x >= 14 - half && x < 14 + half ? std::pair(0, 0)
                                                                                          : std::pair(-1, 0);
            });
        };
        for (const auto& [amount, half] : {std::pair(0.5, 6), std::pair(-0.5, 2)}) {
            const auto found = disturbed(Disturbance::Size, square(4), amount, 1);
            const auto expected = square(half);
            for (std::size_t i = 0; i < 784; ++i)
                QVERIFY(std::abs(found[i] - expected[i]) < 0.6f); // its rim is grey
            QCOMPARE_LT(std::abs(std::accumulate(found.begin(), found.end(), 0.0) / (4 * half * half) - 1), 0.1);
        }
    }

    void movesTheEdgesOfStrokes()
    {
        const auto picture = wholeDigit(5);
        std::vector<float> expected(784);
        for (const double amount : {0.6, -0.6}) {
            engine::changeStrokeWidth(picture, 28, 28, float(amount), expected);
            QVERIFY(disturbed(Disturbance::Thickness, picture, amount, 1) == expected);
        }
        const auto ink = [&](double amount) {
            const auto found = disturbed(Disturbance::Thickness, picture, amount, 0);
            return std::accumulate(found.begin(), found.end(), 0.0);
        };
        QVERIFY(ink(0.6) > ink(0) && ink(0) > ink(-0.6));
    }

    // 784 draws of a known spread: their mean is off by 3 % of it, and theirs by 2.5 %, two times in three.
    void addsNoiseOfThatSpread()
    {
        const std::vector<float> grey(784, 0.5f);
        const auto noisy = disturbed(Disturbance::Noise, grey, 0.1, 3);
        double sum = 0, squares = 0;
        for (const float number : noisy) {
            sum += double(number) - 0.5;
            squares += (double(number) - 0.5) * (double(number) - 0.5);
        }
        QCOMPARE_LT(std::abs(sum / 784), 0.1 * 0.12);
        QCOMPARE_LT(std::abs(std::sqrt(squares / 784) / 0.1 - 1), 0.1);
        const auto half = disturbed(Disturbance::Noise, grey, 0.05, 3);
        for (std::size_t i = 0; i < 784; ++i)
            QVERIFY(std::abs((noisy[i] - 0.5f) - 2 * (half[i] - 0.5f)) < 1e-6f);
        QVERIFY(disturbed(Disturbance::Noise, grey, 0.1, 4) != noisy);
        for (const float number : disturbed(Disturbance::Noise, wholeDigit(1), 0.5, 1))
            QVERIFY(number >= 0 && number <= 1);
    }

    void equalsAPlainLoop()
    {
        const engine::Model model = randomModel(smallCnn());
        engine::Dataset data = engine::syntheticDigits(70, 3);
        data.labels[9] = engine::noClass;
        engine::Predictor predictor(model.network);
        const std::vector<double> amounts{2, 5};
        const auto points = engine::robustness({&model, 1}, data, Disturbance::Shift, amounts, {}, {});
        for (std::size_t step = 0; step < 2; ++step) {
            double right = 0;
            for (std::size_t i = 0; i < data.size(); ++i) {
                std::vector<float> picture(784);
                engine::scale(data.sample(i), picture);
                const auto logits = predictor.predictLogits(
                    model.weights->parameters,
                    std::span<const float>(disturbed(Disturbance::Shift, picture, amounts[step], i)));
                right += std::ranges::max_element(logits) - logits.begin() == data.labels[i];
            }
            QCOMPARE(points[step].accuracy, right / 69);
        }
    }

    void readsAnEnsembleByTheMeanOfItsProbabilities()
    {
        std::vector<engine::Model> members{randomModel(smallMlp(), 3), randomModel(smallCnn(), 8)};
        members[1].calibration.temperature = 3;
        const auto data = engine::syntheticDigits(100, 3);
        std::vector<std::vector<float>> said;
        for (const engine::Model& member : members) {
            said.push_back(engine::predictDataset(member.recipe, member.weights->parameters, data).probabilities);
            engine::temper(said.back(), 10, member.calibration.temperature);
        }
        const auto mean = engine::meanProbabilities(std::vector<std::span<const float>>(said.begin(), said.end()));
        const auto points = engine::robustness(members, data, Disturbance::Noise, std::vector<double>{0}, {}, {});
        QCOMPARE(points.front().accuracy, engine::evaluateProbabilities(mean, data).accuracy);
    }

    void refusesWhatItCannotDisturb()
    {
        const engine::Model points = randomModel(xorRecipe());
        QVERIFY_THROWS_EXCEPTION(engine::ShapeError,
                                 engine::robustness({&points, 1}, engine::logicTable("xor").test, Disturbance::Shift,
                                                    std::vector<double>{0}, {}, {}));
        const engine::Model autoencoder = randomModel(autoencoderRecipe());
        QVERIFY_THROWS_EXCEPTION(engine::Error,
                                 engine::robustness({&autoencoder, 1}, engine::syntheticDigits(5, 3),
                                                    Disturbance::Shift, std::vector<double>{0}, {}, {}));
        std::stop_source stop;
        stop.request_stop();
        const engine::Model model = randomModel(smallMlp());
        QVERIFY(engine::robustness({&model, 1}, engine::syntheticDigits(5, 3), Disturbance::Shift,
                                   std::vector<double>{0}, stop.get_token(), {})
                    .empty());
    }
};

const RegisteredTest<RobustnessTest> registeredRobustnessTest;
#include "tst_robustness.moc"
