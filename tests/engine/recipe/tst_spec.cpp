#include "engine/errors.h"
#include "engine/recipe/spec.h"
#include "tests/registered_test.h"

#include <QTest>

#include <limits>

using engine::complete;
using engine::KindInfo;
using engine::SettingValue;
using engine::Spec;

namespace {

const std::vector<KindInfo>& fruit()
{
    static const std::vector<KindInfo> kinds{
        {.kind = "apple",
         .title = "Apple",
         .help = "",
         .settings = {{.name = "seeds", .help = "", .initial = std::int64_t{5}, .minimum = 1, .maximum = 12},
                      {.name = "weight", .help = "", .initial = 0.15, .minimum = 0, .maximum = 2.5},
                      {.name = "colour", .help = "", .initial = "red", .choices = {"red", "green"}}}},
        {.kind = "plum", .title = "Plum", .help = "", .settings = {}},
    };
    return kinds;
}

QString refusalOf(const Spec& spec)
{
    try {
        complete(spec, fruit(), "fruit");
    } catch (const engine::SettingError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace


class SpecTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsInWhatIsMissing()
    {
        const Spec whole = complete({"apple", {{"weight", 2.0}}}, fruit(), "fruit");
        QCOMPARE(whole.integer("seeds"), std::int64_t{5});
        QCOMPARE(whole.real("weight"), 2.0);
        QCOMPARE(whole.text("colour"), std::string("red"));
        QVERIFY(complete(whole, fruit(), "fruit") == whole);
        QVERIFY(complete({"plum", {}}, fruit(), "fruit") == (Spec{"plum", {}}));
    }

    void takesBothEndsOfARange()
    {
        for (const std::int64_t seeds : {1, 12})
            QCOMPARE(complete({"apple", {{"seeds", seeds}}}, fruit(), "fruit").integer("seeds"), seeds);
        for (const double weight : {0.0, 2.5})
            QCOMPARE(complete({"apple", {{"weight", weight}}}, fruit(), "fruit").real("weight"), weight);
    }

    // JSON has one kind of number, so both directions must work where nothing is lost.
    void takesAWholeNumberForARealAndBack()
    {
        const Spec whole = complete({"apple", {{"weight", std::int64_t{2}}, {"seeds", 3.0}}}, fruit(), "fruit");
        QVERIFY(whole.settings.at("weight") == SettingValue(2.0));
        QVERIFY(whole.settings.at("seeds") == SettingValue(std::int64_t{3}));
        QCOMPARE((Spec{"apple", {{"seeds", std::int64_t{3}}}}.real("seeds")), 3.0);
    }

    void refusesInOneSentence_data()
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const Spec& spec, const char* sentence) {
            QTest::newRow(name) << spec << QString::fromUtf8(sentence);
        };
        row("an unknown kind", {"pear", {}}, "there is no fruit \"pear\", expected one of apple, plum");
        row("an unknown setting", {"apple", {{"size", 1.0}}},
            "apple has no setting \"size\", expected one of seeds, weight, colour");
        row("a setting where there is none", {"plum", {{"size", 1.0}}}, "plum has no setting \"size\", it has none");
        row("too few", {"apple", {{"seeds", std::int64_t{0}}}}, "apple: seeds is 0, expected 1 to 12");
        row("too many", {"apple", {{"seeds", std::int64_t{13}}}}, "apple: seeds is 13, expected 1 to 12");
        row("a part of a seed", {"apple", {{"seeds", 2.5}}}, "apple: seeds is 2.5, expected a whole number from 1 to 12");
        row("too heavy", {"apple", {{"weight", 2.51}}}, "apple: weight is 2.51, expected 0 to 2.5");
        row("not a number", {"apple", {{"weight", std::nan("")}}}, "apple: weight is nan, expected 0 to 2.5");
        row("infinity", {"apple", {{"seeds", infinity}}}, "apple: seeds is inf, expected 1 to 12");
        row("a text for a number", {"apple", {{"weight", "much"}}},
            "apple: weight is \"much\", expected a number from 0 to 2.5");
        row("a number for a text", {"apple", {{"colour", 1.0}}}, "apple: colour is a number, expected one of red, green");
        row("another colour", {"apple", {{"colour", "blue"}}}, "apple: colour is \"blue\", expected one of red, green");
    }

    void refusesInOneSentence()
    {
        QFETCH(Spec, spec);
        QTEST(refusalOf(spec), "sentence");
    }
};

const RegisteredTest<SpecTest> registeredSpecTest;
#include "tst_spec.moc"
