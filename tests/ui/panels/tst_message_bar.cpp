#include "tests/registered_test.h"
#include "ui/panels/data_offer.h"
#include "ui/panels/message_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using Level = MessageBar::Level;

class MessageBarTest : public QObject
{
    Q_OBJECT

private slots:
    void isNotThereUntilItHasSomethingToSay()
    {
        MessageBar bar;
        QVERIFY(bar.isHidden());
        bar.setMessage(Level::Error, "t10k-images: magic 2049, expected 2051");
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.accessibleName(), QString("Error: t10k-images: magic 2049, expected 2051"));
        QVERIFY(!bar.isModal());
    }

    void theNextMessageReplacesTheLast()
    {
        MessageBar bar;
        bar.setMessage(Level::Error, "one", "Mend it");
        bar.setMessage(Level::Notice, "two");
        QCOMPARE(bar.message(), QString("two"));
        QVERIFY(bar.findChild<QPushButton*>("action")->isHidden());
    }

    void markupInAFileNameIsText()
    {
        MessageBar bar;
        bar.setMessage(Level::Error, "<b>x</b>.idx: empty");
        QCOMPARE(bar.findChild<QLabel*>("sentence")->textFormat(), Qt::PlainText);
    }

    void theActionIsToldOnceAndTheMessageStays()
    {
        MessageBar bar;
        bar.setMessage(Level::Warning, "No MNIST here", "Open a folder…");
        QSignalSpy actions(&bar, &MessageBar::actionTriggered);
        QTest::mouseClick(bar.findChild<QPushButton*>("action"), Qt::LeftButton);
        QCOMPARE(actions.count(), 1);
        QVERIFY(bar.isVisible());
    }

    void isDismissedByItsButton()
    {
        MessageBar bar;
        bar.setMessage(Level::Notice, "Saved.");
        QSignalSpy dismissals(&bar, &MessageBar::dismissed);
        QTest::mouseClick(bar.findChild<QToolButton*>("dismiss"), Qt::LeftButton);
        QCOMPARE(dismissals.count(), 1);
        QVERIFY(bar.isHidden());
    }

    void theDataOfferTellsWhichChoiceWasMade()
    {
        DataOffer offer;
        offer.setText("No MNIST here", "Training uses the built-in synthetic digits.");
        offer.setChoices({"Open a folder…", "Use synthetic digits"});
        offer.show();
        QSignalSpy chosen(&offer, &DataOffer::chosen);
        const auto buttons = offer.findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen[0][0].toInt(), 1);
        QCOMPARE(chosen[1][0].toInt(), 0);
    }

    void theDataOfferCanBePutOff()
    {
        DataOffer offer;
        offer.show();
        QSignalSpy dismissals(&offer, &DataOffer::dismissed);
        QTest::mouseClick(offer.findChild<QToolButton*>("dismiss"), Qt::LeftButton);
        QCOMPARE(dismissals.count(), 1);
        QVERIFY(offer.isHidden());
    }
};

const RegisteredTest<MessageBarTest, QApplication> registered;
#include "tst_message_bar.moc"
