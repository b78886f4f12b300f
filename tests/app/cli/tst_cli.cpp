#include "tests/app/cli/cli_fixture.h"

#include "engine/io/model_file.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include <QJsonArray>
#include <QtTest>

// The subcommands that neither train for long nor read drawings; tst_cli_train and tst_cli_predict have those.
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // Nobody's own data, and no digits made anew for each call.
        qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
        m_model = m_folder.filePath(QStringLiteral("model.safetensors"));
        m_trained = callCli(
            {"train", "--preset", "softmax", "--epochs", "2", "--limit", "500", "--json", "--out", m_model});
        QCOMPARE(m_trained.status, 0);
    }

    void saysInOneSentenceWhatIsWrongWithTheUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        QTest::addRow("no subcommand") << QStringList{} << QByteArray("subcommand");
        QTest::addRow("unknown subcommand") << QStringList{"teach"} << QByteArray("teach");
        QTest::addRow("unknown option") << QStringList{"presets", "--tidy"} << QByteArray("--tidy");
        QTest::addRow("missing file") << QStringList{"eval"} << QByteArray("FILE");
        QTest::addRow("missing preset") << QStringList{"train"} << QByteArray("--preset");
        QTest::addRow("missing value") << QStringList{"train", "--preset"} << QByteArray("--preset");
        QTest::addRow("unknown preset") << QStringList{"train", "--preset", "nonesuch"} << QByteArray("mlp-128-64");
        QTest::addRow("unknown optimizer")
            << QStringList{"train", "--preset", "softmax", "--optimizer", "magic"} << QByteArray("--optimizer");
        QTest::addRow("negative epochs")
            << QStringList{"train", "--preset", "softmax", "--epochs", "-1"} << QByteArray("--epochs");
        QTest::addRow("fractional batch")
            << QStringList{"train", "--preset", "softmax", "--batch", "1.5"} << QByteArray("--batch");
        QTest::addRow("negative seed")
            << QStringList{"train", "--preset", "softmax", "--seed", "-1"} << QByteArray("--seed");
        QTest::addRow("no number")
            << QStringList{"train", "--preset", "softmax", "--learning-rate", "nan"} << QByteArray("--learning-rate");
        QTest::addRow("no threads")
            << QStringList{"train", "--preset", "softmax", "--threads", "0"} << QByteArray("--threads");
        QTest::addRow("unknown split") << QStringList{"eval", "x", "--split", "all"} << QByteArray("--split");
        QTest::addRow("nothing to read") << QStringList{"predict", "x"} << QByteArray("--strokes");
    }

    void saysInOneSentenceWhatIsWrongWithTheUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, named);
        const CliResult result = callCli(arguments);
        QCOMPARE(result.status, 2);
        QCOMPARE(result.out, QByteArray());
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains(named), result.err.constData());
    }

    void namesTheFileThatIsBroken_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        const QString empty = m_folder.filePath(QStringLiteral("empty.safetensors"));
        writeFile(empty, {});
        QTest::addRow("no such model") << QStringList{"info", "/none/such"} << QByteArray("/none/such");
        QTest::addRow("empty model") << QStringList{"eval", empty} << empty.toUtf8();
        QTest::addRow("no such builtin") << QStringList{"info", "builtin:nonesuch"} << QByteArray("builtin:nonesuch");
        QTest::addRow("no such data")
            << QStringList{"train", "--preset", "softmax", "--data", "/none/such"} << QByteArray("/none/such");
        QTest::addRow("data folder without files")
            << QStringList{"eval", m_model, "--data", testData()} << QByteArray("t10k-images");
        QTest::addRow("no folder for the result")
            << QStringList{"train", "--preset", "softmax", "--out", "/none/such/x"} << QByteArray("/none/such");
        QTest::addRow("no such run") << QStringList{"train", "--resume", "/none/such"} << QByteArray("/none/such");
        QTest::addRow("no such drawings")
            << QStringList{"predict", m_model, "--strokes", "/none/such"} << QByteArray("/none/such");
    }

    void namesTheFileThatIsBroken()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, named);
        const CliResult result = callCli(arguments);
        QCOMPARE(result.status, 1);
        QCOMPARE(result.out, QByteArray());
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains(named), result.err.constData());
    }

    void helpsOnStandardOutput()
    {
        const CliResult result = callCli({"train", "--help"});
        QCOMPARE(result.status, 0);
        QVERIFY(result.out.contains("--resume"));
        QCOMPARE(result.err, QByteArray());
    }

    void listsThePresets()
    {
        // Parameters as in the gallery's description, or by hand: 784·128+128 + 128·64+64 + 64·10+10.
        const QMap<QString, int> parameters{
            {"softmax", 7'850}, {"mlp-16-16", 13'002}, {"mlp-128-64", 109'386}, {"mlp-512-dropout", 669'706}};
        QMap<QString, int> listed;
        const CliResult result = callCli({"presets", "--json"});
        QCOMPARE(result.status, 0);
        for (const QJsonObject& preset : result.objects()) {
            QVERIFY(!preset["description"].toString().isEmpty());
            QVERIFY(!preset["layers"].toArray().isEmpty());
            listed[preset["name"].toString()] = preset["parameters"].toInt();
        }
        for (auto known = parameters.begin(); known != parameters.end(); ++known)
            QCOMPARE(listed.value(known.key()), known.value());
        QVERIFY(callCli({"presets"}).out.contains("109,386"));
    }

    void tellsOfAModel()
    {
        const CliResult result = callCli({"info", m_model, "--json"});
        QCOMPARE(result.status, 0);
        const QJsonObject info = result.objects().at(0);
        QCOMPARE(info["parameters"].toInt(), 7'850);
        const QJsonObject dense = info["layers"].toArray().last().toObject();
        QCOMPARE(dense["name"].toString(), QStringLiteral("dense_1"));
        QCOMPARE(dense["output_shape"].toArray(), QJsonArray{10});
        QCOMPARE(dense["parameters"].toInt(), 7'850);
        QCOMPARE(info["step"].toInt(), 10); // two epochs of 500 samples, a hundred a step
        QVERIFY(callCli({"info", m_model}).out.contains("7,850"));
    }

    void evaluatesAsTrainingDid()
    {
        const CliResult result = callCli({"eval", m_model, "--json"});
        QCOMPARE(result.status, 0);
        const QJsonObject evaluation = result.objects().at(0);
        QCOMPARE(evaluation["samples"].toInt(), 200);
        QCOMPARE(evaluation["parameters"].toInt(), 7'850);
        const QJsonObject lastEpoch = m_trained.objects().last();
        QCOMPARE(float(evaluation["accuracy"].toDouble()), float(lastEpoch["test_accuracy"].toDouble()));
        QVERIFY(std::abs(evaluation["loss"].toDouble() - lastEpoch["test_loss"].toDouble()) < 1e-5);

        int all = 0;
        int right = 0;
        const QJsonArray confusion = evaluation["confusion"].toArray();
        QCOMPARE(confusion.size(), 10);
        for (int row = 0; row < 10; ++row) {
            for (int column = 0; column < 10; ++column) {
                const int count = confusion[row].toArray()[column].toInt();
                all += count;
                right += row == column ? count : 0;
            }
        }
        QCOMPARE(all, 200);
        QCOMPARE(evaluation["accuracy"].toDouble(), right / 200.0);
    }

    void evaluatesTheTrainingHalf()
    {
        const CliResult result = callCli({"eval", m_model, "--split", "train", "--json"});
        QCOMPARE(result.objects().at(0)["samples"].toInt(), 600);
    }

    void measuresSpeed()
    {
        const CliResult result = callCli(
            {"bench", "--preset", "softmax", "--batch", "64", "--threads", "2", "--seconds", "0.02", "--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.outLines().size(), 1);
        const QJsonObject figures = result.objects().at(0);
        QCOMPARE(figures.keys(),
                 (QStringList{"batch", "infer1024_per_s", "infer1_us", "preset", "threads", "train_samples_per_s"}));
        QCOMPARE(figures["batch"].toInt(), 64);
        QCOMPARE(figures["threads"].toInt(), 2);
        QVERIFY(figures["train_samples_per_s"].toDouble() > 0);
        QVERIFY(figures["infer1_us"].toDouble() > 0);
        QVERIFY(figures["infer1024_per_s"].toDouble() > 0);
    }

private:
    SmallData m_data;
    QTemporaryDir m_folder;
    QString m_model;
    CliResult m_trained;
};

const RegisteredTest<TestCli> registeredTestCli;
#include "tst_cli.moc"
