#include "engine/drawing/digit_image.h"
#include "engine/drawing/writer_transform.h"
#include "engine/finetuning/fine_tuning_plan.h"
#include "engine/finetuning/writer_odds.h"
#include "engine/finetuning/writer_transform_fit.h"
#include "engine/imaging/ink_line.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

using namespace engine;

namespace {

/// By so many degrees clockwise, for y grows downwards.
WriterTransform turned(double degrees)
{
    const double angle = degrees * std::numbers::pi / 180;
    return {.xx = std::cos(angle), .xy = -std::sin(angle), .yx = std::sin(angle), .yy = std::cos(angle)};
}

/// What one then the other does.
WriterTransform after(const WriterTransform& first, const WriterTransform& then)
{
    return {.xx = then.xx * first.xx + then.xy * first.yx,
            .xy = then.xx * first.xy + then.xy * first.yy,
            .yx = then.yx * first.xx + then.yy * first.yx,
            .yy = then.yx * first.xy + then.yy * first.yy};
}

WriterTransform inverse(const WriterTransform& map)
{
    const double area = map.xx * map.yy - map.xy * map.yx;
    return {.xx = map.yy / area, .xy = -map.xy / area, .yx = -map.yx / area, .yy = map.xx / area};
}

const WriterTransform mirrored{.xx = -1, .yy = 1};
const WriterTransform squeezed{.xx = 0.4, .yy = 1};
const WriterTransform leaning{.xy = -std::tan(30 * std::numbers::pi / 180)};

/// One of each digit.
std::vector<StrokeSample> digitsBy(const WriterTransform& writer)
{
    std::vector<StrokeSample> digits;
    for (int i = 0; i < 20; ++i)
        digits.push_back(transformed(
            StrokeSample{.strokes = syntheticStrokes(i % 10, 3, std::uint64_t(i)), .label = i % 10, .isLabelled = true, .number = {}, .writer = {}},
            writer));
    return digits;
}

/// Knows how the digits stand upright, and judges by what is unlike in two pictures.
class Judge
{
public:
    std::vector<float> operator()(const Dataset& pictures)
    {
        std::vector<float> confidences;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const auto picture = pictures.sample(i);
            double sum = 0, own = 0;
            for (std::size_t known = 0; known < m_upright.size(); ++known) {
                double squares = 0;
                for (std::size_t k = 0; k < picture.size(); ++k)
                    squares += std::pow((double(picture[k]) - double(m_upright.sample(known)[k])) / 255, 2);
                const double likeness = std::exp(-squares / 8);
                sum += likeness;
                own += m_upright.labels[known] == pictures.labels[i] ? likeness : 0;
            }
            confidences.push_back(float(own / sum));
        }
        predictions += pictures.size();
        return confidences;
    }

    std::size_t predictions = 0;

private:
    Dataset m_upright = asDrawn(digitsBy({}));
};

/// How surely the judge reads upright digits.
double usual()
{
    return explained(Judge()(asDrawn(digitsBy({}))));
}

WriterTransform fitted(const std::vector<StrokeSample>& drawings, const WriterTransform& present = {})
{
    Judge judge;
    const auto found = fitWriterTransform(drawings, present, usual(), 20, std::ref(judge), [] { return true; });
    if (judge.predictions > 20 * predictionsPerWriterFit + predictionsForWriterOdds)
        qFatal("more was read than is told");
    return *found;
}

} // namespace

/// What undoes a writer, and how it is found out.
class WriterTransformTest : public QObject
{
    Q_OBJECT

private slots:
    void mapsEveryPoint()
    {
        const std::vector<Stroke> strokes{{{1, 0}, {0, 1}}, {{2, -3}}};
        const std::vector<Stroke> expected{{{2, 4}, {3, 5}}, {{-5, -7}}};
        QCOMPARE(transformed(strokes, {.xx = 2, .xy = 3, .yx = 4, .yy = 5}), expected);
        QCOMPARE(transformed(strokes, {}), strokes);
    }

