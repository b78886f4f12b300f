#include "tests/app/cli/cli_fixture.h"

#include "engine/drawing/stroke_file.h"
#include "engine/io/model_file.h"
#include "tests/registered_test.h"

#include <QJsonArray>
#include <QtTest>

namespace {

/// Synthetic digits that lean far to the left.
QByteArray leaningDigits(std::uint64_t seed, int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i) {
        engine::StrokeSample sample{.strokes = engine::syntheticStrokes(i % 10, seed, std::uint64_t(i)), .label = i % 10, .isLabelled = true, .number = {}, .writer = {}};
        for (engine::Stroke& stroke : sample.strokes)
            for (engine::PenPoint& point : stroke)
                point.x += 0.9f * point.y; // leaning far to the left
        lines += QByteArray::fromStdString(engine::toJsonLine(sample)) + "\n";
    }
    return lines;
}

} // namespace

/// `digitscope learn`: the figures are true, and the file that it writes is the network that has learnt.
class TestCliLearn : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
        writeFile(mine(), leaningDigits(5, 20));
        writeFile(others(), leaningDigits(6, 200));
        QCOMPARE(callCli({"train", "--preset", "mlp-128-64", "--data", "synthetic", "--epochs", "1", "--out", model()}).status, 0);
    }

    void readsAnOddHandBetterAndReportsWhatItFinds()
    {
        const QString out = file("learnt.safetensors");
        const CliResult call = callCli({"learn", model(), "--digits", mine(), "--out", out, "--json"});
        QCOMPARE(call.status, 0);
        QCOMPARE(call.outLines().size(), 1);
        const QJsonObject report = call.objects().front();
        QCOMPARE(report["mine"].toInt(), 20);
        QCOMPARE(report["mine_before"].toDouble(), accuracy({"predict", model(), "--strokes", mine()}));
        QCOMPARE(report["mine_after"].toDouble(), accuracy({"predict", out, "--strokes", mine()}));
        QCOMPARE(report["test_before"].toDouble(), accuracy({"eval", model()}));
        QCOMPARE(report["test_after"].toDouble(), accuracy({"eval", out}));
        QCOMPARE(report["flipped"].toArray().size(), qsizetype(report["forgotten"].toInt() + report["gained"].toInt()));
        QVERIFY(report["way"].toDouble() > 0 && report["way"].toDouble() <= 1);
        QVERIFY(report["seconds"].toDouble() >= report["learning_seconds"].toDouble());
        const double before = 1 - accuracy({"predict", model(), "--strokes", others()});
        const double after = 1 - accuracy({"predict", out, "--strokes", others()});
        QVERIFY2(after < before, qPrintable(QStringLiteral("%1 wrong, %2 before").arg(after).arg(before)));
        const engine::WriterTransform writer = engine::loadModel(out.toStdString()).input.writer;
        QVERIFY(!writer.isNone()); // and it is all of what is told of it
        QCOMPARE(report["straightening"].toArray()[1].toDouble(), writer.xy);
        QVERIFY(report["hand"].toString().contains("leaning"));
        QVERIFY(callCli({"info", out}).out.contains("leaning"));
        QCOMPARE(accuracy({"eval", out, "--data", others() + "[test=all]"}), 1 - after);
        QVERIFY(accuracy({"predict", out, "--strokes", others(), "--as-drawn"}) < 1 - after);
        QVERIFY(engine::loadModel(out.toStdString()).trainedOn.ends_with(", then 20 digits of mine"));
    }

    void saysItInWordsToo()
    {
        const CliResult call = callCli({"learn", model(), "--digits", mine()});
        QCOMPARE(call.status, 0);
        QVERIFY(call.out.contains("my digits     right of     20:"));
        QVERIFY(call.out.contains("test digits from right to wrong"));
    }

    void namesBrokenLinesAndLearnsTheRest()
    {
        writeFile(file("broken.jsonl"), "nonsense\n" + leaningDigits(5, 2));
        const CliResult call = callCli({"learn", model(), "--digits", file("broken.jsonl"), "--json"});
        QCOMPARE(call.status, 0);
        QVERIFY(call.err.contains("broken.jsonl line 1: not JSON"));
        QCOMPARE(call.objects().front()["mine"].toInt(), 2);
    }

    void complainsInOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        writeFile(file("empty.jsonl"), "");
        QTest::addRow("a file that is not there") << QStringList{model(), "--digits", file("none.jsonl")} << QByteArray("none.jsonl");
        QTest::addRow("no digit in it") << QStringList{model(), "--digits", file("empty.jsonl")} << QByteArray("nothing to learn");
        QTest::addRow("nowhere to write") << QStringList{model(), "--digits", mine(), "--out", "/no/such/folder/x"} << QByteArray("--out");
    }

    void complainsInOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const CliResult call = callCli(QStringList{"learn"} + arguments);
        QCOMPARE(call.status, 1);
        QVERIFY2(call.errLines().last().contains(words), call.err.constData());
    }

private:
    QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString mine() const { return file("mine.jsonl"); }
    QString others() const { return file("others.jsonl"); }
    QString model() const { return file("model.safetensors"); }
    static double accuracy(const QStringList& arguments)
    {
        return callCli(arguments + QStringList{"--json"}).objects().last()["accuracy"].toDouble();
    }

    SmallData m_data;
    QTemporaryDir m_folder;
};

const RegisteredTest<TestCliLearn> registeredTestCliLearn;
#include "tst_cli_learn.moc"
