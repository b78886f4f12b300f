#include "engine/progress.h"

#include "tests/registered_test.h"

#include <QTest>

using engine::Progress;

class ProgressTest : public QObject
{
    Q_OBJECT

private slots:
    void isToldToNobodyWithoutASink()
    {
        Progress().report(0.5, "halving");
        Progress().part(0.2, 0.4).report(1);
    }

    void aPartReportsItsShareOfTheWhole()
    {
        double fraction = -1;
        std::string phase;
        const Progress whole([&](double value, std::string_view words) {
            fraction = value;
            phase = words;
        });
        whole.report(0.25, "reading");
        QCOMPARE(fraction, 0.25);
        QCOMPARE(phase, std::string("reading"));

        const Progress second = whole.part(0.5, 0.9, "comparing");
        second.report(0);
        QCOMPARE(fraction, 0.5);
        QCOMPARE(phase, std::string("comparing"));
        second.report(1);
        QCOMPARE(fraction, 0.9);
        second.part(0.5, 1).report(0.5);
        QCOMPARE(fraction, 0.8);
        QCOMPARE(phase, std::string("comparing"));
    }
};

const RegisteredTest<ProgressTest> registeredProgressTest;
#include "tst_progress.moc"
