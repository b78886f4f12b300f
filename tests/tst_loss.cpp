#include "engine/errors.h"
#include "engine/loss/loss.h"
#include "gradient_check.h"

#include <QTest>

#include <numbers>

using engine::makeLoss;

namespace {

const auto& crossEntropy()
{
    static const auto loss = makeLoss({"softmax_cross_entropy", {}});
    return *loss;
}

} // namespace

class LossTest : public QObject
{
    Q_OBJECT

private slots:
    void isTheLogarithmOfTenForEqualLogits()
    {
        const std::vector<std::uint8_t> labels{3};
        for (const float logit : {0.0f, 5.0f, -1e4f}) {
            std::vector<float> gradient(10, notANumber);
            const auto sum = crossEntropy().evaluate(std::vector<float>(10, logit), labels, 1, gradient);
            QVERIFY(std::abs(sum.loss - std::numbers::ln10) < 1e-12);
            for (std::size_t i = 0; i < 10; ++i)
                QCOMPARE(gradient[i], i == 3 ? -0.9f : 0.1f);
        }
    }

    // Logits of ln 1, ln 2, ln 5: probabilities 1/8, 2/8, 5/8.
    void agreesWithAHandCalculation()
    {
        const std::vector<float> logits{0, float(std::numbers::ln2), std::log(5.0f)};
        const std::vector<std::uint8_t> labels{1};
        std::vector<float> gradient(3);
        const auto sum = crossEntropy().evaluate(logits, labels, 0.5f, gradient);
        QVERIFY(std::abs(sum.loss - std::log(4.0)) < 1e-6);
        QCOMPARE_LT(largestDifference(gradient, std::vector<float>{0.0625f, -0.375f, 0.3125f}), 1e-6);
    }

    void staysFiniteForHugeLogits()
    {
        std::vector<float> gradient(6);
        const std::vector<std::uint8_t> labels{0, 1};
        const auto sum = crossEntropy().evaluate(std::vector<float>{1e4f, -1e4f, 0, 1e4f, -1e4f, 0}, labels, 1, gradient);
        QCOMPARE(sum.loss, 20'000.0); // 0 where it is right, the whole distance where it is wrong
        QCOMPARE(gradient, (std::vector<float>{0, 0, 0, 1, -1, 0}));
        QCOMPARE(sum.correct, std::size_t{1});
    }

    void addsUpLossesAndCountsTheRightOnes()
    {
        const std::vector<float> logits{2, 1, 0, /**/ 0, 0, 1, /**/ 5, 6, 7, /**/ -1, -2, -3};
        const std::vector<std::uint8_t> labels{0, 0, 2, 1};
        const auto all = crossEntropy().evaluate(logits, labels, 1, {});
        QCOMPARE(all.correct, std::size_t{2});
        engine::LossSum sum;
        for (std::size_t i = 0; i < 4; ++i)
            sum.add(crossEntropy().evaluate(std::span(logits).subspan(3 * i, 3), std::span(labels).subspan(i, 1), 1, {}));
        QVERIFY(std::abs(sum.loss - all.loss) < 1e-12);
        QCOMPARE(sum.correct, all.correct);
    }

    void agreesWithDifferences()
    {
        constexpr float weight = 0.25f;
        auto logits = randomNumbers(4 * 10, 1, -3, 3);
        const std::vector<std::uint8_t> labels{0, 9, 4, 4};
        std::vector<float> gradient(logits.size(), notANumber);
        crossEntropy().evaluate(logits, labels, weight, gradient);
        const auto f = [&] { return double(weight) * crossEntropy().evaluate(logits, labels, weight, {}).loss; };
        QCOMPARE_LT(largestGradientError(logits, gradient, f), 1e-4); // f is summed up in double
    }

    void noticesWhatIsNotANumber()
    {
        const std::vector<std::uint8_t> labels{1};
        for (std::size_t place = 0; place < 3; ++place) {
            std::vector<float> logits{1, 2, 3};
            logits[place] = notANumber;
            QVERIFY(!std::isfinite(crossEntropy().evaluate(logits, labels, 1, {}).loss));
            logits[place] = std::numeric_limits<float>::infinity();
            QVERIFY(!std::isfinite(crossEntropy().evaluate(logits, labels, 1, {}).loss));
        }
    }

    void turnsLogitsIntoProbabilities()
    {
        std::vector<float> values{0, float(std::numbers::ln2), std::log(5.0f), 1e4f, 0, -1e4f};
        engine::softmax(values, 3, values); // in place
        QCOMPARE_LT(largestDifference(values, std::vector<float>{0.125f, 0.25f, 0.625f, 1, 0, 0}), 1e-6);
    }

    void refusesAnUnknownLoss()
    {
        QVERIFY_EXCEPTION_THROWN(makeLoss({"luck", {}}), engine::SettingError);
    }
};

QTEST_GUILESS_MAIN(LossTest)
#include "tst_loss.moc"
