#include "engine/data/dataset.h"
#include "engine/errors.h"
#include "engine/inspect/calibration_fit.h"
#include "engine/io/calibration_json.h"
#include "engine/loss/loss.h"
#include "engine/tensor/random.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <string>
#include <vector>

using engine::Calibration;

namespace {

using Labels = std::vector<std::uint8_t>;

bool isNear(double value, double expected, double tolerance = 1e-6)
{
    if (std::abs(value - expected) <= tolerance)
        return true;
    qWarning("%.9g, expected %.9g", value, expected);
    return false;
}

/// Of two classes.
double scoreOf(float probability)
{
    return engine::acceptanceScore(std::vector<float>{probability, 1 - probability});
}

/// Of three quarters, all of them said to be of class 0 with 0.9, it is true.
struct ThreeOfFour
{
    std::vector<float> probabilities{0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f};
    Labels labels{0, 0, 0, 1};
};

/// [count, 10], with labels drawn by the very probabilities that the logits say.
struct HonestLogits
{
    explicit HonestLogits(std::size_t count)
    {
        engine::Random random(engine::Purpose::Synthesis, {42});
        std::vector<float> row(10);
        for (std::size_t i = 0; i < count; ++i) {
            for (float& logit : row)
                logit = 2 * random.normal();
            logits.insert(logits.end(), row.begin(), row.end());
            engine::softmax(row, 10, row);
            float left = random.uniform();
            std::uint8_t label = 0;
            while (label < 9 && (left -= row[label]) >= 0)
                ++label;
            labels.push_back(label);
        }
    }

    std::vector<float> probabilities(float factor) const
    {
        std::vector<float> scaled = logits;
        for (float& logit : scaled)
            logit *= factor;
        engine::softmax(scaled, 10, scaled);
        return scaled;
    }

    std::vector<float> logits;
    Labels labels;
};

} // namespace

class CalibrationTest : public QObject
{
    Q_OBJECT

private slots:
    void tempersByPowers()
    {
        std::vector<float> row{0.5f, 0.25f, 0.25f};
        engine::temper(row, 3, 0.5); // squares: 4, 1, 1 sixteenths
        QVERIFY(isNear(row[0], 2.0 / 3));
        QVERIFY(isNear(row[1], 1.0 / 6) && isNear(row[2], 1.0 / 6));

        std::vector<float> yes{0.8f};
        engine::temper(yes, 1, 0.5); // 0.64 beside 0.04
        QVERIFY(isNear(yes[0], 16.0 / 17));
    }

    void tempersAsDividedLogitsWould()
    {
        const HonestLogits honest(50);
        std::vector<float> tempered = honest.probabilities(1);
        engine::temper(tempered, 10, 2.5);
        const std::vector<float> divided = honest.probabilities(1 / 2.5f);
        for (std::size_t i = 0; i < tempered.size(); ++i)
            QVERIFY(isNear(tempered[i], divided[i]));
    }

    void changesNothingAtOne()
    {
        std::vector<float> row{0.3f, 0.3f, 0.3f}; // not even the sum
        engine::temper(row, 3, 1);
        QCOMPARE(row, (std::vector<float>{0.3f, 0.3f, 0.3f}));
    }

    void findsTheTemperatureInClosedForm()
    {
        // The least surprised says 3/4: 9^beta = 3, beta = 1/2.
        const ThreeOfFour predictions;
        QVERIFY(isNear(engine::fittedTemperature(predictions.probabilities, predictions.labels, 2), 2));
        const std::vector<float> no(4, 0.1f); // the same, told by one output
        QVERIFY(isNear(engine::fittedTemperature(no, predictions.labels, 1), 2));
    }

