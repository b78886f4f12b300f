#include "ui/style/announcement.h"
#include "tests/registered_test.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>
#include <QWidget>

#include <memory>

class AnnouncementTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_widget = std::make_unique<QWidget>();
        m_spoken.clear();
    }

    void tellsWhatHasComeToRest()
    {
        Announcement& announcement = *makeAnnouncement();
        announcement.tellAtRest(QStringLiteral("Looks like a 1, 91 %"));
        announcement.tellAtRest(QStringLiteral("Looks like a 7, 93 %"));
        QVERIFY(m_spoken.isEmpty());
        QTRY_COMPARE(m_spoken, QStringList{QStringLiteral("Looks like a 7, 93 %")});
    }

    void restBeginsAnewWithEveryChange()
    {
        Announcement &drawn = *makeAnnouncement(), &other = *makeAnnouncement();
        drawn.tellAtRest(QStringLiteral("Looks like a 1, 91 %"));
        other.tellAtRest(QStringLiteral("other"));
        drawn.tellAtRest(QStringLiteral("Looks like a 7, 93 %")); // so it rests later than the other
        QTRY_COMPARE(m_spoken.size(), 2);
        QCOMPARE(m_spoken, (QStringList{QStringLiteral("other"), QStringLiteral("Looks like a 7, 93 %")}));
    }

    void isSilentAboutWhatWasToldLast()
    {
        Announcement& announcement = *makeAnnouncement();
        announcement.tell(QStringLiteral("Looks like a 7, 93 %"));
        announcement.tellAtRest(QStringLiteral("Draw a digit"));
        announcement.tellAtRest(QStringLiteral("Looks like a 7, 93 %")); // as before, before it has come to rest
        announcement.tellAtRest(QStringLiteral("Looks like a 7, 93 %"));
        Announcement& later = *makeAnnouncement(); // whose rest ends after the other's
        later.tellAtRest(QStringLiteral("later"));
        QTRY_VERIFY(m_spoken.contains(QStringLiteral("later")));
        QCOMPARE(m_spoken, (QStringList{QStringLiteral("Looks like a 7, 93 %"), QStringLiteral("later")}));
    }

    void emptyIsNotSpokenAndForgetsWhatWasTold()
    {
        Announcement& announcement = *makeAnnouncement();
        announcement.tell(QStringLiteral("Looks like a 7, 93 %"));
        announcement.tellAtRest({});
        QTRY_VERIFY(announcement.told().isEmpty());
        announcement.tellAtRest(QStringLiteral("Looks like a 7, 93 %")); // drawn anew
        QTRY_COMPARE(m_spoken.size(), 2);
    }

    void belongsToItsWidget()
    {
        m_widget->setAccessibleName(QStringLiteral("What the network reads"));
        Announcement& announcement = *makeAnnouncement();
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&announcement);
        QVERIFY(accessible);
        announcement.tell(QStringLiteral("Looks like a 7, 93 %"));
        QCOMPARE(accessible->role(), QAccessible::Notification); // which Orca speaks as it comes into sight
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Looks like a 7, 93 %"));
        QVERIFY(!accessible->state().invisible);
        QCOMPARE(accessible->parent()->text(QAccessible::Name), m_widget->accessibleName());
        QCOMPARE(QAccessible::queryAccessibleInterface(m_widget.get())->childCount(), 0);
    }

private:
    Announcement* makeAnnouncement()
    {
        auto* announcement = new Announcement(m_widget.get());
        connect(announcement, &Announcement::spoken, this, [this](const QString& sentence) { m_spoken << sentence; });
        return announcement;
    }

    std::unique_ptr<QWidget> m_widget;
    QStringList m_spoken;
};

const RegisteredTest<AnnouncementTest, QApplication> registeredAnnouncementTest;
#include "tst_announcement.moc"
