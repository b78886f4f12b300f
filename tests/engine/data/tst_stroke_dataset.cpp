#include "engine/data/stroke_dataset.h"
#include "engine/drawing/digit_image.h"
#include "engine/drawing/stroke_variation.h"
#include "engine/errors.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using engine::SampleChoice;
using engine::StrokeFile;
using engine::StrokeSample;

namespace {

StrokeSample drawing(int label, const char* writer, std::uint64_t index = 0)
{
    return {.strokes = engine::syntheticStrokes(label, 5, index),
            .label = label,
            .isLabelled = true,
            .number = {},
            .writer = writer ? std::optional<std::string>(writer) : std::nullopt};
}

/// The digits 0 to 9 by each of some writers.
StrokeFile fileBy(const std::vector<const char*>& writers)
{
    StrokeFile file;
    for (std::size_t w = 0; w < writers.size(); ++w)
        for (int label = 0; label < 10; ++label)
            file.samples.push_back(drawing(label, writers[w], w));
    return file;
}

QString notesOf(const engine::DataSplits& splits)
{
    QString text;
    for (const engine::Message& note : splits.notes)
        text += QString::fromStdString(note.text()) + QLatin1Char('\n');
    return text;
}

} // namespace

class StrokeDatasetTest : public QObject
{
    Q_OBJECT

private slots:
    void givesTheNetworkWhatThePadGives()
    {
        const StrokeFile file = fileBy({"1"});
        const auto splits = engine::strokeSplits(file, "my.jsonl", {});
        QCOMPARE(splits.train.size(), std::size_t{10});
        QCOMPARE(splits.test.size(), std::size_t{0});
        for (std::size_t i = 0; i < 10; ++i) {
            QVERIFY(std::ranges::equal(splits.train.sample(i), *engine::digitFromStrokes(file.samples[i].strokes)));
            QCOMPARE(int(splits.train.labels[i]), int(i));
        }
    }

    void holdsWritersOut()
    {
        const auto splits = engine::strokeSplits(fileBy({"1", "2", "3", "4"}), "my.jsonl",
                                                 {.choices = {.only = {}, .test = SampleChoice("3-4"), .validation = SampleChoice("2")}});
        QCOMPARE(splits.train.size(), std::size_t{10});
        QCOMPARE(splits.validation.size(), std::size_t{10});
        QCOMPARE(splits.test.size(), std::size_t{20});
    }

