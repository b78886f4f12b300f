#include "engine/data/joined_splits.h"
#include "engine/errors.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <map>

namespace {

/// Pictures that tell where they come from: all pixels are first, first + 1, …
engine::DataSplits marked(const char* name, std::size_t count, std::uint8_t first, std::uint8_t label)
{
    engine::DataSplits splits{.name = name, .train = {}, .test = {}};
    for (engine::Dataset* part : {&splits.train, &splits.test}) {
        part->sampleShape = {1, 1, 1};
        part->labels.assign(count, label);
        for (std::size_t i = 0; i < count; ++i)
            part->pixels.push_back(std::uint8_t(first + i));
    }
    return splits;
}

} // namespace

class JoinedSplitsTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsEverySampleWithItsLabel()
    {
        const auto whole = engine::joined({marked("a", 60, 0, 3), marked("b", 40, 100, 7)}, "a + b");
        QCOMPARE(whole.name, std::string("a + b"));
        QCOMPARE(whole.train.size(), std::size_t{100});
        std::map<std::uint8_t, std::uint8_t> labelOf;
        for (std::size_t i = 0; i < 100; ++i)
            labelOf[whole.train.pixels[i]] = whole.train.labels[i];
        QCOMPARE(labelOf.size(), std::size_t{100});
        for (const auto& [pixel, label] : labelOf)
            QCOMPARE(int(label), pixel < 100 ? 3 : 7);
        QVERIFY(std::ranges::equal(std::span(whole.test.pixels).first(60), marked("a", 60, 0, 3).test.pixels));
    }

    // Of 400 and 600 in random order the first hundred hold 40 of the first kind, give or take 4 · √(100 · 0.4 · 0.6 · 0.9).
    void mixesWhatIsLearnt()
    {
        auto few = marked("a", 400, 0, 0);
        auto many = marked("b", 600, 0, 1);
        const auto whole = engine::joined({few, many}, "both");
        const auto first = std::span(whole.train.labels).first(100);
        QCOMPARE_LT(std::abs(int(std::ranges::count(first, 0)) - 40), 19);
        QVERIFY(engine::joined({few, many}, "again").train.pixels == whole.train.pixels);
    }

    void leavesOneSourceInItsOrder()
    {
        const auto alone = marked("a", 50, 0, 1);
        QVERIFY(engine::joined({alone}, "a").train.pixels == alone.train.pixels);
    }

    void refusesOtherClassesAndOtherPictures()
    {
        auto clothes = marked("clothes", 3, 0, 0);
        clothes.train.classNames[0] = clothes.test.classNames[0] = "Shirt";
        QVERIFY_EXCEPTION_THROWN(engine::joined({marked("a", 3, 0, 1), clothes}, "x"), engine::ShapeError);
        engine::DataSplits large = marked("large", 4, 0, 0);
        large.train.sampleShape = large.test.sampleShape = {1, 2, 2};
        large.train.labels.resize(1);
        large.test.labels.resize(1);
        QVERIFY_EXCEPTION_THROWN(engine::joined({marked("a", 3, 0, 1), large}, "x"), engine::ShapeError);
    }

    void letsWhatIsOfNoClassJoinAnyClasses()
    {
        auto clothes = marked("clothes", 3, 0, 0);
        clothes.train.classNames[0] = clothes.test.classNames[0] = "Shirt";
        const auto whole = engine::joined({marked("scribbles", 2, 9, engine::noClass), clothes}, "x");
        QCOMPARE(whole.train.size(), std::size_t{5});
        QCOMPARE(whole.train.classNames[0], std::string("Shirt"));
        QCOMPARE(whole.test.classNames[0], std::string("Shirt"));
    }
};

const RegisteredTest<JoinedSplitsTest> registeredJoinedSplitsTest;
#include "tst_joined_splits.moc"
