#include "tests/app/cli/cli_fixture.h"

#include "engine/drawing/stroke_file.h"
#include "tests/registered_test.h"
#include "tests/table_photo.h"

#include <QImage>
#include <QJsonArray>
#include <QPainter>
#include <QtTest>

namespace {

/// A digit of the test set as somebody would scan it: large, on paper with a margin.
QImage scanOf(int label)
{
    const engine::Dataset digits = engine::syntheticDigits(50, 3);
    const auto at = std::size_t(std::ranges::find(digits.labels, label) - digits.labels.begin());
    const QImage digit(digits.sample(at).data(), 28, 28, 28, QImage::Format_Grayscale8);
    return digit.scaled(280, 280, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage imageOf(const ColourPhoto& photo)
{
    return QImage(photo.pixels.front().data(), int(photo.width), int(photo.height), int(photo.width) * 3, QImage::Format_RGB888).copy();
}

QByteArray lineFor(std::optional<int> label, std::uint64_t index)
{
    engine::StrokeSample sample;
    sample.strokes = engine::syntheticStrokes(label.value_or(0), 5, index);
    sample.label = label;
    sample.isLabelled = true;
    return QByteArray::fromStdString(engine::toJsonLine(sample)) + '\n';
}

} // namespace

class TestCliPredict : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
        m_model = m_folder.filePath(QStringLiteral("model.safetensors"));
        QCOMPARE(callCli({"train", "--preset", "mlp-128-64", "--epochs", "15", "--out", m_model}).status, 0);
    }

