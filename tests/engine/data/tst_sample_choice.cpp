#include "engine/data/sample_choice.h"
#include "engine/errors.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::SampleChoice;
using engine::SampleRole;

namespace {

/// Which of samples by these writers are held, as "1011".
QString held(const SampleChoice& choice, const std::vector<std::optional<std::string>>& writers)
{
    QString text;
    for (std::size_t i = 0; i < writers.size(); ++i)
        text += choice.holds(i, writers.size(), writers[i]) ? QLatin1Char('1') : QLatin1Char('0');
    return text;
}

} // namespace

class SampleChoiceTest : public QObject
{
    Q_OBJECT

private slots:
    void namesSamplesAsAPersonWould_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        // of the writers 1, 2, 3, 10, anna and nobody
        QTest::addRow("one writer") << "2" << "010000";
        QTest::addRow("a range, as numbers and not as letters") << "2-10" << "011100";
        QTest::addRow("several") << "1,3-9,anna" << "101010";
        QTest::addRow("a name with a dash") << "anna-maria" << "000000";
        QTest::addRow("the last two") << "last2" << "000011";
        QTest::addRow("more than there are") << "last100" << "111111";
        QTest::addRow("all") << "all" << "111111";
        QTest::addRow("none") << "none" << "000000";
    }

    void namesSamplesAsAPersonWould()
    {
        QFETCH(QString, text);
        QTEST(held(SampleChoice(text.toStdString()), {"1", "2", "3", "10", "anna", std::nullopt}), "expected");
    }

    void refusesWhatNamesNoOne_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", ",", "1,", ",2", "1,,2", "9-3"})
            QTest::addRow("\"%s\"", text) << text;
    }

    void refusesWhatNamesNoOne()
    {
        QFETCH(QString, text);
        QVERIFY_EXCEPTION_THROWN(SampleChoice(text.toStdString()), engine::SettingError);
    }

    void givesEachSampleOneRole()
    {
        const engine::SampleChoices choices{.only = SampleChoice("1-3"), .test = SampleChoice("2"), .validation = SampleChoice("2,3")};
        QVERIFY(choices.roleOf(0, 4, "1") == SampleRole::Train);
        QVERIFY(choices.roleOf(1, 4, "2") == SampleRole::Test); // the test part comes first
        QVERIFY(choices.roleOf(2, 4, "3") == SampleRole::Validation);
        QVERIFY(choices.roleOf(3, 4, "4") == SampleRole::LeftOut);
        QVERIFY(choices.roleOf(3, 4, std::nullopt) == SampleRole::LeftOut);
    }

    // Ten samples: the last five but the very last two are validation, these are test.
    void dealsTheSamplesOfAFolder()
    {
        const auto data = digitSplits(10, 4);
        const auto dealt = engine::dealt(*data, {.only = {}, .test = SampleChoice("last2"), .validation = SampleChoice("last5")});
        const auto expected = data->train.labels;
        QVERIFY(dealt.train.labels == std::vector(expected.begin(), expected.begin() + 5));
        QVERIFY(dealt.validation.labels == std::vector(expected.begin() + 5, expected.begin() + 8));
        QVERIFY(dealt.test.labels == std::vector(expected.begin() + 8, expected.end()));
        QVERIFY(std::ranges::equal(dealt.test.sample(1), data->train.sample(9)));
    }

    void keepsTheTestPartThatNobodyReplaces()
    {
        const auto data = digitSplits(10, 4);
        QVERIFY(engine::dealt(*data, {.only = SampleChoice("last3"), .test = {}, .validation = {}}).test.pixels == data->test.pixels);
        QCOMPARE(engine::dealt(*data, {.only = {}, .test = SampleChoice("none"), .validation = {}}).test.size(), std::size_t{0});
    }
};

const RegisteredTest<SampleChoiceTest> registeredSampleChoiceTest;
#include "tst_sample_choice.moc"
