#include "tests/app/cli/cli_fixture.h"
#include "tests/data_folder.h"

#include "engine/gallery/ensemble.h"
#include "engine/io/ensemble_file.h"
#include "tests/registered_test.h"

#include <QImage>
#include <QJsonArray>
#include <QtTest>

/// Ensembles by way of the command line, on real digits where there are any.
class TestCliEnsemble : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const auto mnist = mnistFolder())
            qputenv("DIGITSCOPE_DATA", QByteArray::fromStdString(mnist->string()));
        else
            qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
    }

    void isListedAmongThePresets()
    {
        const QJsonObject last = callCli({"presets", "--json"}).objects().last();
        QCOMPARE(last["name"].toString(), QStringLiteral("ensemble"));
        QCOMPARE(last["members"].toArray().size(), qsizetype(engine::ensemblePreset().members.size()));
        QCOMPARE(last["parameters"].toInt(), 3 * 61'706); // three times LeNet-5
    }

    void trainsItsMembersAndTellsHowTheyDoTogether()
    {
        const QString file = fileNamed(QStringLiteral("two"));
        const CliResult result = callCli(train({"--members", "softmax,mlp-16-16", "--seed", "7", "--out", file}));
        QCOMPARE(result.status, 0);
        const QList<QJsonObject> lines = result.objects();
        QCOMPARE(lines.size(), 3); // an epoch each
        QCOMPARE(lines[0]["member"].toInt(), 1);
        QCOMPARE(lines[1]["name"].toString(), QStringLiteral("mlp-16-16"));
        QCOMPARE(lines[1]["seed"].toInt(), 8);
        QCOMPARE(lines[1]["epoch"].toInt(), 1);
        const QJsonObject joint = lines[2];
        const QJsonArray members = joint["members"].toArray();
        QCOMPARE(members.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(std::abs(members[i]["test_accuracy"].toDouble() - lines[i]["test_accuracy"].toDouble()) < 1e-6);
            QVERIFY(std::abs(members[i]["test_loss"].toDouble() - lines[i]["test_loss"].toDouble()) < 1e-5);
        }
        QCOMPARE(joint["parameters"].toInt(), 7'850 + 13'002);

        const QJsonObject evaluation = callCli({"eval", file, "--json"}).objects().at(0);
        QCOMPARE(evaluation["accuracy"].toDouble(), joint["test_accuracy"].toDouble());
        QCOMPARE(evaluation["loss"].toDouble(), joint["test_loss"].toDouble());
        QCOMPARE(evaluation["members"].toArray().size(), 2);
        QCOMPARE(evaluation["members"][1]["accuracy"].toDouble(), members[1]["test_accuracy"].toDouble());
        QCOMPARE(evaluation["parameters"].toInt(), 7'850 + 13'002);
        QVERIFY(callCli({"eval", file}).out.contains("mean of probabilities"));
    }

    void countsOnFromTheSeed()
    {
        const QString file = fileNamed(QStringLiteral("three"));
        QCOMPARE(callCli(train({"--count", "3", "--of", "softmax", "--seed", "4", "--out", file})).status, 0);
        const auto members = engine::loadEnsemble(file.toStdString());
        QCOMPARE(members.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(members[i].recipe.name, std::string("softmax"));
            QCOMPARE(members[i].recipe.seed, std::uint64_t{4} + i);
        }
        QVERIFY(members[0].checkpoint.parameters != members[1].checkpoint.parameters);
    }

    // What each says, and the mean of it, reckoned once more here.
    void readsTogether()
    {
        const QString file = trained(QStringLiteral("reads"), QStringLiteral("softmax,mlp-16-16"));
        const QString picture = m_folder.filePath(QStringLiteral("digit.png"));
        QImage drawing(28, 28, QImage::Format_Grayscale8);
        drawing.fill(255);
        for (int y = 5; y < 24; ++y)
            drawing.setPixel(14, y, 0), drawing.setPixel(15, y, 0);
        QVERIFY(drawing.save(picture));
        const QJsonObject prediction = callCli({"predict", file, picture, "--json"}).objects().at(0);
        const QJsonArray members = prediction["members"].toArray();
        QCOMPARE(members.size(), 2);
        for (int digit = 0; digit < 10; ++digit) {
            const double mean = (members[0]["probabilities"][digit].toDouble() + members[1]["probabilities"][digit].toDouble()) / 2;
            QVERIFY(std::abs(prediction["probabilities"][digit].toDouble() - mean) < 1e-6);
        }
        QVERIFY(callCli({"predict", file, picture}).out.contains("members "));
    }

    void joinsFilesAndTellsOfEach()
    {
        const QString single = fileNamed(QStringLiteral("single"));
        QCOMPARE(callCli({"train", "--preset", "softmax", "--limit", "100", "--epochs", "1", "--out", single}).status, 0);
        const QString joined = fileNamed(QStringLiteral("joined"));
        const QString two = trained(QStringLiteral("pair"), QStringLiteral("softmax,softmax"));
        QCOMPARE(callCli({"ensemble", single, two, "builtin", "--out", joined}).status, 0);
        const QList<QJsonObject> lines = callCli({"info", joined, "--json"}).objects();
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[3]["name"].toString(), QStringLiteral("reader"));
        QCOMPARE(lines[4]["members"].toArray(), (QJsonArray{"softmax", "softmax", "softmax", "reader"}));
        QVERIFY(callCli({"info", joined}).out.contains("ensemble of 4 networks"));
    }

    void refusesWhatIsNoEnsemble_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const QStringList ensemble{"train", "--preset", "ensemble"};
        QTest::addRow("another task") << (ensemble + QStringList{"--members", "softmax,xor"}) << 1
                                      << QByteArray("softmax reads 1×28×28 and xor reads 2");
        QTest::addRow("an auto-encoder") << (ensemble + QStringList{"--members", "autoencoder"}) << 1
                                         << QByteArray("autoencoder gives its input back");
        QTest::addRow("nobody knows it") << (ensemble + QStringList{"--members", "softmax,,"}) << 2
                                         << QByteArray("there is no preset \"\"");
        QTest::addRow("a count of nothing") << (ensemble + QStringList{"--count", "2"}) << 2
                                            << QByteArray("--count N and --of PRESET belong together");
        QTest::addRow("too many") << (ensemble + QStringList{"--count", "65", "--of", "softmax"}) << 2
                                  << QByteArray("65 networks");
        QTest::addRow("members of one network") << QStringList{"train", "--preset", "softmax", "--members", "softmax"} << 2
                                                << QByteArray("belong to --preset ensemble");
        QTest::addRow("a file that is not there") << QStringList{"ensemble", "nowhere", "--out", "/tmp"} << 1
                                                  << QByteArray("this is a folder");
    }

    void refusesWhatIsNoEnsemble()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const CliResult result = callCli(arguments);
        QTEST(result.status, "status");
        QVERIFY2(result.err.contains(words), result.err.constData());
    }

    void cannotBeResumed()
    {
        const QString file = trained(QStringLiteral("resumed"), QStringLiteral("softmax,softmax"));
        const CliResult result = callCli({"train", "--resume", file});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains("it holds an ensemble of 2 networks, expected one network"), result.err.constData());
    }

private:
    QString fileNamed(const QString& name) const { return m_folder.filePath(name + QStringLiteral(".safetensors")); }

    static QStringList train(const QStringList& options)
    {
        return QStringList{"train", "--preset", "ensemble", "--limit", "400", "--epochs", "1", "--json"} + options;
    }

    QString trained(const QString& name, const QString& members)
    {
        const QString file = fileNamed(name);
        if (callCli(train({"--members", members, "--out", file})).status != 0)
            qFatal("%s was not trained", qPrintable(members));
        return file;
    }

    SmallData m_data;
    QTemporaryDir m_folder;
};

const RegisteredTest<TestCliEnsemble> registeredTestCliEnsemble;
#include "tst_cli_ensemble.moc"
