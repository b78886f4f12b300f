#include "app/views/model/held_out_note.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QTest>

class HeldOutNoteTest : public QObject
{
    Q_OBJECT

private slots:
    /// The share is Keras' validation_split: what is learnt from is floor(samples · (1 − share)).
    void saysOfWhat_data()
    {
        QTest::addColumn<TrainingSamples>("samples");
        QTest::addColumn<double>("share");
        QTest::addColumn<QString>("words");
        QTest::addRow("a tenth") << TrainingSamples{60'000} << 0.1 << "6,000 of the 60,000 training digits";
        QTest::addRow("rounded up") << TrainingSamples{101} << 0.1 << "11 of the 101 training digits"; // learnt from: 90.9
        QTest::addRow("none") << TrainingSamples{60'000} << 0.0 << "None of the 60,000 training digits";
        QTest::addRow("no digits") << TrainingSamples{.count = 1'000, .areDigits = false} << 0.5 << "500 of the 1,000 training samples";
        QTest::addRow("the data have their own") << TrainingSamples{.count = 50'000, .keptApart = 10'000} << 0.1
                                                 << "5,000 of the 50,000 training digits, and 10,000 that the data keep apart";
        QTest::addRow("no data yet") << TrainingSamples{} << 0.1 << "";
    }

    void saysOfWhat()
    {
        QFETCH(TrainingSamples, samples);
        QFETCH(double, share);
        HeldOutNote note;
        note.setShare(share);
        note.setSamples(samples);
        QTEST(note.text(), "words");
        note.setShare(0.25);
        note.setShare(share);
        QTEST(note.text(), "words");
    }
};

const RegisteredTest<HeldOutNoteTest, QApplication> registeredHeldOutNoteTest;
#include "tst_held_out_note.moc"
