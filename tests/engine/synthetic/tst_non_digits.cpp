#include "engine/drawing/digit_image.h"
#include "engine/synthetic/non_digit_templates.h"
#include "engine/synthetic/non_digits.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace {

using engine::NonDigitFamily;
using engine::NonDigitKind;

constexpr std::array families{NonDigitFamily::Training, NonDigitFamily::Test};
constexpr std::array written{NonDigitKind::Letter, NonDigitKind::Symbol, NonDigitKind::Hangul};

std::string lowered(std::string_view name)
{
    std::string text(name);
    if (text.size() == 1)
        text[0] = char(std::tolower(text[0]));
    return text;
}

std::set<std::string> namesOf(NonDigitFamily family)
{
    std::set<std::string> names;
    for (const NonDigitKind kind : written)
        for (const auto* sign : engine::nonDigitTemplates(kind, family))
            names.insert(lowered(sign->name));
    return names;
}

} // namespace

class NonDigitsTest : public QObject
{
    Q_OBJECT

private slots:
    void givesTheSameStrokesForTheSameSeedAndIndex();
    void drawsEveryKindInBothFamilies();
    void haveNoSignInCommonBetweenFamilies();
    void leavesOutLettersThatDigitsAreWrittenLike();
    void areFiniteAndHaveInk();
    void areLabelledAsNoClassAndDiffer();
};

void NonDigitsTest::givesTheSameStrokesForTheSameSeedAndIndex()
{
    QCOMPARE(engine::nonDigitStrokes(7, 3), engine::nonDigitStrokes(7, 3));
    QVERIFY(engine::nonDigitStrokes(7, 3) != engine::nonDigitStrokes(7, 4));
    QVERIFY(engine::nonDigitStrokes(7, 3) != engine::nonDigitStrokes(8, 3));
    QVERIFY(engine::nonDigitStrokes(7, 3) != engine::nonDigitStrokes(7, 3, NonDigitFamily::Test));
}

void NonDigitsTest::drawsEveryKindInBothFamilies()
{
    for (const NonDigitFamily family : families) {
        std::map<NonDigitKind, int> counts;
        for (std::uint64_t i = 0; i < 2000; ++i)
            ++counts[engine::nonDigit(1, i, family).kind];
        // The rarest makes 4 in 100 of them: 80 of 2,000, with a standard deviation of 9.
        for (const NonDigitKind kind : engine::nonDigitKinds)
            QVERIFY2(counts[kind] > 40, std::string(engine::nameOf(kind)).c_str());
    }
}

void NonDigitsTest::haveNoSignInCommonBetweenFamilies()
{
    const auto learning = namesOf(NonDigitFamily::Training);
    const auto judging = namesOf(NonDigitFamily::Test);
    std::vector<std::string> common;
    std::ranges::set_intersection(learning, judging, std::back_inserter(common));
    QVERIFY2(common.empty(), common.empty() ? "" : common.front().c_str());
    QVERIFY(learning.size() > 20);
    QVERIFY(judging.size() > 20);
}

void NonDigitsTest::leavesOutLettersThatDigitsAreWrittenLike()
{
    constexpr std::string_view lookAlikes = "0123456789BDGIOQSYZbgloqsyz|";
    for (const NonDigitFamily family : families)
        for (const auto* sign : engine::nonDigitTemplates(NonDigitKind::Letter, family))
            QVERIFY2(lookAlikes.find(sign->name) == std::string_view::npos, sign->name.data());
}

void NonDigitsTest::areFiniteAndHaveInk()
{
    for (const NonDigitFamily family : families) {
        for (std::uint64_t i = 0; i < 1000; ++i) {
            const auto strokes = engine::nonDigitStrokes(2, i, family);
            for (const engine::Stroke& stroke : strokes) {
                QVERIFY(!stroke.empty());
                QVERIFY(std::ranges::all_of(
                    stroke, [](const engine::PenPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }));
            }
            QVERIFY(engine::digitFromStrokes(strokes).has_value());
        }
    }
}

void NonDigitsTest::areLabelledAsNoClassAndDiffer()
{
    const engine::Dataset drawings = engine::nonDigits(500, 1);
    QCOMPARE(drawings.size(), 500u);
    QCOMPARE(drawings.pixels.size(), 500u * 784);
    QVERIFY(std::ranges::all_of(drawings.labels, [](auto label) { return label == engine::noClass; }));
    std::set<std::string> pictures;
    for (std::size_t i = 0; i < drawings.size(); ++i)
        pictures.insert({drawings.sample(i).begin(), drawings.sample(i).end()});
    // All but the single dots, about 8, which differ in nothing but the pen.
    QVERIFY2(pictures.size() > 485, std::to_string(pictures.size()).c_str());
}

const RegisteredTest<NonDigitsTest> registeredNonDigitsTest;
#include "tst_non_digits.moc"