    void judgesByAFifthOfTheWritersWhereNobodySays()
    {
        const std::vector<const char*> writers{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
        const StrokeFile file = fileBy(writers);
        const auto splits = engine::strokeSplits(file, "my.jsonl", {.needsTest = true});
        QCOMPARE(splits.train.size(), std::size_t{80});
        QCOMPARE(splits.test.size(), std::size_t{20});
        QVERIFY(std::ranges::equal(splits.test.sample(0), *engine::digitFromStrokes(file.samples[80].strokes)));
    }

    void judgesByAFifthOfThoseThatAreChosen()
    {
        const StrokeFile file = fileBy({"1", "2", "3", "4", "5"});
        const auto splits = engine::strokeSplits(file, "my.jsonl",
                                                 {.choices = {.only = SampleChoice("2-4"), .test = {}, .validation = SampleChoice("4")},
                                                  .needsTest = true});
        QCOMPARE(splits.train.size(), std::size_t{10});
        QCOMPARE(splits.validation.size(), std::size_t{10});
        QCOMPARE(splits.test.size(), std::size_t{10});
        QVERIFY(std::ranges::equal(splits.test.sample(0), *engine::digitFromStrokes(file.samples[20].strokes))); // by 3
        const auto one = engine::strokeSplits(file, "my.jsonl",
                                              {.choices = {.only = SampleChoice("2"), .test = {}, .validation = {}}, .needsTest = true});
        QCOMPARE(one.train.size(), std::size_t{8});
        QCOMPARE(one.test.size(), std::size_t{2});
    }

    void judgesByAFifthOfOneWritersDrawings()
    {
        const auto splits = engine::strokeSplits(fileBy({nullptr}), "my.jsonl", {.needsTest = true});
        QCOMPARE(splits.train.size(), std::size_t{8});
        QCOMPARE(splits.test.size(), std::size_t{2});
    }

    void repeatsOnlyWhatIsLearntAndNeverTheSame()
    {
        const StrokeFile file = fileBy({"1", "2"});
        const engine::StrokeUse use{.choices = {.only = {}, .test = SampleChoice("2"), .validation = {}}, .repetitions = 5};
        const auto splits = engine::strokeSplits(file, "my.jsonl", use);
        QCOMPARE(splits.train.size(), std::size_t{50});
        QCOMPARE(splits.test.size(), std::size_t{10});
        std::set<std::string> pictures;
        for (std::size_t i = 0; i < 50; ++i) {
            QCOMPARE(int(splits.train.labels[i]), int(i % 10));
            pictures.insert({splits.train.sample(i).begin(), splits.train.sample(i).end()});
        }
        QCOMPARE(pictures.size(), std::size_t{50});

        QVERIFY(engine::strokeSplits(file, "my.jsonl", use).train.pixels == splits.train.pixels);
        engine::StrokeUse other = use;
        other.seed = 2;
        const auto otherSplits = engine::strokeSplits(file, "my.jsonl", other);
        QVERIFY(otherSplits.train.pixels != splits.train.pixels);
        QVERIFY(std::ranges::equal(otherSplits.train.sample(3), splits.train.sample(3))); // the first is the drawing itself
    }

    // The correlation of two pictures of a digit stays high, or it would be another digit.
    void variesMildly()
    {
        const StrokeFile file = fileBy({"1", "2", "3"});
        const auto splits = engine::strokeSplits(file, "my.jsonl", {.choices = {}, .repetitions = 8});
        double sum = 0;
        int pairs = 0;
        for (std::size_t i = 0; i < 30; ++i)
            for (std::size_t repetition = 1; repetition < 8; ++repetition, ++pairs) {
                const auto a = splits.train.sample(i), b = splits.train.sample(repetition * 30 + i);
                double product = 0, squareA = 0, squareB = 0;
                for (std::size_t k = 0; k < a.size(); ++k) {
                    product += double(a[k]) * b[k];
                    squareA += double(a[k]) * a[k];
                    squareB += double(b[k]) * b[k];
                }
                sum += product / std::sqrt(squareA * squareB);
            }
        QCOMPARE_GT(sum / pairs, 0.7);
        QCOMPARE_LT(sum / pairs, 0.98);
    }

    void leavesOutWhatIsNotOneDigitAndSaysSo()
    {
        StrokeFile file = fileBy({"1"});
        StrokeSample number = drawing(2, "1");
        number.number = "2026";
        StrokeSample unlabelled = drawing(2, "1");
        unlabelled.label.reset();
        unlabelled.isLabelled = false;
        StrokeSample scribble = unlabelled;
        scribble.isLabelled = true;
        const float nowhere = std::numeric_limits<float>::quiet_NaN();
        StrokeSample empty = drawing(3, "1");
        empty.strokes = {{{nowhere, nowhere}}};
        file.samples.insert(file.samples.end(), {number, unlabelled, scribble, empty});
        file.brokenLines.push_back({7, "not JSON from character 3 on"});

        const auto splits = engine::strokeSplits(file, "my.jsonl", {});
        QCOMPARE(splits.train.size(), std::size_t{11});
        QCOMPARE(splits.train.labels.back(), engine::noClass);
        QCOMPARE(notesOf(splits),
                 QStringLiteral("my.jsonl line 7: not JSON from character 3 on\n"
                                "my.jsonl: 1 number of several digits left out, one digit is learnt at a time\n"
                                "my.jsonl: 1 drawing without a label left out\n"
                                "my.jsonl: 1 drawing without ink left out\n"));
    }

    void refusesAFileWithNothingToLearn()
    {
        StrokeFile file;
        file.brokenLines.push_back({1, "not JSON from character 1 on"});
        try {
            engine::strokeSplits(file, "my.jsonl", {});
            QFAIL("nothing was learnt from");
        } catch (const engine::FileError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("line 1: not JSON")), error.what());
        }
    }

    void refusesWritersThatWroteNothing()
    {
        const engine::StrokeUse use{.choices = {.only = {}, .test = SampleChoice("31-40"), .validation = {}}};
        try {
            engine::strokeSplits(fileBy({"1", "2"}), "my.jsonl", use);
            QFAIL("nobody was held out");
        } catch (const engine::SettingError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("2 writers, from 1 to 2")), error.what());
        }
    }

    void variesStrokesThatAreHardlyAny()
    {
        const float nowhere = std::numeric_limits<float>::quiet_NaN();
        const float huge = std::numeric_limits<float>::max();
        engine::Random random(engine::Purpose::StrokeVariation, {1});
        QVERIFY(engine::variedStrokes({}, random).empty());
        const std::vector<engine::Stroke> dot{{{3, 4}}, {{nowhere, 2}}, {}};
        QVERIFY(engine::variedStrokes(dot, random) == (std::vector<engine::Stroke>{{{3, 4}}}));
        const std::vector<engine::Stroke> endless{{{-huge, 0}, {huge, 1}, {0, huge}}};
        QCOMPARE(engine::variedStrokes(endless, random).size(), std::size_t{1});
    }

    // Nine in ten of log-normal numbers lie within 1.645 deviations of the median.
    void drawsWithPensLikeMnists()
    {
        std::vector<double> widths;
        for (std::uint64_t i = 0; i < 4000; ++i) {
            engine::Random random(engine::Purpose::StrokeVariation, {2, i});
            widths.push_back(engine::variedPenWidth(random));
        }
        std::ranges::sort(widths);
        QVERIFY(widths.front() >= 1.7 && widths.back() <= 4.0);
        QCOMPARE_LT(std::abs(widths[2000] - 2.5), 0.05);
        QCOMPARE_LT(std::abs(widths[3800] / (2.5 * std::exp(1.645 * 0.26)) - 1), 0.04);
    }
};

const RegisteredTest<StrokeDatasetTest> registeredStrokeDatasetTest;
#include "tst_stroke_dataset.moc"
