#include "engine/errors.h"
#include "engine/loss/loss.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

#include <limits>
#include <map>
#include <memory>
#include <numbers>

using engine::Loss;
using engine::makeLoss;

namespace {

const Loss& lossOf(const QString& kind)
{
    static std::map<QString, std::unique_ptr<Loss>> made;
    auto& loss = made[kind];
    if (!loss)
        loss = makeLoss({kind.toStdString(), {}});
    return *loss;
}

const Loss& crossEntropy()
{
    return lossOf(QStringLiteral("softmax_cross_entropy"));
}

const Loss& binary()
{
    return lossOf(QStringLiteral("binary_cross_entropy"));
}

const Loss& squares()
{
    return lossOf(QStringLiteral("mean_squared_error"));
}

std::vector<float> oneHot(std::size_t label, std::size_t classes)
{
    std::vector<float> row(classes);
    row[label] = 1;
    return row;
}

} // namespace

class LossTest : public QObject
{
    Q_OBJECT

private slots:
    void isTheLogarithmOfTenForEqualLogits()
    {
        for (const float logit : {0.0f, 5.0f, -1e4f}) {
            std::vector<float> gradient(10, notANumber);
            const double loss = crossEntropy().evaluate(std::vector<float>(10, logit), oneHot(3, 10), 10, 1, gradient);
            QVERIFY(std::abs(loss - std::numbers::ln10) < 1e-12);
            for (std::size_t i = 0; i < 10; ++i)
                QCOMPARE(gradient[i], i == 3 ? -0.9f : 0.1f);
        }
    }

    // Logits of ln 1, ln 2, ln 5: probabilities 1/8, 2/8, 5/8.
    void agreesWithAHandCalculation()
    {
        const std::vector<float> logits{0, float(std::numbers::ln2), std::log(5.0f)};
        std::vector<float> gradient(3);
        const double loss = crossEntropy().evaluate(logits, oneHot(1, 3), 3, 0.5f, gradient);
        QVERIFY(std::abs(loss - std::log(4.0)) < 1e-6);
        QCOMPARE_LT(largestDifference(gradient, std::vector<float>{0.0625f, -0.375f, 0.3125f}), 1e-6);
    }

    void staysFiniteForHugeLogits()
    {
        std::vector<float> gradient(6);
        const std::vector<float> targets{1, 0, 0, /**/ 0, 1, 0};
        const double loss
            = crossEntropy().evaluate(std::vector<float>{1e4f, -1e4f, 0, 1e4f, -1e4f, 0}, targets, 3, 1, gradient);
        QCOMPARE(loss, 20'000.0); // 0 where it is right, the whole distance where it is wrong
        QCOMPARE(gradient, (std::vector<float>{0, 0, 0, 1, -1, 0}));
    }

    // Outputs 1/4 and 1/2 beside 1 and 0: squares 9/16 and 1/4, their mean 13/32; slopes (p - t) each.
    void takesTheMeanOfSquares()
    {
        std::vector<float> gradient(2, notANumber);
        const double loss = squares().evaluate(std::vector<float>{0.25f, 0.5f}, std::vector<float>{1, 0}, 2, 1, gradient);
        QCOMPARE(loss, 13.0 / 32);
        QCOMPARE(gradient, (std::vector<float>{-0.75f, 0.5f}));
    }

    // -ln(1/4) and -ln(1/2), their mean 3/2 ln 2; slopes -1/p and 1/(1 - p), halved by the mean and by the weight.
    void takesTheMeanOfLogarithms()
    {
        std::vector<float> gradient(2, notANumber);
        const double loss
            = binary().evaluate(std::vector<float>{0.25f, 0.5f}, std::vector<float>{1, 0}, 2, 0.5f, gradient);
        QVERIFY(std::abs(loss - 1.5 * std::numbers::ln2) < 1e-12);
        QCOMPARE(gradient, (std::vector<float>{-1, 0.5f}));
    }

    // At best the entropy of what it should be: grey pixels cost something even when they are reconstructed exactly.
    void cannotFallBelowTheEntropyOfGreyTargets()
    {
        std::vector<float> gradient(1, notANumber);
        const double loss = binary().evaluate(std::vector<float>{0.25f}, std::vector<float>{0.25f}, 1, 1, gradient);
        QVERIFY(std::abs(loss - (0.5 * std::numbers::ln2 + 0.75 * std::log(4.0 / 3))) < 1e-12);
        QCOMPARE(gradient[0], 0.0f);
    }

    // Keras 2.16, backend.epsilon(): 1e-7.
    void staysFiniteForSigmoidsThatAreQuiteSure()
    {
        const std::vector<float> outputs{0, 1, 0, 1};
        std::vector<float> gradient(4, notANumber);
        const double loss = binary().evaluate(outputs, std::vector<float>{1, 0, 0, 1}, 1, 1, gradient);
        QVERIFY(std::abs(loss - (2 * 7 * std::numbers::ln10 + 2e-7)) < 1e-9);
        QCOMPARE(gradient, std::vector<float>(4, 0.0f));
    }

    void weighsSurenessWithinTheLimits()
    {
        std::vector<float> gradient(1, notANumber);
        binary().evaluate(std::vector<float>{1e-6f}, std::vector<float>{1}, 1, 1, gradient);
        QVERIFY(std::abs(gradient[0] + 1e6f) < 1);
    }

    // A tenth of certainty over three classes: 28/30 for the right one, 1/30 for the others. Logits as above: p = 1/8, 2/8, 5/8.
    void smoothsWhichClassIsRight()
    {
        const auto smoothed = makeLoss({"softmax_cross_entropy", {{"label_smoothing", 0.1}}});
        const std::vector<float> logits{0, float(std::numbers::ln2), std::log(5.0f)};
        std::vector<float> gradient(3, notANumber);
        const double loss = smoothed->evaluate(logits, oneHot(1, 3), 3, 0.5f, gradient);
        QVERIFY(std::abs(loss - (std::log(8.0) + 28 * std::log(4.0) + std::log(1.6)) / 30) < 1e-6);
        const double wanted[] = {1.0 / 8 - 1.0 / 30, 2.0 / 8 - 28.0 / 30, 5.0 / 8 - 1.0 / 30};
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::abs(double(gradient[i]) - 0.5 * wanted[i]) < 1e-7);
        QCOMPARE(smoothed->spec().real("label_smoothing"), 0.1);
    }