    void findsTheFactorByWhichLogitsWereScaled()
    {
        const HonestLogits honest(20'000);
        const double own = engine::fittedTemperature(honest.probabilities(1), honest.labels, 10);
        QVERIFY(isNear(own, 1, 0.03)); // a sample's error
        for (const float factor : {0.4f, 3.0f})
            QVERIFY(isNear(engine::fittedTemperature(honest.probabilities(factor), honest.labels, 10), double(factor) * own, 1e-3));
    }

    void keepsOneWhereNothingIsWrong()
    {
        const std::vector<float> probabilities{0.6f, 0.4f, 0.3f, 0.7f};
        QCOMPARE(engine::fittedTemperature(probabilities, Labels{0, 1}, 2), 1.0);
        QCOMPARE(engine::fittedTemperature({}, Labels{}, 2), 1.0);
    }

    void measuresTheErrorByHand()
    {
        // Two at 0.9, one of them right: 1 - 1.8. Two at 0.5, both right: 2 - 1. Of four: 1.8 / 4.
        const std::vector<float> probabilities{0.9f, 0.05f, 0.05f, 0.05f, 0.9f, 0.05f, 0.5f, 0.25f, 0.25f, 0.25f, 0.25f, 0.5f};
        QVERIFY(isNear(engine::expectedCalibrationError(probabilities, Labels{0, 0, 0, 2}, 3), 0.45));
        // Perfectly honest: 3 of 4 right at 0.75.
        const std::vector<float> honest{0.75f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f};
        QCOMPARE(engine::expectedCalibrationError(honest, Labels{0, 0, 0, 1}, 2), 0.0);
        QCOMPARE(engine::expectedCalibrationError({}, Labels{}, 2), 0.0);
    }

    void countsABinsUpperEdgeAsItsOwn()
    {
        // Of four bins the second ends at 0.5, the third at 0.75: (|0 - 0.5| + |1 - 0.75|) / 2.
        const std::vector<float> probabilities{0.5f, 0.25f, 0.25f, 0.75f, 0.125f, 0.125f};
        QVERIFY(isNear(engine::expectedCalibrationError(probabilities, Labels{1, 0}, 3, 4), 0.375));
    }

    void acceptsOneClassAndLessOfMany()
    {
        // Fourth roots of 16 and 1 seventeenths are as 2 to 1.
        QVERIFY(isNear(scoreOf(16.0f / 17), 2.0 / 3));
        QVERIFY(isNear(engine::acceptanceScore(std::vector<float>{1.0f / 17}), 2.0 / 3)); // "no", said by one output
        QVERIFY(isNear(engine::acceptanceScore(std::vector<float>(10, 0.1f)), 0.1));
        QCOMPARE(engine::acceptanceScore(std::vector<float>{0, 1, 0}), 1.0);
        QCOMPARE(engine::acceptanceScore(std::vector<float>{0.5f, 0.5f, 0, 0}), 0.5);
        // The default: of ten classes one has half.
        std::vector<float> half(10, 0.5f / 9);
        half[4] = 0.5f;
        QVERIFY(isNear(engine::acceptanceScore(half), Calibration().threshold, 2e-3));
    }

    void refusesNoMoreThanTheShare()
    {
        std::vector<float> probabilities;
        for (const float confidence : {0.9f, 0.6f, 0.99f, 0.7f, 0.95f, 0.8f, 0.97f, 0.65f, 0.85f, 0.75f})
            probabilities.insert(probabilities.end(), {confidence, 1 - confidence});
        const Labels labels(10, 0);
        QCOMPARE(engine::thresholdRejecting(0.1, probabilities, labels, 2), scoreOf(0.65f)); // 0.6 alone is below
        QCOMPARE(engine::thresholdRejecting(0.29, probabilities, labels, 2), scoreOf(0.7f)); // 0.6 and 0.65
        QCOMPARE(engine::thresholdRejecting(0.09, probabilities, labels, 2), scoreOf(0.6f)); // none
        QVERIFY(!engine::isOfSomeClass(std::vector<float>{0.62f, 0.38f}, scoreOf(0.65f)));
        QVERIFY(engine::isOfSomeClass(std::vector<float>{0.35f, 0.65f}, scoreOf(0.65f)));
    }

    void passesOverWhatIsOfNoClass()
    {
        ThreeOfFour predictions;
        const double error = engine::expectedCalibrationError(predictions.probabilities, predictions.labels, 2);
        predictions.probabilities.insert(predictions.probabilities.begin(), {0.5f, 0.5f});
        predictions.labels.insert(predictions.labels.begin(), engine::noClass);
        QVERIFY(isNear(engine::fittedTemperature(predictions.probabilities, predictions.labels, 2), 2));
        QCOMPARE(engine::expectedCalibrationError(predictions.probabilities, predictions.labels, 2), error);
        QVERIFY(isNear(engine::thresholdRejecting(0, predictions.probabilities, predictions.labels, 2), scoreOf(0.9f)));
    }

    void calibratesOneNetwork()
    {
        const ThreeOfFour predictions;
        const std::vector<std::vector<float>> one{predictions.probabilities};
        const auto found = engine::calibrated(one, predictions.labels, 2, 0.01, "four digits");
        QCOMPARE(found.size(), 1u);
        QVERIFY(isNear(found[0].temperature, 2));
        QVERIFY(isNear(found[0].threshold, scoreOf(0.75f)));
        QCOMPARE(found[0].rejected, 0.0);
        QCOMPARE(found[0].samples, 4u);
        QCOMPARE(found[0].data, std::string("four digits"));
    }

    void calibratesNetworksThatAreReadTogether()
    {
        // The mean of twins is what each says.
        const ThreeOfFour same;
        const std::vector<std::vector<float>> twins{same.probabilities, same.probabilities};
        for (const Calibration& twin : engine::calibrated(twins, same.labels, 2, 0, "")) {
            QVERIFY(isNear(twin.temperature, 2, 2e-3));
            QVERIFY(isNear(twin.threshold, scoreOf(0.75f), 1e-3));
        }
        QCOMPARE(engine::jointThreshold(std::vector<Calibration>{{.threshold = 0.4}, {.threshold = 0.6}}), 0.5);
    }

    void sharpensTheMeanOfNetworksThatErrApart()
    {
        // Each of two is right by the same honest logits plus noise of its own: their mean knows more than it says.
        const HonestLogits honest(5000);
        std::vector<std::vector<float>> members;
        for (std::uint64_t member = 0; member < 2; ++member) {
            engine::Random random(engine::Purpose::Synthesis, {43, member});
            std::vector<float> noisy = honest.logits;
            for (float& logit : noisy)
                logit += 1.5f * random.normal();
            engine::softmax(noisy, 10, noisy);
            members.push_back(noisy);
        }
        const auto together = engine::calibrated(members, honest.labels, 10, 0.01, "");
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(together[i].temperature < engine::fittedTemperature(members[i], honest.labels, 10));
    }

    void comesBackFromJson()
    {
        const Calibration calibration{.temperature = 1.437, .threshold = 0.61, .rejected = 0.0095, .samples = 1979, .data = "\"pen\" digits"};
        QCOMPARE(engine::calibrationFromJson(engine::toJson(calibration)), calibration);
    }

    void refusesWhatIsNoCalibration_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("complaint");
        QTest::addRow("no object") << QByteArray("[1]") << QByteArray("temperature");
        QTest::addRow("a part missing") << QByteArray(R"({"temperature":1,"threshold":0.5,"refused":0,"data":""})") << QByteArray("samples");
        QTest::addRow("no temperature") << QByteArray(R"({"temperature":0,"threshold":0.5,"refused":0,"samples":1,"data":""})")
                                        << QByteArray("temperature");
        QTest::addRow("a threshold above 1") << QByteArray(R"({"temperature":1,"threshold":1.5,"refused":0,"samples":1,"data":""})")
                                             << QByteArray("threshold");
        QTest::addRow("text for a number") << QByteArray(R"({"temperature":"1","threshold":0.5,"refused":0,"samples":1,"data":""})")
                                           << QByteArray("temperature");
    }

    void refusesWhatIsNoCalibration()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, complaint);
        try {
            engine::calibrationFromJson(std::string_view(text.constData(), std::size_t(text.size())));
            QFAIL("it was taken");
        } catch (const engine::Error& error) {
            QVERIFY2(std::string(error.what()).find(complaint.toStdString()) != std::string::npos, error.what());
        }
    }
};

const RegisteredTest<CalibrationTest> registeredCalibrationTest;
#include "tst_calibration.moc"
