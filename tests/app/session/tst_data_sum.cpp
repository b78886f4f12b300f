#include "app/session/data_location.h"
#include "app/session/data_sum.h"

#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/registered_test.h"

#include "tests/app/cli/cli_fixture.h"

#include <QTemporaryDir>
#include <QtTest>

namespace {

/// 0 to 9 by each of the writers 1 to count.
QByteArray drawings(int count)
{
    QByteArray lines;
    for (int writer = 1; writer <= count; ++writer)
        for (int label = 0; label < 10; ++label)
            lines += QByteArray::fromStdString(engine::toJsonLine({.strokes = engine::syntheticStrokes(label, 3, std::uint64_t(writer)),
                                                                   .label = label,
                                                                   .isLabelled = true,
                                                                   .number = {},
                                                                   .writer = std::to_string(writer)}))
                + '\n';
    return lines;
}

} // namespace

class DataSumTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DIGITSCOPE_DATA", m_mnist.path().toLocal8Bit());
        m_file = m_folder.filePath(QStringLiteral("my.jsonl"));
        writeFile(m_file, drawings(5));
    }

    void joinsWhatIsJoinedWithAPlus()
    {
        const auto data = read(QStringLiteral("mnist+%1*3+synthetic:70"));
        QCOMPARE(data.train.size(), std::size_t{600 + 150 + 70});
        QCOMPARE(data.test.size(), std::size_t{200}); // the real ones that there are
        QVERIFY2(QString::fromStdString(data.name).endsWith(QStringLiteral(" + my.jsonl*3 + synthetic:70")), data.name.c_str());
    }

    void holdsOutWhatIsAskedFor()
    {
        const auto data = read(QStringLiteral("mnist[test=last50][validation=last100]+%1[test=4-5][validation=3]"));
        QCOMPARE(data.train.size(), std::size_t{500 + 20});
        QCOMPARE(data.validation.size(), std::size_t{50 + 10});
        QCOMPARE(data.test.size(), std::size_t{50 + 20});
    }

    void takesAFileOfDrawingsAlone()
    {
        const auto data = read(QStringLiteral("%1"));
        QCOMPARE(data.train.size(), std::size_t{40});
        QCOMPARE(data.test.size(), std::size_t{10}); // one writer of five
        QCOMPARE(read(QStringLiteral("%1[test=all]")).test.size(), std::size_t{50});
        QCOMPARE(read(QStringLiteral("%1[only=2,3]")).train.size(), std::size_t{10});
    }

    void judgesByMadeDigitsOnlyWhereThereAreNoOthers()
    {
        QCOMPARE(read(QStringLiteral("synthetic:50")).test.size(), std::size_t{10});
        QCOMPARE(read(QStringLiteral("%1+synthetic:50")).test.size(), std::size_t{10}); // a writer's
        const auto data = read(QStringLiteral("mnist[test=none]+%1[test=none]+synthetic:100"));
        QCOMPARE(data.train.size(), std::size_t{600 + 50 + 100});
        QCOMPARE(data.test.size(), std::size_t{20});
        QVERIFY_EXCEPTION_THROWN(read(QStringLiteral("%1[test=none]")), engine::SettingError);
    }

    void makesOtherDigitsFromAnotherSeed()
    {
        QVERIFY(read(QStringLiteral("synthetic:20@3")).train.pixels == engine::syntheticDigits(20, 3).pixels);
        QVERIFY(read(QStringLiteral("synthetic:20")).train.pixels != engine::syntheticDigits(20, 3).pixels);
        QCOMPARE(read(QStringLiteral("synthetic:20*2")).train.size(), std::size_t{40});
    }

    void addsWhatIsNoDigit()
    {
        const auto data = read(QStringLiteral("mnist+nondigits:50"));
        QCOMPARE(data.train.size(), std::size_t{650});
        QCOMPARE(std::ranges::count(data.train.labels, engine::noClass), 50);
        QCOMPARE(std::ranges::count(data.test.labels, engine::noClass), 0);
        QCOMPARE(std::ranges::count(read(QStringLiteral("nondigits:50")).test.labels, engine::noClass), 10);
    }

    void takesAPathAsItStandsOnTheDisk()
    {
        const QString odd = m_folder.filePath(QStringLiteral("a+b[1]*2.jsonl"));
        writeFile(odd, drawings(2));
        const auto parts = parseDataParts(odd.toStdString());
        QCOMPARE(parts.size(), std::size_t{1});
        QCOMPARE(parts[0].repetitions, std::size_t{1});
        QCOMPARE(readData(findData(odd.toStdString())).train.size(), std::size_t{10});
    }

    void tellsWhetherAnythingIsReal()
    {
        QVERIFY(findData("synthetic:30").isMade());
        QVERIFY(findData("synthetic").isMade());
        QVERIFY(!findData("mnist").isMade());
        QVERIFY(!findData("synthetic:30+" + m_file.toStdString()).isMade());
    }

    void saysWhatIsWrongInOneSentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::addRow("nothing between") << "mnist++synthetic" << "nothing before or after a +";
        QTest::addRow("nothing behind") << "mnist+" << "nothing before or after a +";
        QTest::addRow("a misspelt source") << "mnist+sythetic:30" << "sythetic:30 is no folder";
        QTest::addRow("no such file") << "mnist+your.jsonl" << "your.jsonl is no file";
        QTest::addRow("no count") << "synthetic:many" << "1 to 1000000";
        QTest::addRow("too many") << "synthetic:1000001" << "1 to 1000000";
        QTest::addRow("never") << "mnist*0" << "1 to 100 times";
        QTest::addRow("an unknown choice") << "mnist[fold=3]" << "[only=…], [test=…] or [validation=…]";
        QTest::addRow("a choice twice") << "mnist[test=last3][test=none]" << "twice";
        QTest::addRow("a choice of nobody") << "mnist[test=]" << "is empty before or after a comma";
        QTest::addRow("writers of a folder") << "mnist[test=23-30]" << "tell no writers";
        QTest::addRow("writers of made digits") << "synthetic[test=23-30]" << "no choice of samples";
        QTest::addRow("some scribbles of an unknown number") << "nondigits:some" << "1 to 1000000";
        QTest::addRow("brackets without a source") << "[test=3]" << "names no source";
        QTest::addRow("no opening bracket") << "mnist3]" << "no [ before it";
    }

    void saysWhatIsWrongInOneSentence()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        try {
            read(text);
            QFAIL("it was read");
        } catch (const engine::Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }

    void tellsBrokenLinesAndGoesOn()
    {
        const QString file = m_folder.filePath(QStringLiteral("broken.jsonl"));
        writeFile(file, drawings(2) + "{\"label\": 3, \"strokes\": [[[1, 2\n");
        const auto data = readData(findData(file.toStdString() + "[test=all]"));
        QCOMPARE(data.test.size(), std::size_t{20});
        QCOMPARE(data.notes.size(), std::size_t{1});
        QVERIFY2(QString::fromStdString(data.notes[0].text()).startsWith(QStringLiteral("broken.jsonl line 21: not JSON")),
                 data.notes[0].text().c_str());
    }

    void tellsWhatItHolds()
    {
        const std::string said = describe(read(QStringLiteral("mnist[test=last20]+%1*2+synthetic:30")));
        QVERIFY2(QString::fromStdString(said).endsWith(QStringLiteral("[test=last20] + my.jsonl*2 + synthetic:30 (710 + 20)")), said.c_str());
    }

private:
    /// text: with %1 for the file of drawings.
    engine::DataSplits read(const QString& text) const
    {
        return readData(findData((text.contains(QStringLiteral("%1")) ? text.arg(m_file) : text).toStdString()));
    }

    SmallData m_mnist;
    QTemporaryDir m_folder;
    QString m_file;
};

const RegisteredTest<DataSumTest> registeredDataSumTest;
#include "tst_data_sum.moc"
