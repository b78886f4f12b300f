#include "app/views/model/schedule_words.h"
#include "engine/optim/schedule.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Spec;

class ScheduleWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatBecomesOfTheRate_data()
    {
        QTest::addColumn<Spec>("schedule");
        QTest::addColumn<QString>("words");
        const auto row = [](const Spec& schedule, const char* words) { QTest::newRow(words) << schedule << QString::fromUtf8(words); };
        row({"constant", {}}, "Constant");
        row({"constant", {{"warmup", 2.0}}}, "Constant, after 2 epochs of warm-up");
        row({"step", {}}, "Steps, × 0.5 every 5 epochs");
        row({"step", {{"factor", 0.1}, {"epochs", std::int64_t{1}}}}, "Steps, × 0.1 every epoch");
        row({"exponential", {{"decay", 0.85}}}, "Exponential, × 0.85");
        row({"exponential", {{"decay", 0.85}, {"warmup", 1.0}}}, "Exponential, × 0.85, after 1 epoch of warm-up");
        row({"cosine", {{"epochs", std::int64_t{20}}}}, "Cosine, to 0 in 20 epochs");
        row({"cosine", {{"epochs", std::int64_t{20}}, {"final", 0.1}}}, "Cosine, to × 0.1 in 20 epochs");
        row({"one_cycle", {{"epochs", std::int64_t{10}}}}, "One cycle, up and down in 10 epochs");
    }

    void saysWhatBecomesOfTheRate()
    {
        QFETCH(Spec, schedule);
        QTEST(scheduleInWords(schedule), "words");
    }

    void knowsEveryKind()
    {
        for (const engine::KindInfo& kind : engine::scheduleKinds())
            QVERIFY2(kind.kind == "constant" || !scheduleInWords({kind.kind, {}}).startsWith(QStringLiteral("Constant")), kind.kind.c_str());
    }
};

const RegisteredTest<ScheduleWordsTest> registeredScheduleWordsTest;
#include "tst_schedule_words.moc"