    // Keras: t (1 - s) + s / 2, so 0.9 and 0.1 of 1 and 0 with s = 0.2.
    void smoothsYesAndNo()
    {
        const auto smoothed = makeLoss({"binary_cross_entropy", {{"label_smoothing", 0.2}}});
        std::vector<float> gradient(2, notANumber);
        const double loss = smoothed->evaluate(std::vector<float>{0.25f, 0.5f}, std::vector<float>{1, 0}, 2, 1, gradient);
        QVERIFY(std::abs(loss - (0.9 * std::log(4.0) + 0.1 * std::log(4.0 / 3) + std::numbers::ln2) / 2) < 1e-7);
        QVERIFY(std::abs(double(gradient[0]) - (0.25 - 0.9) / (0.25 * 0.75) / 2) < 1e-6);
        QVERIFY(std::abs(double(gradient[1]) - (0.5 - 0.1) / 0.25 / 2) < 1e-6);
    }

    // Where the outputs are the smoothed targets themselves, the slope is 0 and the entropy is left.
    void leavesTheEntropyOfSmoothedTargets()
    {
        std::vector<float> gradient(4, notANumber);
        const auto classes = makeLoss({"softmax_cross_entropy", {{"label_smoothing", 0.4}}}); // 0.7 and 0.1 of 1 and 0
        const std::vector<float> logits{std::log(0.1f), std::log(0.7f), std::log(0.1f), std::log(0.1f)};
        const double loss = classes->evaluate(logits, oneHot(1, 4), 4, 1, gradient);
        QVERIFY(std::abs(loss - classes->least(oneHot(1, 4))) < 1e-6);
        QVERIFY(std::abs(loss + 0.7 * std::log(0.7) + 0.3 * std::log(0.1)) < 1e-6);
        QCOMPARE_LT(largestDifference(gradient, std::vector<float>(4, 0.0f)), 1e-6);

        const auto one = makeLoss({"binary_cross_entropy", {{"label_smoothing", 0.5}}}); // 0.75 of 1
        QVERIFY(std::abs(one->least(std::vector<float>{1}) + 0.75 * std::log(0.75) + 0.25 * std::log(0.25)) < 1e-7);
        QCOMPARE(crossEntropy().least(oneHot(1, 4)), 0.0);
    }