    void aMapThatLeavesNoDigitIsNoUse_data()
    {
        QTest::addColumn<double>("xx");
        QTest::addColumn<double>("xy");
        QTest::addColumn<double>("yx");
        QTest::addColumn<double>("yy");
        QTest::addColumn<bool>("isUsable");
        const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
        QTest::addRow("none") << 1. << 0. << 0. << 1. << true;
        QTest::addRow("mirrored") << -1. << 0. << 0. << 1. << true;
        QTest::addRow("squeezed") << 0.3 << 0. << 0. << 1. << true;
        QTest::addRow("to a line") << 1. << 2. << 2. << 4. << false;
        QTest::addRow("to a point") << 0. << 0. << 0. << 0. << false;
        QTest::addRow("not a number") << nan << 0. << 0. << 1. << false;
        QTest::addRow("endless") << inf << 0. << 0. << 1. << false;
        QTest::addRow("huge") << 1e9 << 0. << 0. << 1e9 << false;
    }

    void aMapThatLeavesNoDigitIsNoUse()
    {
        QFETCH(double, xx);
        QFETCH(double, xy);
        QFETCH(double, yx);
        QFETCH(double, yy);
        QTEST(isUsable({.xx = xx, .xy = xy, .yx = yx, .yy = yy}), "isUsable");
    }

    void saysWhatTheHandDoes()
    {
        const auto words = [](const WriterTransform& writer) { return QString::fromStdString(writerInWords(inverse(writer))); };
        QCOMPARE(writerInWords({}), std::string());
        QCOMPARE(words(turned(29)), QStringLiteral("turned by 29° clockwise"));
        QCOMPARE(words(turned(-29)), QStringLiteral("turned by 29° anticlockwise"));
        QVERIFY(words(turned(180)).startsWith(QStringLiteral("turned by 180°")));
        QCOMPARE(words(mirrored), QStringLiteral("mirrored"));
        QCOMPARE(words(squeezed), QStringLiteral("squeezed to 0.4 of the width"));
        QCOMPARE(words({.xx = 1.8, .yy = 1}), QStringLiteral("stretched to 1.8 times the width"));
        QCOMPARE(words(leaning), QStringLiteral("leaning 30° to the right and squeezed to 0.9 of the width"));
        QCOMPARE(words(after(squeezed, turned(29))), QStringLiteral("turned by 29° clockwise and squeezed to 0.4 of the width"));
        QCOMPARE(words(after(mirrored, turned(-20))), QStringLiteral("mirrored and turned by 20° anticlockwise"));
        QCOMPARE(words(turned(1)), QStringLiteral("a little unlike most"));
    }

    void findsWhatUndoesAWriter_data()
    {
        QTest::addColumn<WriterTransform>("writer");
        QTest::addRow("turned") << turned(40);
        QTest::addRow("turned the other way") << turned(-35);
        QTest::addRow("on its head") << turned(180);
        QTest::addRow("mirrored") << mirrored;
        QTest::addRow("squeezed") << squeezed;
        QTest::addRow("leaning") << leaning;
        QTest::addRow("squeezed and turned") << after(squeezed, turned(25));
        QTest::addRow("mirrored and turned") << after(mirrored, turned(25));
    }

    void findsWhatUndoesAWriter()
    {
        QFETCH(WriterTransform, writer);
        const WriterTransform both = after(writer, fitted(digitsBy(writer)));
        // Upright strokes stay upright, level ones level, and as long as one another, about.
        const double level = std::atan2(both.yx, both.xx), upright = std::atan2(-both.xy, both.yy);
        const double width = std::hypot(both.xx, both.yx) / std::hypot(both.xy, both.yy);
        const QString found = QStringLiteral("turned by %1 and %2, width %3").arg(level).arg(upright).arg(width);
        QVERIFY2(std::abs(level) < 0.3 && std::abs(upright) < 0.3, qPrintable(found));
        QVERIFY2(width > 0.8 && width < 1.25, qPrintable(found));
    }

    void leavesAnUprightHandAlone()
    {
        QVERIFY(fitted(digitsBy({})).isNone());
        QVERIFY(fitted(digitsBy({}), turned(30)).isNone()); // though another was learnt before
    }

    // Those that are corrected are the misread ones: what explains some of them only is not the writer.
    void leavesDigitsAloneThatNoMapExplains()
    {
        auto drawings = digitsBy(turned(40));
        for (std::size_t i = 0; i < drawings.size(); i += 3)
            drawings[i].label = (*drawings[i].label + 3) % 10;
        QVERIFY(fitted(drawings).isNone());
    }

    void oneOddDrawingTurnsNothing()
    {
        auto drawings = digitsBy({});
        drawings[7] = transformed(drawings[7], turned(60));
        QVERIFY(fitted(drawings).isNone());
    }

