#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <limits>

class StrokeFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    engine::StrokeFile read(const std::string& text) const
    {
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / "digits.jsonl";
        std::ofstream(file, std::ios::binary) << text;
        return engine::readStrokeFile(file);
    }

private slots:
    void readsADigitALine()
    {
        const auto file = read(R"({"label": 3, "writer": 12, "strokes": [[[1, 2], [3.5, -4]], [[5e1, 6]]]})"
                               "\n"
                               R"({"strokes": [[[0, 0]]], "label": null, "writer": "Ada"})"
                               "\n"
                               R"({"number": "2026", "writer": null, "strokes": [[[0, 0, 0.7]], []]})");
        QCOMPARE(file.brokenLines.size(), std::size_t{0});
        QCOMPARE(file.samples.size(), std::size_t{3});
        QCOMPARE(file.samples[0].label, std::optional<int>(3));
        QVERIFY(file.samples[0].isLabelled);
        QCOMPARE(file.samples[0].writer, std::optional<std::string>("12"));
        QCOMPARE(file.samples[0].strokes, (std::vector<engine::Stroke>{{{1, 2}, {3.5f, -4}}, {{50, 6}}}));
        QVERIFY(file.samples[1].isLabelled);
        QVERIFY(!file.samples[1].label);
        QCOMPARE(file.samples[1].writer, std::optional<std::string>("Ada"));
        QVERIFY(!file.samples[2].isLabelled);
        QVERIFY(!file.samples[2].writer);
        QCOMPARE(file.samples[2].number, std::optional<std::string>("2026"));
        QCOMPARE(file.samples[2].strokes.size(), std::size_t{1});
    }

    void toleratesBlankLinesCrLfAndAByteOrderMark()
    {
        const std::string digit = R"({"label": 1, "strokes": [[[0, 0], [0, 9]]]})";
        const auto file = read("\xEF\xBB\xBF" + digit + "\r\n\r\n  \t\n" + digit + "\r\n\n");
        QCOMPARE(file.samples.size(), std::size_t{2});
        QCOMPARE(file.brokenLines.size(), std::size_t{0});
        QCOMPARE(read("").samples.size(), std::size_t{0});
    }

    void namesTheBrokenLineAndReadsTheOthers()
    {
        const std::string digit = R"({"label": 1, "strokes": [[[0, 0], [0, 9]]]})";
        const auto file = read(digit + "\n\n{\"label\": 4, \"strokes\": [[[0,\n" + digit + "\n[]\n");
        QCOMPARE(file.samples.size(), std::size_t{2});
        QCOMPARE(file.brokenLines.size(), std::size_t{2});
        QCOMPARE(file.brokenLines[0].number, std::size_t{3});
        QCOMPARE(file.brokenLines[1].number, std::size_t{5});
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("reason");
        QTest::addRow("no JSON") << QByteArray("{\"label\": 3,}") << "not JSON from character 13 on";
        QTest::addRow("NaN") << QByteArray("{\"strokes\": [[[NaN, 1]]]}") << "not JSON from character 16 on";
        QTest::addRow("a list") << QByteArray("[1]") << "the line is array, expected an object {…}";
        QTest::addRow("nothing drawn") << QByteArray("{\"label\": 3}") << "there is no \"strokes\"";
        QTest::addRow("no stroke") << QByteArray("{\"strokes\": []}") << "\"strokes\" holds no point";
        QTest::addRow("empty strokes")
            << QByteArray("{\"strokes\": [[], []]}") << "\"strokes\" holds no point";
        QTest::addRow("text for strokes") << QByteArray("{\"strokes\": \"abc\"}")
                                          << "\"strokes\" is \"abc\", expected a list of lists of [x, y]";
        QTest::addRow("a number for a stroke")
            << QByteArray("{\"strokes\": [3]}") << "a stroke is 3, expected a list of [x, y]";
        QTest::addRow("points not in strokes")
            << QByteArray("{\"strokes\": [[1, 2], [3, 4]]}") << "a point is 1, expected [x, y]";
        QTest::addRow("half a point")
            << QByteArray("{\"strokes\": [[[1]]]}") << "a point is array, expected [x, y]";
        QTest::addRow("text for a coordinate")
            << QByteArray("{\"strokes\": [[[1, \"2\"]]]}") << "a coordinate is \"2\", expected a number";
        QTest::addRow("beyond a double")
            << QByteArray("{\"strokes\": [[[1e999, 2]]]}") << "a number is too large";
        QTest::addRow("beyond a float")
            << QByteArray("{\"strokes\": [[[1e300, 2]]]}") << "the coordinate 1e+300 is too large";
        QTest::addRow("label 10") << QByteArray("{\"label\": 10, \"strokes\": [[[1, 2]]]}")
                                  << "\"label\" is 10, expected 0 to 9 or null";
        QTest::addRow("label -1") << QByteArray("{\"label\": -1, \"strokes\": [[[1, 2]]]}")
                                  << "\"label\" is -1, expected 0 to 9 or null";
        QTest::addRow("label 2.5") << QByteArray("{\"label\": 2.5, \"strokes\": [[[1, 2]]]}")
                                   << "\"label\" is 2.5, expected 0 to 9 or null";
        QTest::addRow("label in quotes") << QByteArray("{\"label\": \"3\", \"strokes\": [[[1, 2]]]}")
                                         << "\"label\" is \"3\", expected 0 to 9 or null";
        QTest::addRow("a number with letters") << QByteArray("{\"number\": \"2x\", \"strokes\": [[[1, 2]]]}")
                                               << "\"number\" is \"2x\", expected digits in quotes";
        QTest::addRow("a list for a writer") << QByteArray("{\"writer\": [], \"strokes\": [[[1, 2]]]}")
                                             << "\"writer\" is array, expected a number or a name";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, reason);
        const auto file = read(line.toStdString());
        QCOMPARE(file.samples.size(), std::size_t{0});
        QCOMPARE(file.brokenLines.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(file.brokenLines[0].reason.text()), reason);
    }

    void survivesDeepNesting()
    {
        const auto file
            = read("{\"strokes\": " + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}");
        QCOMPARE(file.brokenLines.size(), std::size_t{1});
    }

    void readsAMillionPoints()
    {
        std::string line = "{\"strokes\": [[[0, 0]";
        for (int i = 1; i < 1'000'000; ++i)
            line += ",[" + std::to_string(i) + ",1]";
        const auto file = read(line + "]]}");
        QCOMPARE(file.samples.at(0).strokes.at(0).size(), std::size_t{1'000'000});
        QCOMPARE(file.samples[0].strokes[0].back(), (engine::PenPoint{999'999, 1}));
    }

    void writesWhatItReads()
    {
        engine::StrokeSample sample;
        sample.strokes = {{{0.1f, -2}, {1e-7f, 3e20f}}, {{5, 6}}};
        sample.label = 7;
        sample.isLabelled = true;
        sample.writer = "O \"quoted\" \xC3\xA9";
        sample.number = "007";
        const auto file = read(engine::toJsonLine(sample));
        QCOMPARE(file.samples.size(), std::size_t{1});
        QCOMPARE(file.samples[0].strokes, sample.strokes);
        QCOMPARE(file.samples[0].label, sample.label);
        QCOMPARE(file.samples[0].writer, sample.writer);
        QCOMPARE(file.samples[0].number, sample.number);

        engine::StrokeSample plain;
        plain.strokes = {{{1, 2}, {std::numeric_limits<float>::quiet_NaN(), 0}, {3, 4.5f}}};
        QCOMPARE(engine::toJsonLine(plain), std::string(R"({"strokes":[[[1,2],[3,4.5]]]})"));
        plain.isLabelled = true;
        QCOMPARE(engine::toJsonLine(plain), std::string(R"({"label":null,"strokes":[[[1,2],[3,4.5]]]})"));
    }

    void namesAFileThatCannotBeOpened()
    {
        QVERIFY_EXCEPTION_THROWN(engine::readStrokeFile("/nowhere/digits.jsonl"), engine::FileError);
        QVERIFY_EXCEPTION_THROWN(engine::readStrokeFile(m_folder.path().toStdString()), engine::FileError);
    }

    void readsThePenDigits()
    {
        const auto path = penDigitsFile();
        if (!path)
            QSKIP("DIGITSCOPE_DATA names no folder with pendigits/train.jsonl.");
        const auto file = engine::readStrokeFile(*path);
        QCOMPARE(file.samples.size(), std::size_t{7494});
        QCOMPARE(file.brokenLines.size(), std::size_t{0});
        QCOMPARE(file.samples[0].strokes[0][1], (engine::PenPoint{267, 164}));
    }
};

const RegisteredTest<StrokeFileTest> registeredStrokeFileTest;
#include "tst_stroke_file.moc"