    void aPictureInTheModelsPlaceIsSaidToBeOne()
    {
        const QString file = picture(QStringLiteral("swapped.png"));
        QVERIFY(scanOf(3).save(file));
        const CliResult result = callCli({"predict", file, m_model});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains("swapped.png is a picture: the network's file comes first"), result.err.constData());
    }

    void readsDrawingsAndScoresThem()
    {
        QByteArray lines;
        for (int label = 0; label < 10; ++label)
            lines += lineFor(label, quint64(label));
        const CliResult result = callCli({"predict", m_model, "--strokes", strokeFile(lines), "--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.outLines().size(), 11);
        int right = 0;
        for (int label = 0; label < 10; ++label) {
            const QJsonObject prediction = result.objects()[label];
            QCOMPARE(prediction["label"].toInt(-1), label);
            QVERIFY(prediction["is_digit"].toBool());
            double sum = 0;
            const QJsonArray probabilities = prediction["probabilities"].toArray();
            QCOMPARE(probabilities.size(), 10);
            for (const QJsonValue& probability : probabilities) {
                sum += probability.toDouble();
                QVERIFY(probability.toDouble() <= probabilities[prediction["prediction"].toInt()].toDouble());
            }
            QVERIFY(std::abs(sum - 1) < 1e-5);
            right += prediction["prediction"].toInt() == label;
        }
        const QJsonObject score = result.objects().last();
        QCOMPARE(score["samples"].toInt(), 10);
        QCOMPARE(score["accuracy"].toDouble(), right / 10.0);
        QVERIFY2(right >= 5, "a network that has learnt reads more than chance does");
        QCOMPARE(score["digits_refused"].toDouble(-1), 0.0);
        QVERIFY(score["non_digits_refused"].isNull());
    }

    void readsNumbersAmongDigits()
    {
        // A one and a nought, as anybody writes them, twice: told to be 10, and 100.
        const auto numberLine = [](const char* number) {
            engine::StrokeSample sample;
            sample.strokes = {{{0, 0}, {0, 50}, {0, 100}}, {{70, 0}, {45, 20}, {40, 50}, {50, 90}, {70, 100}, {95, 80}, {100, 50}, {95, 20}, {70, 0}}};
            sample.number = number;
            return QByteArray::fromStdString(engine::toJsonLine(sample)) + '\n';
        };
        const CliResult result = callCli({"predict", m_model, "--strokes", strokeFile(numberLine("10") + lineFor(3, 1) + numberLine("100")), "--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.objects().size(), 4);
        const QJsonObject number = result.objects()[0];
        QCOMPARE(number["number"].toString(), QStringLiteral("10"));
        QCOMPARE(number["prediction"].toString().size(), 2);
        const QJsonArray digits = number["digits"].toArray();
        QCOMPARE(digits.size(), 2);
        QCOMPARE(digits[0]["strokes"].toArray(), (QJsonArray{0}));
        QCOMPARE(digits[1]["box"].toArray(), (QJsonArray{40, 0, 100, 100}));
        QCOMPARE(result.objects()[1]["label"].toInt(), 3); // the order of the file
        const QJsonObject score = result.objects().last();
        QCOMPARE(score["samples"].toInt(), 3);
        QCOMPARE(score["numbers"].toInt(), 2);
        QCOMPARE(score["number_length_accuracy"].toDouble(), 0.5);
        QVERIFY(score["number_accuracy"].toDouble() <= 0.5);
    }

    void namesBrokenLinesAndReadsTheRest()
    {
        const QByteArray lines = lineFor(1, 1) + "{\"label\": 3, \"strokes\": [[[1, \n" + lineFor(2, 2);
        const CliResult result = callCli({"predict", m_model, "--strokes", strokeFile(lines), "--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.outLines().size(), 3);
        QCOMPARE(result.objects()[1]["label"].toInt(), 2);
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains("line 2"), result.err.constData());
    }

    void countsWhatIsNoDigitApart()
    {
        const CliResult result
            = callCli({"predict", m_model, "--strokes", strokeFile(lineFor(4, 1) + lineFor({}, 2)), "--json"});
        QVERIFY(result.objects()[1].contains("label"));
        QVERIFY(result.objects()[1]["label"].isNull());
        const QJsonObject score = result.objects().last();
        QCOMPARE(score["samples"].toInt(), 2);
        QVERIFY(score["accuracy"] == 0.0 || score["accuracy"] == 1.0); // of the one digit
        QVERIFY(score["non_digits_refused"].isDouble());
    }

    void readsDarkOnLightAsLightOnDark()
    {
        const QStringList files{picture(QStringLiteral("light.png")), picture(QStringLiteral("dark.png")),
                                picture(QStringLiteral("dark.jpg"))};
        for (int label = 0; label < 10; ++label) {
            QImage scan = scanOf(label);
            QVERIFY(scan.save(files[0]));
            scan.invertPixels();
            QVERIFY(scan.save(files[1]) && scan.save(files[2], nullptr, 95));
            const CliResult result = callCli(QStringList{"predict", m_model, "--json"} + files);
            QCOMPARE(result.status, 0);
            QCOMPARE(result.outLines().size(), 3); // no labels, no score
            const auto predictions = result.objects();
            QCOMPARE(predictions[0]["file"].toString(), files[0]);
            QVERIFY(predictions[0]["is_digit"].toBool());
            QCOMPARE(predictions[1]["prediction"], predictions[0]["prediction"]);
            QCOMPARE(predictions[2]["prediction"], predictions[0]["prediction"]);
        }
    }

    void seesNoDigitOnBlankPaper()
    {
        QImage paper(40, 40, QImage::Format_RGB32);
        paper.fill(Qt::white);
        const QString file = picture(QStringLiteral("blank.png"));
        QVERIFY(paper.save(file));
        const CliResult result = callCli({"predict", m_model, file, "--json"});
        QCOMPARE(result.status, 0);
        const QJsonObject prediction = result.objects().at(0);
        QVERIFY(prediction["prediction"].isNull());
        QVERIFY(!prediction["is_digit"].toBool(true));
    }

    /// With the shipped reader: the other has seen digits of one hand only.
    void readsThePaperOnATable()
    {
        QStringList files;
        for (int label = 0; label < 10; ++label) {
            const ColourPhoto photo = photographed(engine::syntheticStrokes(label, 5, quint64(label)),
                                                   {.table = Table::Wood}, unsigned(label));
            files << picture(QStringLiteral("table-%1.jpg").arg(label));
            QVERIFY(imageOf(photo).save(files.last(), nullptr, 90));
        }
        const auto predictions = callCli(QStringList{"predict", "builtin", "--json"} + files).objects();
        QCOMPARE(predictions.size(), 10);
        int right = 0;
        for (int label = 0; label < 10; ++label)
            right += predictions[label]["prediction"].toInt(-1) == label;
        QVERIFY2(right >= 9, qPrintable(QString::number(right)));
    }

    void readsOnlyTheCrop()
    {
        QImage two(560, 280, QImage::Format_RGB32);
        QPainter(&two).drawImage(0, 0, scanOf(1));
        QPainter(&two).drawImage(280, 0, scanOf(0));
        const QString both = picture(QStringLiteral("both.png")), nought = picture(QStringLiteral("nought.png"));
        QVERIFY(two.save(both) && scanOf(0).save(nought));
        const CliResult part = callCli({"predict", m_model, both, "--crop", "280,0,280,280", "--json"});
        QCOMPARE(part.status, 0);
        QCOMPARE(part.objects()[0]["probabilities"], callCli({"predict", m_model, nought, "--json"}).objects()[0]["probabilities"]);
    }

    void saysWhatIsWrongWithACrop_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        QTest::addRow("no numbers") << QStringList{"scan.png", "--crop", "left"} << 2 << QByteArray("expected X,Y,WIDTH,HEIGHT");
        QTest::addRow("no width") << QStringList{"scan.png", "--crop", "1,1,0,9"} << 2 << QByteArray("expected X,Y,WIDTH,HEIGHT");
        QTest::addRow("too far") << QStringList{"scan.png", "--crop", "200,0,81,10"} << 1 << QByteArray("281, 10, and the picture is 280×280");
        QTest::addRow("of drawings") << QStringList{"--strokes", "scan.png", "--crop", "1,1,9,9"} << 2 << QByteArray("--crop cuts pictures");
    }
    void saysWhatIsWrongWithACrop()
    {
        QFETCH(QStringList, arguments);
        QVERIFY(scanOf(3).save(picture(QStringLiteral("scan.png"))));
        for (QString& argument : arguments)
            if (argument == u"scan.png")
                argument = picture(argument);
        const CliResult result = callCli(QStringList{"predict", m_model} + arguments);
        QTEST(result.status, "status");
        QCOMPARE(result.errLines().size(), 1);
        QFETCH(QByteArray, words);
        QVERIFY2(result.err.contains(words), result.err.constData());
        QVERIFY(result.out.isEmpty());
    }

    /// With the shipped reader, which knows digits well enough to tell one from two.
    void hintsAtANumber()
    {
        QImage two(560, 280, QImage::Format_RGB32);
        two.fill(Qt::white);
        QPainter painter(&two);
        painter.setPen(QPen(Qt::black, 18, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawLine(140, 50, 130, 230);
        painter.drawEllipse(QRect(280, 50, 130, 180));
        painter.end();
        const QString number = picture(QStringLiteral("ten.png")), one = picture(QStringLiteral("one.png"));
        QVERIFY(two.save(number) && two.copy(0, 0, 230, 280).save(one));
        const CliResult result = callCli({"predict", "builtin", one, number});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains("ten.png looks like 2 digits: --numbers"), result.err.constData());
        QVERIFY(callCli({"predict", "builtin", number, "--numbers"}).err.isEmpty());
    }

    /// The window's words; scripts go by "is_digit".
    void saysThatItIsNoDigit()
    {
        QImage cross(280, 280, QImage::Format_RGB32);
        cross.fill(Qt::white);
        QPainter painter(&cross);
        painter.setPen(QPen(Qt::black, 18, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawLine(60, 140, 220, 140);
        painter.drawLine(140, 60, 140, 220);
        painter.end();
        const QString file = picture(QStringLiteral("cross.png"));
        QVERIFY(cross.save(file));
        const QJsonObject prediction = callCli({"predict", "builtin", file, "--json"}).objects()[0];
        QVERIFY(!prediction["is_digit"].toBool(true));
        const int nearest = prediction["prediction"].toInt(-1);
        const double percent = 100 * prediction["probabilities"].toArray()[nearest].toDouble();
        const QString words = QStringLiteral("no digit (nearest: %1, %2 %)\n").arg(nearest).arg(percent, 0, 'f', 1);
        const QString said = QString::fromUtf8(callCli({"predict", "builtin", file}).out);
        QVERIFY2(said.endsWith(QStringLiteral("  ") + words), qPrintable(said));
    }

    void namesAPictureThatCannotBeReadAndReadsTheOthers()
    {
        const QString broken = picture(QStringLiteral("broken.png"));
        const QString good = picture(QStringLiteral("good.png"));
        writeFile(broken, "no picture");
        QVERIFY(scanOf(3).save(good));
        const CliResult result = callCli({"predict", m_model, broken, good, "--json"});
        QCOMPARE(result.status, 1);
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains(broken.toUtf8()), result.err.constData());
        QCOMPARE(result.outLines().size(), 1);
        QCOMPARE(result.objects()[0]["file"].toString(), good);
    }

private:
    QString picture(const QString& name) const { return m_folder.filePath(name); }

    QString strokeFile(const QByteArray& lines) const
    {
        const QString file = m_folder.filePath(QStringLiteral("drawings.jsonl"));
        writeFile(file, lines);
        return file;
    }

    SmallData m_data;
    QTemporaryDir m_folder;
    QString m_model;
};

const RegisteredTest<TestCliPredict> registeredTestCliPredict;
#include "tst_cli_predict.moc"