    void refusesToSmoothMoreThanEverything()
    {
        QVERIFY_EXCEPTION_THROWN(makeLoss({"softmax_cross_entropy", {{"label_smoothing", 1.5}}}), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(makeLoss({"binary_cross_entropy", {{"label_smoothing", -0.1}}}), engine::SettingError);
    }

    void addsUpTheLossesOfItsRows_data() { addKinds(); }

    void addsUpTheLossesOfItsRows()
    {
        QFETCH(QString, kind);
        const auto outputs = randomNumbers(12, 1, 0.1f, 0.9f);
        std::vector<float> targets;
        for (const std::size_t label : {0u, 2u, 2u, 1u})
            targets.insert(targets.end(), {label == 0 ? 1.0f : 0, label == 1 ? 1.0f : 0, label == 2 ? 1.0f : 0});
        const double all = lossOf(kind).evaluate(outputs, targets, 3, 1, {});
        double sum = 0;
        for (std::size_t i = 0; i < 4; ++i)
            sum += lossOf(kind).evaluate(std::span(outputs).subspan(3 * i, 3), std::span(targets).subspan(3 * i, 3), 3, 1, {});
        QVERIFY(std::abs(sum - all) < 1e-12);
    }

    void agreesWithDifferences_data() { addKinds(); }

    void agreesWithDifferences()
    {
        QFETCH(QString, kind);
        constexpr float weight = 0.25f;
        for (const std::size_t width : {1, 2, 10}) {
            auto outputs = randomNumbers(4 * width, 1, 0.2f, 0.8f);
            auto targets = randomNumbers(4 * width, 2, 0, 1);
            for (std::size_t row = 0; row < 4 * width; row += width) { // each adds up to 1, as softmax asks
                float rest = 1;
                for (std::size_t i = 0; i + 1 < width; ++i)
                    rest -= targets[row + i] /= float(width);
                targets[row + width - 1] = rest;
            }
            std::vector<float> gradient(outputs.size(), notANumber);
            lossOf(kind).evaluate(outputs, targets, width, weight, gradient);
            const auto f = [&] { return double(weight) * lossOf(kind).evaluate(outputs, targets, width, weight, {}); };
            QCOMPARE_LT(largestGradientError(outputs, gradient, f), gradientTolerance);
        }
    }

    void noticesWhatIsNotANumber_data() { addKinds(); }

    void noticesWhatIsNotANumber()
    {
        QFETCH(QString, kind);
        for (std::size_t place = 0; place < 3; ++place) {
            std::vector<float> outputs{0.25f, 0.5f, 0.75f};
            outputs[place] = notANumber;
            QVERIFY(!std::isfinite(lossOf(kind).evaluate(outputs, oneHot(1, 3), 3, 1, {})));
            outputs[place] = std::numeric_limits<float>::infinity();
            const bool limits = kind == QStringLiteral("binary_cross_entropy");
            QCOMPARE(std::isfinite(lossOf(kind).evaluate(outputs, oneHot(1, 3), 3, 1, {})), limits);
        }
    }

    void turnsLogitsIntoProbabilities()
    {
        std::vector<float> values{0, float(std::numbers::ln2), std::log(5.0f), 1e4f, 0, -1e4f};
        engine::softmax(values, 3, values); // in place
        QCOMPARE_LT(largestDifference(values, std::vector<float>{0.125f, 0.25f, 0.625f, 1, 0, 0}), 1e-6);
    }

    void readsOutputsAsTheLossDoes()
    {
        std::vector<float> values{0, float(std::numbers::ln2), std::log(5.0f)};
        crossEntropy().toProbabilities(values, 3);
        QCOMPARE_LT(largestDifference(values, std::vector<float>{0.125f, 0.25f, 0.625f}), 1e-6);
        for (const Loss* loss : {&binary(), &squares()}) { // each sigmoid speaks for itself
            const std::vector<float> before = values;
            loss->toProbabilities(values, 3);
            QCOMPARE(values, before);
        }
    }

    void tellsItsOwnName_data() { addKinds(); }

    void tellsItsOwnName()
    {
        QFETCH(QString, kind);
        QCOMPARE(QString::fromStdString(lossOf(kind).spec().kind), kind);
    }

    void refusesAnUnknownLoss()
    {
        QVERIFY_EXCEPTION_THROWN(makeLoss({"luck", {}}), engine::SettingError);
    }

private:
    static void addKinds()
    {
        QTest::addColumn<QString>("kind");
        for (const engine::KindInfo& kind : engine::lossKinds())
            QTest::newRow(kind.kind.c_str()) << QString::fromStdString(kind.kind);
    }
};

const RegisteredTest<LossTest> registeredLossTest;
#include "tst_loss.moc"
