#include "app/session/notices.h"

#include "tests/registered_test.h"

#include <QSignalSpy>
#include <QTest>

using Level = Notice::Level;

namespace {

QString said(const Notices& notices)
{
    return notices.shown() ? notices.shown()->sentence : QString();
}

} // namespace

class NoticesTest : public QObject
{
    Q_OBJECT

private slots:
    void hasNothingToSayAtFirst()
    {
        Notices notices;
        QVERIFY(!notices.shown());
        QCOMPARE(notices.waiting(), std::size_t(0));
        notices.dismiss();
        notices.answer();
    }

    void ofMereNoticesTheNewestIsKept()
    {
        Notices notices;
        QSignalSpy changes(&notices, &Notices::changed);
        notices.say(Level::Notice, "one");
        notices.say(Level::Notice, "two");
        QCOMPARE(said(notices), QString("two"));
        QCOMPARE(notices.waiting(), std::size_t(0));
        QCOMPARE(changes.count(), 2);
        notices.dismiss();
        QVERIFY(!notices.shown());
    }

    void theNewestIsShownAndNoErrorIsLostBeforeItWasSeen()
    {
        Notices notices;
        notices.say(Level::Error, "first error");
        notices.say(Level::Notice, "notice");
        notices.say(Level::Error, "second error");
        notices.say(Level::Warning, "warning");
        QCOMPARE(notices.waiting(), std::size_t(3));
        for (const char* const expected : {"warning", "second error", "notice", "first error"}) {
            QCOMPARE(said(notices), QString(expected));
            notices.dismiss();
        }
        QVERIFY(!notices.shown());
    }

    void thoseThatWaitCanBeSeenOneAfterAnother()
    {
        Notices notices;
        notices.showNext();
        notices.say(Level::Error, "one");
        notices.say(Level::Error, "two");
        notices.say(Level::Error, "three");
        QSignalSpy changes(&notices, &Notices::changed);
        for (const char* const expected : {"two", "one", "three", "two"}) {
            notices.showNext();
            QCOMPARE(said(notices), QString(expected));
            QCOMPARE(notices.waiting(), std::size_t(2));
        }
        QCOMPARE(changes.count(), 4);
        notices.dismiss();
        QCOMPARE(said(notices), QString("one"));
    }

    void anOfferWaitsBehindWhatIsMerelySaid()
    {
        Notices notices;
        notices.say({.sentence = "Replaced.", .action = Notice::Action{"Back to cnn-2", [] {}}, .subject = "network"});
        notices.say(Level::Notice, "Saved.");
        QCOMPARE(said(notices), QString("Saved."));
        QCOMPARE(notices.waiting(), std::size_t(1));
        notices.dismiss();
        QCOMPARE(said(notices), QString("Replaced."));
    }

    void aMereNoticeGoesByItselfAndAnErrorStays()
    {
        Notices notices;
        notices.setPatience(std::chrono::milliseconds(1));
        notices.say(Level::Error, "error");
        notices.say(Level::Warning, "warning");
        notices.say({.sentence = "Replaced.", .action = Notice::Action{"Back to cnn-2", [] {}}});
        notices.say(Level::Notice, "notice");
        QStringList seen{said(notices)};
        connect(&notices, &Notices::changed, this, [&] { seen << said(notices); });
        QTRY_COMPARE(said(notices), QString("warning"));
        QCOMPARE(seen, QStringList({"notice", "Replaced.", "warning"}));
        notices.setPatience(std::chrono::milliseconds(0));
        notices.setHeld(false);
        QCoreApplication::processEvents(); // where a timer of 0 would have come
        QCOMPARE(said(notices), QString("warning"));
    }

    void staysWhileSomebodyIsAtIt()
    {
        Notices notices;
        notices.setPatience(std::chrono::milliseconds(0));
        notices.setHeld(true);
        notices.say(Level::Notice, "notice");
        QCoreApplication::processEvents();
        QCOMPARE(said(notices), QString("notice"));
        notices.setHeld(false);
        QTRY_VERIFY(!notices.shown());
    }

    void anErrorIsShownBeforeWhatIsThere()
    {
        Notices notices;
        notices.say(Level::Notice, "notice");
        notices.say(Level::Error, "error");
        QCOMPARE(said(notices), QString("error"));
    }

    void whatIsRepeatedIsSaidOnce()
    {
        Notices notices;
        for (int i = 0; i < 3; ++i)
            notices.say(Level::Error, "no space left");
        QCOMPARE(notices.waiting(), std::size_t(0));
    }

    void diesWithTheStateThatItSpeaksOf()
    {
        Notices notices;
        notices.say({.level = Level::Warning, .sentence = "64 outputs, 10 classes", .subject = "network"});
        notices.say({.level = Level::Warning, .sentence = "of the data", .subject = "data"});
        QSignalSpy changes(&notices, &Notices::changed);
        notices.expire("network");
        QCOMPARE(said(notices), QString("of the data"));
        QCOMPARE(changes.count(), 1);
        notices.expire("network");
        notices.expire({});
        QCOMPARE(changes.count(), 1);
        notices.say(Level::Error, "of nothing in particular");
        notices.expire({});
        QCOMPARE(said(notices), QString("of nothing in particular"));
    }

    void aNewerOneOfTheSameStateTakesItsPlace()
    {
        Notices notices;
        notices.say({.level = Level::Warning, .sentence = "64 outputs, 10 classes", .subject = "network"});
        notices.say({.level = Level::Warning, .sentence = "12 outputs, 10 classes", .subject = "network"});
        QCOMPARE(said(notices), QString("12 outputs, 10 classes"));
        QCOMPARE(notices.waiting(), std::size_t(0));
    }

    void goesWithWhatItsActionNeeds()
    {
        Notices notices;
        auto before = std::make_shared<const int>(3);
        bool isUndone = false;
        const auto undo = [&] { isUndone = true; };
        notices.say({.sentence = "Replaced.", .action = Notice::Action{"Back to cnn-2", undo}, .lives = std::weak_ptr<const void>(before)});
        QCOMPARE(said(notices), QString("Replaced."));
        QSignalSpy changes(&notices, &Notices::changed);
        before.reset();
        notices.answer(); // at once, before it is noticed to be gone
        QVERIFY(!isUndone);
        QVERIFY(!notices.shown());
        QTRY_COMPARE(changes.count(), 1);
    }

    void whatIsGoneAlreadyIsNotSaid()
    {
        Notices notices;
        notices.say({.sentence = "late", .lives = std::weak_ptr<const void>(std::shared_ptr<const int>())});
        QVERIFY(!notices.shown());
    }

    void theActionIsRunOnceAndMaySaySomethingItself()
    {
        Notices notices;
        int undone = 0;
        const auto undo = [&] {
            ++undone;
            notices.say(Level::Notice, "Undone.");
        };
        notices.say({.sentence = "Replaced.", .action = Notice::Action{"Back to cnn-2", undo}, .subject = "network"});
        notices.answer();
        QCOMPARE(undone, 1);
        QCOMPARE(said(notices), QString("Undone."));
        notices.answer(); // it has no action
        QCOMPARE(undone, 1);
        QCOMPARE(said(notices), QString("Undone."));
    }

    void canBeWithdrawnWhereverItWaits()
    {
        Notices notices;
        const Notices::Id notice = notices.say(Level::Notice, "notice");
        notices.say(Level::Error, "error");
        notices.withdraw(notice);
        QCOMPARE(notices.waiting(), std::size_t(0));
        QCOMPARE(said(notices), QString("error"));
    }
};

const RegisteredTest<NoticesTest> registeredNoticesTest;
#include "tst_notices.moc"