    // Corrected are eighteen nines and two others: a map that turns them would turn all that is read well now.
    void anOddShapeIsNoWriter()
    {
        const auto turnedDigits = digitsBy(turned(50));
        std::vector<StrokeSample> drawings{turnedDigits[1], turnedDigits[4]};
        while (drawings.size() < 20)
            drawings.push_back(turnedDigits[drawings.size() % 2 == 0 ? 9 : 19]);
        QVERIFY(fitted(drawings).isNone());
        QCOMPARE(fitted(drawings, squeezed), squeezed);
    }

    // Two corrections are read right by some map always.
    void twoDrawingsTurnNothing()
    {
        const auto turnedDigits = digitsBy(turned(40));
        QVERIFY(fitted({turnedDigits[4], turnedDigits[7]}).isNone());
        QVERIFY(!fitted(turnedDigits).isNone());
    }

    void oddsOfHandFollowTheirFormula_data()
    {
        QTest::addColumn<std::vector<int>>("labels");
        QTest::addColumn<std::vector<int>>("misreadOfWriter");
        QTest::addColumn<double>("odds");
        // Dirichlet-multinomial of 10 × 0.3: the first label has 0.3 / 3, the second 1.3 / 4 if it is the same, else 0.3 / 4.
        QTest::addRow("nothing misread") << std::vector<int>{} << std::vector<int>{} << 1.0;
        QTest::addRow("two alike, by a writer that is read") << std::vector{9, 9} << std::vector<int>{} << 0.01 / (0.1 * 1.3 / 4);
        QTest::addRow("two unlike, the same") << std::vector{0, 1} << std::vector<int>{} << 0.01 / (0.1 * 0.3 / 4);
        QTest::addRow("one that the writer has misread") << std::vector{1} << std::vector{1} << 21. / 30 / 0.1;
        QTest::addRow("one that it has not") << std::vector{2} << std::vector{1} << 1. / 30 / 0.1;
    }

    void oddsOfHandFollowTheirFormula()
    {
        QFETCH(std::vector<int>, labels);
        QFETCH(std::vector<int>, misreadOfWriter);
        QFETCH(double, odds);
        std::size_t predictions = 0;
        const auto confidenceOf = [&](const Dataset& pictures) {
            predictions += pictures.size();
            std::vector<float> confidences;
            for (const std::uint8_t label : pictures.labels)
                confidences.push_back(std::ranges::count(misreadOfWriter, int(label)) > 0 ? 0.1f : 0.9f);
            return confidences;
        };
        QCOMPARE(std::exp(logOddsOfWriter(labels, {}, turned(40), confidenceOf)), odds);
        QCOMPARE(predictions, predictionsForWriterOdds);
    }

    void scribblesSayNothingOfTheWriter()
    {
        Judge judge;
        const StrokeSample scribble{.strokes = {{{0, 0}, {5, 9}}}, .label = {}, .isLabelled = true, .number = {}, .writer = {}};
        const auto found = fitWriterTransform(std::vector{scribble}, turned(30), usual(), 20, std::ref(judge), [] { return true; });
        QCOMPARE(*found, turned(30));
        QCOMPARE(judge.predictions, std::size_t{0});
    }

    void looksAtSomeOfManyAndCanBeEnded()
    {
        auto drawings = digitsBy(turned(40));
        const auto once = drawings;
        for (int i = 0; i < 9; ++i)
            drawings.insert(drawings.end(), once.begin(), once.end());
        Judge judge;
        const auto found = fitWriterTransform(drawings, {}, usual(), 20, std::ref(judge), [] { return true; });
        QVERIFY(!found->isNone());
        QVERIFY(judge.predictions <= drawings.size() + 20 * predictionsPerWriterFit + predictionsForWriterOdds);
        int asked = 0;
        QVERIFY(!fitWriterTransform(once, {}, usual(), 20, std::ref(judge), [&] { return ++asked < 3; }));
    }

    // "11" by somebody who leans: two digits, each upright for the network.
    void transformsEachDigitOfANumber()
    {
        const std::vector<Stroke> ones{{{30, 0}, {0, 100}}, {{130, 0}, {100, 100}}};
        const WriterTransform upright{.xy = 0.3};
        const InkLine line = inkLineOf(ones, upright);
        QCOMPARE(line.groups.candidates().size(), inkLineOf(ones).groups.candidates().size());
        QCOMPARE(line.images.front(), *digitFromStrokes(std::vector<Stroke>{{{30, 0}, {30, 100}}}));
    }
};

const RegisteredTest<WriterTransformTest> registeredWriterTransformTest;
#include "tst_writer_transform.moc"
