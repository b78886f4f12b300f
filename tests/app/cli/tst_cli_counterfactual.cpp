#include "tests/app/cli/cli_fixture.h"

#include "engine/drawing/stroke_file.h"
#include "tests/registered_test.h"

#include <QJsonArray>
#include <QtTest>

#include <algorithm>
#include <cmath>

namespace {

const QStringList counterfactualKeys{"from",      "to",      "reached", "probability", "ink_removed",
                                     "ink_added", "changes", "strokes", "seconds"};

QByteArray drawingLine(int label)
{
    engine::StrokeSample sample;
    sample.strokes = engine::syntheticStrokes(label, 7, std::uint64_t(label));
    return QByteArray::fromStdString(engine::toJsonLine(sample)) + '\n';
}

} // namespace

class TestCliCounterfactual : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { writeFile(m_strokes, drawingLine(8) + "\n" + drawingLine(3) + "broken\n" + drawingLine(5)); }

    void givesARowForEachDrawing()
    {
        const CliResult result = callCli({"counterfactual", "builtin", "--strokes", m_strokes, "--json"});
        QCOMPARE(result.status, 0);
        QVERIFY(result.err.contains("line 4"));
        const auto rows = result.objects();
        QCOMPARE(rows.size(), 3);
        for (const QJsonObject& row : rows) {
            QStringList keys = row.keys(), expected = counterfactualKeys;
            std::ranges::sort(expected);
            QCOMPARE(keys, expected);
            QVERIFY(row["reached"].toBool());
            QVERIFY(row["from"] != row["to"]);
            QVERIFY(row["ink_removed"].toDouble() + row["ink_added"].toDouble() > 1);
            QVERIFY(row["seconds"].toDouble() > 0);
            for (const QJsonValue& change : row["changes"].toArray()) {
                QVERIFY(QStringList({"erase", "lengthen", "add"}).contains(change["kind"].toString()));
                QVERIFY(!change["stroke"].toArray().isEmpty());
                QCOMPARE(change["stroke"][0].toArray().size(), 2);
            }
        }
        QCOMPARE(rows[0]["from"].toInt(), 8);
        QCOMPARE(rows[1]["from"].toInt(), 3);
        QCOMPARE(rows[2]["from"].toInt(), 5);
    }

    void givesStrokesThatPredictReadsAsTheClass()
    {
        const auto row
            = callCli({"counterfactual", "builtin", "--strokes", m_strokes, "--line", "3", "--class", "9", "--json"})
                  .objects()
                  .value(0);
        QCOMPARE(row["from"].toInt(), 3);
        QCOMPARE(row["to"].toInt(), 9);
        const QString changed = m_folder.filePath(QStringLiteral("changed.jsonl"));
        writeFile(changed,
                  QJsonDocument(QJsonObject{{"strokes", row["strokes"]}}).toJson(QJsonDocument::Compact) + '\n');
        const auto read = callCli({"predict", "builtin", "--strokes", changed, "--json"}).objects().value(0);
        QCOMPARE(read["prediction"].toInt(), 9);
        QCOMPARE(read["is_digit"].toBool(), row["reached"].toBool());
        QVERIFY(std::abs(read["probabilities"][9].toDouble() - row["probability"].toDouble()) < 1e-4);
    }

    void tellsItInWordsToo()
    {
        const CliResult result
            = callCli({"counterfactual", "builtin", "--strokes", m_strokes, "--line", "1", "--class", "3"});
        QCOMPARE(result.status, 0);
        QVERIFY2(result.out.startsWith("8 -> 3  reached, "), result.out.constData());
        QVERIFY(result.out.contains("pixels of ink erased"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no such class") << QStringList{"builtin", "--strokes", m_strokes, "--class", "10"} << 1
                                       << QByteArray("no class 10");
        QTest::newRow("no such line") << QStringList{"builtin", "--strokes", m_strokes, "--line", "6"} << 1
                                      << QByteArray("has no line 6");
        QTest::newRow("a line that is broken")
            << QStringList{"builtin", "--strokes", m_strokes, "--line", "4"} << 1 << QByteArray("line 4");
        QTest::newRow("no such file") << QStringList{"builtin", "--strokes", "nowhere.jsonl"} << 1
                                      << QByteArray("nowhere.jsonl");
        QTest::newRow("no strokes") << QStringList{"builtin"} << 2 << QByteArray("--strokes");
        QTest::newRow("a class that is no number")
            << QStringList{"builtin", "--strokes", m_strokes, "--class", "-1"} << 2 << QByteArray("--class");
        QTest::newRow("line 0") << QStringList{"builtin", "--strokes", m_strokes, "--line", "0"} << 2
                                << QByteArray("--line");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, said);
        const CliResult result = callCli(QStringList{"counterfactual", "--json"} + arguments);
        QCOMPARE(result.status, status);
        QVERIFY2(result.err.contains(said), result.err.constData());
        QCOMPARE(result.err.count('\n'), arguments.contains(QStringLiteral("10")) ? 2 : 1); // that with the broken line
        QVERIFY(result.out.isEmpty());
    }

private:
    QTemporaryDir m_folder;
    QString m_strokes = m_folder.filePath(QStringLiteral("drawings.jsonl"));
};

const RegisteredTest<TestCliCounterfactual> registeredCliCounterfactualTest;
#include "tst_cli_counterfactual.moc"
