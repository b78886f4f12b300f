#include "tests/app/cli/cli_fixture.h"

#include "engine/io/model_file.h"
#include "tests/registered_test.h"

#include <QJsonArray>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>

class TestCliCalibrate : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
        m_model = file(QStringLiteral("model.safetensors"));
        m_calibrated = file(QStringLiteral("calibrated.safetensors"));
        m_drawings = file(QStringLiteral("drawings.jsonl"));
        QCOMPARE(callCli({"train", "--preset", "mlp-128-64", "--epochs", "12", "--out", m_model}).status, 0);
        QCOMPARE(callCli({"draw", "digits", "--count", "200", "--seed", "9", "--out", m_drawings}).status, 0);
        const CliResult result = callCli({"calibrate", m_model, "--data", m_data.path(), "--out", m_calibrated, "--json"});
        QCOMPARE(result.status, 0);
        m_report = result.objects().value(0);
    }

    void tellsWhatItFound()
    {
        QCOMPARE(m_report["samples"].toInt(), 200);
        QVERIFY(m_report["digits_refused"].toDouble(1) <= 0.005);
        QVERIFY(m_report["ece"].toDouble(1) < m_report["ece_before"].toDouble(0)); // so small a network is far too sure
        const auto kept = engine::loadModel(m_calibrated.toStdString()).calibration;
        QCOMPARE(kept.temperature, m_report["temperature"].toDouble());
        QCOMPARE(kept.threshold, m_report["threshold"].toDouble());
        QCOMPARE(kept.samples, 200u);
    }

    void tempersWhatPredictSays()
    {
        const auto raw = predictionsBy(m_model);
        const auto tempered = predictionsBy(m_calibrated);
        QCOMPARE(raw.size(), 201);
        const double power = 1 / m_report["temperature"].toDouble();
        for (int i = 0; i < 200; ++i) {
            QCOMPARE(tempered[i]["prediction"], raw[i]["prediction"]);
            const QJsonArray own = raw[i]["probabilities"].toArray();
            double sum = 0;
            for (const QJsonValue& probability : own)
                sum += std::pow(probability.toDouble(), power);
            for (int digit = 0; digit < 10; ++digit)
                QVERIFY(std::abs(tempered[i]["probabilities"][digit].toDouble() - std::pow(own[digit].toDouble(), power) / sum) < 1e-5);
        }
        QCOMPARE(tempered.last()["accuracy"], raw.last()["accuracy"]);
    }

    void predictTellsTheCalibrationError()
    {
        // 15 bins of equal width, computed from what is said of each drawing.
        const auto predictions = predictionsBy(m_calibrated);
        std::array<double, 15> gaps{};
        int refused = 0;
        for (int i = 0; i < 200; ++i) {
            const int prediction = predictions[i]["prediction"].toInt();
            const double confidence = predictions[i]["probabilities"][prediction].toDouble();
            gaps[std::size_t(std::min(14.0, std::ceil(confidence * 15) - 1))]
                += (prediction == predictions[i]["label"].toInt() ? 1.0 : 0.0) - confidence;
            refused += !predictions[i]["is_digit"].toBool();
        }
        double error = 0;
        for (const double gap : gaps)
            error += std::abs(gap) / 200;
        QVERIFY(std::abs(predictions.last()["ece"].toDouble() - error) < 1e-5);
        QCOMPARE(predictions.last()["digits_refused"].toDouble(), refused / 200.0);
    }

    void infoTellsWhatItIs()
    {
        QVERIFY(callCli({"info", m_model, "--json"}).objects().front()["calibration"].isNull());
        const QJsonObject told = callCli({"info", m_calibrated, "--json"}).objects().front()["calibration"].toObject();
        QCOMPARE(told["temperature"], m_report["temperature"]);
        QCOMPARE(told["threshold"], m_report["threshold"]);
        QCOMPARE(told["samples"].toInt(), 200);
    }

    void evalTellsItToo()
    {
        const CliResult result = callCli({"eval", m_calibrated, "--data", m_data.path(), "--json"});
        const QJsonObject evaluation = result.objects().value(0);
        QCOMPARE(evaluation["ece"].toDouble(-1), m_report["ece"].toDouble());
        QCOMPARE(evaluation["digits_refused"].toDouble(-1), m_report["digits_refused"].toDouble());
        QVERIFY(callCli({"eval", m_calibrated, "--data", m_data.path()}).out.contains("expected calibration error"));
    }

    void takesDrawingsAsWell()
    {
        const QString out = file(QStringLiteral("by_drawings.safetensors"));
        const CliResult result = callCli({"calibrate", m_model, "--strokes", m_drawings, "--refuse", "0.1", "--out", out, "--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.objects().value(0)["digits_refused"].toDouble(), 0.1);
        QCOMPARE(predictionsBy(out).last()["digits_refused"].toDouble(), 0.1);
        QVERIFY(callCli({"info", out}).out.contains("200 samples of drawings.jsonl"));
    }

    void takesOverASistersCalibration()
    {
        const QString out = file(QStringLiteral("like.safetensors"));
        QCOMPARE(callCli({"calibrate", m_model, "--like", m_calibrated, "--out", out}).status, 0);
        QCOMPARE(engine::loadModel(out.toStdString()).calibration, engine::loadModel(m_calibrated.toStdString()).calibration);
        const CliResult result = callCli({"calibrate", m_calibrated, "--like", m_model, "--out", out});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains("not calibrated"), result.err.constData());
    }

    void refusesWhatIsNoDigit()
    {
        const QString drawings = file(QStringLiteral("nondigits.jsonl"));
        QCOMPARE(callCli({"draw", "nondigits", "--count", "100", "--judging", "--out", drawings}).status, 0);
        const QString out = file(QStringLiteral("strict.safetensors"));
        QCOMPARE(callCli({"calibrate", m_model, "--strokes", m_drawings, "--refuse", "0.2", "--out", out}).status, 0);
        const CliResult result = callCli({"predict", out, "--strokes", drawings, "--json"});
        const auto lines = result.objects();
        QCOMPARE(lines.size(), 101);
        const auto refused = std::count_if(lines.begin(), lines.end() - 1, [](const QJsonObject& line) { return !line["is_digit"].toBool(); });
        QVERIFY(lines[0].contains("label") && lines[0]["label"].isNull());
        QCOMPARE(lines.last()["non_digits_refused"].toDouble(), double(refused) / 100);
        QVERIFY2(refused > 20, "more of them than of digits");
        QVERIFY(lines.last()["accuracy"].isNull() && lines.last()["ece"].isNull());
    }

    void drawsTheSameForTheSameSeed()
    {
        const auto drawn = [](const char* seed) { return callCli({"draw", "nondigits", "--count", "5", "--seed", seed}).out; };
        QCOMPARE(drawn("3"), drawn("3"));
        QVERIFY(drawn("3") != drawn("4"));
        QCOMPARE(drawn("3").count('\n'), 5);
    }

    void isForgottenWhenTrainingGoesOn()
    {
        const QString out = file(QStringLiteral("further.safetensors"));
        QCOMPARE(callCli({"train", "--resume", m_calibrated, "--epochs", "13", "--out", out}).status, 0);
        QVERIFY(!engine::loadModel(out.toStdString()).calibration.isFound());
        QVERIFY(engine::loadModel(m_calibrated.toStdString()).calibration.isFound());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");

        const QString unlabelled = file(QStringLiteral("unlabelled.jsonl"));
        writeFile(unlabelled, "{\"strokes\":[[[1,2],[3,4]]]}\n");
        QTest::addRow("the shipped model has no file") << QStringList{"calibrate", "builtin"} << 2 << QByteArray("--out");
        QTest::addRow("two kinds of digits") << QStringList{"calibrate", m_model, "--data", "synthetic", "--strokes", m_drawings}
                                             << 2 << QByteArray("either");
        QTest::addRow("no labels") << QStringList{"calibrate", m_model, "--strokes", unlabelled} << 1
                                   << QByteArray("no labelled digit");
        QTest::addRow("no such share") << QStringList{"calibrate", m_model, "--refuse", "2"} << 2 << QByteArray("--refuse");
        QTest::addRow("other digits to judge by") << QStringList{"draw", "digits", "--judging"} << 2 << QByteArray("--seed");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, words);
        const CliResult result = callCli(arguments);
        QCOMPARE(result.status, status);
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains(words), result.err.constData());
    }

private:
    QString file(const QString& name) const { return m_folder.filePath(name); }
    QList<QJsonObject> predictionsBy(const QString& model) const
    {
        return callCli({"predict", model, "--strokes", m_drawings, "--json"}).objects();
    }

    SmallData m_data;
    QTemporaryDir m_folder;
    QString m_model, m_calibrated, m_drawings;
    QJsonObject m_report;
};

const RegisteredTest<TestCliCalibrate> registeredTestCliCalibrate;
#include "tst_cli_calibrate.moc"
