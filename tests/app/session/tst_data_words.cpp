#include "app/session/data_words.h"
#include "tests/registered_test.h"

#include <QTest>

class DataWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void leavesOutWhatOnlyTheOneWhoChoseItKnows_data()
    {
        QTest::addColumn<QString>("description");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* description, const char* words) {
            QTest::newRow(description) << QString::fromUtf8(description) << QString::fromUtf8(words);
        };
        row("MNIST (60,000 + 10,000)", "MNIST");
        row("synthetic digits (60,000 + 10,000)", "synthetic digits");
        row("MNIST[test=none]*2 + train.jsonl[only=1-22,30][test=23-30]*4 + synthetic:20000@7 + nondigits:8000 (177,976 + 5,600)",
            "MNIST + train.jsonl + synthetic digits + non-digits");
        row("MNIST[test=none]*2 + synthetic:20000 (140,000 + 4,000), then 10 digits of mine",
            "MNIST + synthetic digits, then 10 digits of mine");
        row("my *best* folder (v2) (10 + 2)", "my *best* folder (v2)");
        row("digits of 2:30 pm (10 + 2)", "digits of 2:30 pm");
        row("", "");
    }

    void leavesOutWhatOnlyTheOneWhoChoseItKnows()
    {
        QFETCH(QString, description);
        QTEST(inWords(description), "words");
    }
};

const RegisteredTest<DataWordsTest> registeredDataWordsTest;
#include "tst_data_words.moc"
