#include "tests/registered_test.h"
#include "ui/fields/field_hint.h"
#include "ui/fields/number_entry.h"
#include "ui/fields/rate_advice.h"
#include "ui/fields/real_field.h"
#include "ui/fields/setting_fields.h"
#include "ui/style/announcement.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>
#include <memory>

/// What one may type into fields for numbers, and what they say to it.
class NumberFieldsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        auto* column = new QVBoxLayout(m_window.get());
        m_real = new RealField(m_window.get());
        m_real->setRange(0, 10);
        m_real->setValue(0.001);
        m_count = new CountField(m_window.get());
        m_count->setRange(5, 100'000);
        m_count->setValue(128);
        m_other = new QPushButton(QStringLiteral("elsewhere"), m_window.get());
        for (QWidget* widget : {static_cast<QWidget*>(m_real), static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_other)})
            column->addWidget(widget);
        m_window->resize(400, 300);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void readsNumbersAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::addRow("with a point") << "0.001" << 0.001;
        QTest::addRow("with an exponent") << "1e-3" << 0.001;
        QTest::addRow("with a comma") << "0,001" << 0.001;
        QTest::addRow("a comma and two places") << "1,25" << 1.25;
        QTest::addRow("with blanks") << "  0.5 " << 0.5;
        QTest::addRow("per cent") << "10 %" << 0.1;
        QTest::addRow("the least") << "0" << 0.0;
        QTest::addRow("the most") << "10" << 10.0;
    }

    void readsNumbersAsPeopleWriteThem()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const NumberEntry entry = readNumber(text, 0, 10);
        QVERIFY2(entry.value && entry.problem.isEmpty(), qPrintable(entry.problem));
        QCOMPARE(*entry.value, value);
    }

    void saysInOneSentenceWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        QTest::addRow("nothing") << "" << "Write a number from 0 to 10, such as 0.001 or 1e-3.";
        QTest::addRow("a word") << "fast" << "“fast” is no number: write one such as 0.001 or 1e-3.";
        QTest::addRow("half an exponent") << "1e-" << "“1e-” is no number: write one such as 0.001 or 1e-3.";
        QTest::addRow("two commas") << "0,0,1" << "“0,0,1” is no number: write one such as 0.001 or 1e-3.";
        QTest::addRow("comma and point") << "1,2.5" << "“1,2.5” is no number: write one such as 0.001 or 1e-3.";
        QTest::addRow("not a number") << "nan" << "“nan” is no number: write one such as 0.001 or 1e-3.";
        QTest::addRow("thousands, or not") << "1,000" << "1,000 can be read in two ways: write it with a point, or without a comma.";
        QTest::addRow("below") << "-0.1" << "-0.1 is too small: the least is 0.";
        QTest::addRow("above") << "11" << "11 is too large: the most is 10.";
        QTest::addRow("infinite") << "inf" << "inf is too large: the most is 10.";
    }

    void saysInOneSentenceWhatIsWrong()
    {
        QFETCH(QString, text);
        const NumberEntry entry = readNumber(text, 0, 10);
        QVERIFY(!entry.value);
        QTEST(entry.problem, "problem");
    }

    void saysItBesideTheFieldAndMovesNothing()
    {
        const QRect below = m_other->geometry();
        type(m_real, "20");
        FieldHint* hint = hintOf("too large");
        QVERIFY(hint && hint->isVisible());
        QCOMPARE(hint->text(), QStringLiteral("20 is too large: the most is 10."));
        QVERIFY(hint->geometry().top() >= m_real->geometry().bottom());
        QVERIFY(m_window->rect().contains(hint->geometry()));
        QCOMPARE(m_other->geometry(), below);
        type(m_real, "2");
        QVERIFY(!hint->isVisible());
    }

    void saysWhatStaysWhereItIsLeft()
    {
        QSignalSpy edits(m_real, &RealField::valueEdited);
        type(m_real, "fast");
        m_other->setFocus();
        FieldHint* hint = hintOf("fast");
        QVERIFY(hint && hint->isVisible());
        QVERIFY2(hint->text().endsWith(QStringLiteral("It stays at 0.001.")), qPrintable(hint->text()));
        QCOMPARE(m_real->text(), QStringLiteral("0.001"));
        QCOMPARE(edits.count(), 0);
    }

    void advisesOnANumberThatIsHardlyWise()
    {
        m_real->setAdvice(rateAdvice);
        type(m_real, "0.005"); // on its way it was 0
        QTest::keyClick(m_real, Qt::Key_Return);
        QVERIFY(!hintOf(""));
        type(m_real, "5");
        QTest::keyClick(m_real, Qt::Key_Return);
        QVERIFY(hintOf("usual"));
        QCOMPARE(m_real->value(), 5.0); // it is allowed
        m_real->setValue(5); // as whoever took it shows it again
        QVERIFY(hintOf("usual"));
        type(m_real, "0");
        QTest::keyClick(m_real, Qt::Key_Return);
        QVERIFY(hintOf("nothing is learnt"));
    }

    void aWholeNumberSaysWhatItDoesNotTake()
    {
        type(m_count, "x");
        QVERIFY(hintOf("A whole number from 5 to 100,000."));
        type(m_count, "64");
        QVERIFY(!hintOf(""));
        type(m_count, "2");
        m_other->setFocus();
        QVERIFY(hintOf("A whole number from 5 to 100,000."));
        QVERIFY(m_count->value() >= 5);
    }

    void aDigitTypedOverItselfIsTaken()
    {
        m_count->setValue(7);
        type(m_count, "7");
        QVERIFY(!hintOf(""));
    }

    void unitsStandBehindTheirNumbers()
    {
        m_count->setUnit(QStringLiteral("epochs"));
        QCOMPARE(m_count->text(), QStringLiteral("128 epochs"));
        const QImage plain = m_real->grab().toImage();
        m_real->setUnit(QStringLiteral("pixels"));
        QVERIFY(m_real->grab().toImage() != plain);
        QCOMPARE(m_real->text(), QStringLiteral("0.001")); // nothing that could be edited
        m_real->setUnit(QString(200, QLatin1Char('m')));
        QCOMPARE(m_real->grab().toImage(), plain); // rather none than a stump
    }

    void theHintScrollsWithItsField()
    {
        QScrollArea area;
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        auto* field = new RealField(content);
        field->setRange(0, 1);
        column->addWidget(field);
        column->addSpacing(2000);
        area.setWidget(content);
        area.setWidgetResizable(true);
        area.show();
        area.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&area));
        type(field, "7");
        auto* hint = content->findChild<FieldHint*>();
        QVERIFY(hint && hint->isVisible());
        const QPoint under = hint->mapTo(&area, QPoint()) - field->mapTo(&area, QPoint());
        const int before = field->mapTo(&area, QPoint()).y();
        area.verticalScrollBar()->setValue(50);
        QCOMPARE(field->mapTo(&area, QPoint()).y(), before - 50);
        QCOMPARE(hint->mapTo(&area, QPoint()) - field->mapTo(&area, QPoint()), under);
    }

    void theHintIsReadOut()
    {
        type(m_real, "none");
        const auto* announcement = m_real->findChild<Announcement*>();
        QVERIFY(announcement && announcement->told().contains(QStringLiteral("none")));
    }

private:
    /// The one in sight whose sentence has that in it.
    FieldHint* hintOf(const char* words) const
    {
        for (auto* hint : m_window->findChildren<FieldHint*>())
            if (hint->isVisible() && hint->text().contains(QString::fromUtf8(words)))
                return hint;
        return nullptr;
    }

    template<typename Field>
    static void type(Field* field, const char* keys)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QString::fromUtf8(keys));
    }

    std::unique_ptr<QWidget> m_window;
    RealField* m_real = nullptr;
    CountField* m_count = nullptr;
    QPushButton* m_other = nullptr;
};

const RegisteredTest<NumberFieldsTest, QApplication> registeredNumberFieldsTest;
#include "tst_number_fields.moc"
