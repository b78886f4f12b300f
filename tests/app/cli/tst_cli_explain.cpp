#include "tests/app/cli/cli_fixture.h"

#include "engine/drawing/stroke_file.h"
#include "engine/inspect/attribution_methods.h"
#include "tests/registered_test.h"

#include <QImage>
#include <QJsonArray>
#include <QtTest>

#include <cmath>

namespace {

const QStringList explanationKeys{"method",
                                  "class",
                                  "prediction",
                                  "logit",
                                  "baseline_logit",
                                  "map",
                                  "sum",
                                  "completeness_error",
                                  "deletion_auc",
                                  "random_deletion_auc",
                                  "brightness_deletion_auc",
                                  "randomised_rank_correlation"};

/// One object, of a call that went well.
QJsonObject explanationOf(const QStringList& arguments)
{
    const CliResult result = callCli(QStringList{"explain"} + arguments + QStringList{"--json"});
    return result.status == 0 && result.outLines().size() == 1 ? result.objects().first() : QJsonObject();
}

double sumOf(const QJsonArray& map)
{
    double sum = 0;
    for (const QJsonValue& value : map)
        sum += value.toDouble();
    return sum;
}

} // namespace

class TestCliExplain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
        const auto train = [](const QString& preset, const QString& file, const QStringList& more) {
            QCOMPARE(callCli(QStringList{"train", "--preset", preset, "--out", file} + more).status, 0);
        };
        train("mlp-128-64", m_mlp, {"--epochs", "15"});
        train("autoencoder", m_autoencoder, {"--epochs", "1", "--limit", "100"});
        train("xor", m_points, {"--epochs", "1"});
        QByteArray lines;
        for (const int label : {4, 5, 7}) {
            engine::StrokeSample sample;
            sample.strokes = engine::syntheticStrokes(label, 5, 0);
            lines += QByteArray::fromStdString(engine::toJsonLine(sample)) + "\n\n"; // an empty line after each
        }
        writeFile(m_strokes, lines);
        engine::Dataset digits = engine::syntheticDigits(1, 3);
        QVERIFY(QImage(digits.pixels.data(), 28, 28, 28, QImage::Format_Grayscale8).save(m_picture));
    }

    void givesEveryMapInTheSameForm_data()
    {
        QTest::addColumn<QString>("method");
        for (const engine::KindInfo& method : engine::attributionMethods())
            if (method.kind != "grad_cam") // of an MLP there is none
                QTest::newRow(method.kind.c_str()) << QString::fromStdString(method.kind);
        QTest::newRow("strokes") << QStringLiteral("strokes");
    }

    void givesEveryMapInTheSameForm()
    {
        QFETCH(QString, method);
        const QJsonObject plain = explanationOf({m_mlp, "--strokes", m_strokes, "--line", "3", "--method", method});
        QStringList keys = explanationKeys;
        if (method == QStringLiteral("strokes"))
            keys.push_back("by_stroke");
        keys.sort();
        QCOMPARE(plain.keys(), keys);
        QCOMPARE(plain["method"].toString(), method);
        QCOMPARE(plain["class"], plain["prediction"]);
        QCOMPARE(plain["map"].toArray().size(), 784);
        QVERIFY(std::abs(plain["sum"].toDouble() - sumOf(plain["map"].toArray())) < 1e-4);
        QVERIFY(plain["logit"].isDouble());
        QCOMPARE(plain["baseline_logit"].isNull(), method != QStringLiteral("integrated_gradients"));
        QVERIFY(plain["deletion_auc"].isNull() && plain["random_deletion_auc"].isNull()
                && plain["brightness_deletion_auc"].isNull());
        QVERIFY(plain["randomised_rank_correlation"].isNull());

        const QJsonObject graded
            = explanationOf({m_mlp, "--strokes", m_strokes, "--line", "3", "--method", method, "--grade"});
        QCOMPARE(graded["map"], plain["map"]);
        QVERIFY(graded["deletion_auc"].isDouble() && graded["random_deletion_auc"].isDouble());
        QVERIFY(graded["brightness_deletion_auc"].isDouble());
        const QJsonValue correlation = graded["randomised_rank_correlation"];
        if (method == QStringLiteral("strokes"))
            QVERIFY(correlation.isNull()); // one stroke has no order
        else
            QVERIFY(std::abs(correlation.toDouble(2)) <= 1);
    }

    void integratedGradientsAddUp()
    {
        for (const char* baseline : {"black", "white", "blurred", "mean"}) {
            const QJsonObject found = explanationOf({m_mlp, "--data", m_data.path(), "--index", "7", "--method",
                                                     "integrated_gradients", "--baseline", baseline});
            const double difference = found["logit"].toDouble() - found["baseline_logit"].toDouble();
            QVERIFY(std::abs(found["sum"].toDouble() - difference) <= 0.0101 * std::abs(difference));
            QVERIFY(std::abs(found["completeness_error"].toDouble()
                             - std::abs(found["sum"].toDouble() - difference) / std::abs(difference))
                    < 1e-6);
        }
    }

    void asksForAnyClassAndAgainstAnother()
    {
        const auto logitOf = [this](const QStringList& question) {
            return explanationOf(QStringList{m_mlp, m_picture, "--method", "gradient"} + question)["logit"].toDouble();
        };
        const double three = logitOf({"--class", "3"}), eight = logitOf({"--class", "8"});
        QVERIFY(three != eight);
        QVERIFY(std::abs(logitOf({"--class", "3", "--against", "8"}) - (three - eight)) < 1e-4);
        QCOMPARE(explanationOf({m_mlp, m_picture, "--method", "gradient", "--class", "3"})["class"].toInt(), 3);
    }

    void blamesEachStroke()
    {
        const QJsonObject found = explanationOf({m_mlp, "--strokes", m_strokes, "--line", "1", "--method", "strokes"});
        const QJsonArray strokes = found["by_stroke"].toArray();
        QCOMPARE(std::size_t(strokes.size()), engine::syntheticStrokes(4, 5, 0).size());
        double held = 0;
        for (const QJsonValue& stroke : strokes) {
            held += stroke["held"].toDouble();
            QVERIFY(stroke["recentred"].isDouble());
        }
        QVERIFY(std::abs(held - found["sum"].toDouble()) < 1e-4); // the map spreads it over the ink
    }

    void drawsTheMap()
    {
        const QString out = m_folder.filePath(QStringLiteral("map.png"));
        const CliResult result
            = callCli({"explain", m_mlp, m_picture, "--method", "gradient_x_input", "--out", out, "--grade"});
        QCOMPARE(result.status, 0);
        QVERIFY(result.out.contains("prediction") && result.out.contains("deletion curve")
                && result.out.contains(out.toUtf8()));
        const QImage drawn(out);
        QCOMPARE(drawn.size(), QSize(280, 280));
        QCOMPARE(drawn.pixel(5, 5), qRgb(255, 255, 255)); // paper in the corner
        const QJsonArray map = explanationOf({m_mlp, m_picture, "--method", "gradient_x_input"})["map"].toArray();
        int strongest = 0;
        for (int i = 0; i < 784; ++i)
            if (std::abs(map[i].toDouble()) > std::abs(map[strongest].toDouble()))
                strongest = i;
        const QRgb colour = drawn.pixel(strongest % 28 * 10 + 4, strongest / 28 * 10 + 4);
        QCOMPARE(qRed(colour) > qBlue(colour), map[strongest].toDouble() > 0);
        QVERIFY(std::min(qRed(colour), qBlue(colour)) < 60);
    }

    void saysInOneSentenceWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("named");
        const QStringList integrated{"--method", "integrated_gradients"}, plain{"--method", "gradient"};
        QTest::newRow("no method") << QStringList{m_mlp, m_picture} << 2 << QByteArray("--method");
        QTest::newRow("unknown method") << QStringList{m_mlp, m_picture, "--method", "shap"} << 2
                                        << QByteArray("--method");
        QTest::newRow("unknown baseline")
            << QStringList{m_mlp, m_picture, "--baseline", "grey"} + integrated << 2 << QByteArray("--baseline");
        QTest::newRow("no picture") << QStringList{m_mlp} + plain << 2 << QByteArray("IMAGE");
        QTest::newRow("two pictures") << QStringList{m_mlp, m_picture, "--strokes", m_strokes} + plain << 2
                                      << QByteArray("IMAGE");
        QTest::newRow("no index") << QStringList{m_mlp, "--data", m_data.path()} + plain << 2 << QByteArray("--index");
        QTest::newRow("no baseline") << QStringList{m_mlp, m_picture, "--baseline", "white"} + plain << 2
                                     << QByteArray("--baseline");
        QTest::newRow("no steps") << QStringList{m_mlp, m_picture, "--steps", "9"} + plain << 2
                                  << QByteArray("--steps");
        QTest::newRow("steps of zero") << QStringList{m_mlp, m_picture, "--steps", "0"} + integrated << 2
                                       << QByteArray("--steps");
        QTest::newRow("line of zero") << QStringList{m_mlp, "--strokes", m_strokes, "--line", "0"} + plain << 2
                                      << QByteArray("--line");
        QTest::newRow("no such class") << QStringList{m_mlp, m_picture, "--class", "10"} + plain << 1
                                       << QByteArray("no class 10");
        QTest::newRow("against itself") << QStringList{m_mlp, m_picture, "--class", "3", "--against", "3"} + plain << 1
                                        << QByteArray("differ");
        QTest::newRow("no such line") << QStringList{m_mlp, "--strokes", m_strokes, "--line", "7"} + plain << 1
                                      << QByteArray("line 7");
        QTest::newRow("empty line") << QStringList{m_mlp, "--strokes", m_strokes, "--line", "2"} + plain << 1
                                    << QByteArray("line 2");
        QTest::newRow("no such sample")
            << QStringList{m_mlp, "--data", m_data.path(), "--index", "200"} + plain << 1 << QByteArray("--index 200");
        QTest::newRow("no such file") << QStringList{m_mlp, "nowhere.png"} + plain << 1 << QByteArray("nowhere.png");
        QTest::newRow("a picture without strokes")
            << QStringList{m_mlp, m_picture, "--method", "strokes"} << 1 << QByteArray("--strokes");
        QTest::newRow("no maps") << QStringList{m_mlp, m_picture, "--method", "grad_cam"} << 1
                                 << QByteArray("Grad-CAM");
        QTest::newRow("names no class") << QStringList{m_autoencoder, m_picture} + plain << 1
                                        << QByteArray("names no class");
        QTest::newRow("reads points") << QStringList{m_points, m_picture} + plain << 1 << QByteArray("reads points");
    }

    void saysInOneSentenceWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, named);
        const CliResult result = callCli(QStringList{"explain"} + arguments);
        QCOMPARE(result.status, status);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.errLines().last().contains(named), result.err);
    }

private:
    SmallData m_data;
    QTemporaryDir m_folder;
    QString m_mlp = m_folder.filePath(QStringLiteral("mlp.safetensors"));
    QString m_autoencoder = m_folder.filePath(QStringLiteral("autoencoder.safetensors"));
    QString m_points = m_folder.filePath(QStringLiteral("xor.safetensors"));
    QString m_strokes = m_folder.filePath(QStringLiteral("drawings.jsonl"));
    QString m_picture = m_folder.filePath(QStringLiteral("digit.png"));
};

const RegisteredTest<TestCliExplain> registeredTestCliExplain;
#include "tst_cli_explain.moc"
