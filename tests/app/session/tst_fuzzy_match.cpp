#include "app/session/fuzzy_match.h"

#include "tests/registered_test.h"

#include <QTest>

class FuzzyMatchTest : public QObject
{
    Q_OBJECT

private slots:
    void theBetterMatchIsWorthMore_data()
    {
        QTest::addColumn<QString>("letters");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::addRow("the whole text before its beginning") << "train" << "Train" << "Train panel";
        QTest::addRow("the beginning before a later word") << "net" << "Network" << "Save network";
        QTest::addRow("a whole word before the beginning of one") << "net" << "The net of it" << "The network";
        QTest::addRow("a word before first letters") << "sn" << "The snapshot" << "Save network";
        QTest::addRow("first letters before a piece") << "sa" << "Save as" << "Mesa";
        QTest::addRow("first letters may leave words out") << "sna" << "Save the network as" << "xsna";
        QTest::addRow("a piece before letters with gaps") << "ave" << "Save" << "Add a view";
        QTest::addRow("small gaps before wide ones") << "abc" << "xaxbxc" << "xaxxxbxxxc";
        QTest::addRow("the shorter text") << "save" << "Save network" << "Save network as";
        QTest::addRow("the start of a word though a piece comes first") << "et" << "Set et cetera" << "Set bet cetera";
        QTest::addRow("Hangul") << QString::fromUtf8("훈련") << QString::fromUtf8("훈련 시작") << QString::fromUtf8("재훈련");
    }

    void theBetterMatchIsWorthMore()
    {
        QFETCH(QString, letters);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto more = matchScore(letters, better);
        const auto less = matchScore(letters, worse);
        QVERIFY(more && less);
        QVERIFY2(*more > *less, qPrintable(QStringLiteral("%1 against %2").arg(*more).arg(*less)));
        QVERIFY(*less > 0);
    }

    void lettersInAnotherOrderDoNotMatch()
    {
        QVERIFY(!matchScore(u"tes", u"Set"));
        QVERIFY(!matchScore(u"trains", u"Train"));
        QVERIFY(!matchScore(u"x", u""));
    }

    void caseDoesNotMatter()
    {
        QCOMPARE(matchScore(u"MNIST", u"mnist"), matchScore(u"mnist", u"MNIST"));
    }
};

const RegisteredTest<FuzzyMatchTest> registeredFuzzyMatchTest;
#include "tst_fuzzy_match.moc"
