#include "tests/registered_test.h"
#include "ui/fields/tab_stops.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace {

/// A window whose places were made in any order; stops are told by their names.
struct Place : QWidget
{
    bool focusNextPrevChild(bool next) override { return moveFocus(*this, next); }

    QWidget* addBox(QRect area, QWidget* parent = nullptr)
    {
        auto* box = new QWidget(parent ? parent : this);
        box->setGeometry(area);
        return box;
    }

    QWidget* addStop(const char* name, QRect area, QWidget* parent = nullptr)
    {
        auto* stop = new QToolButton(parent ? parent : this);
        stop->setObjectName(QString::fromLatin1(name));
        stop->setFocusPolicy(Qt::StrongFocus);
        stop->setGeometry(area);
        return stop;
    }

    QString order() const
    {
        QString names;
        for (const QWidget* stop : tabStops(*this))
            names += stop->objectName();
        return names;
    }

    void open()
    {
        resize(400, 300);
        show();
        activateWindow();
    }
};

} // namespace

class TabStopsTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreReadFromLeftToRight()
    {
        Place place;
        place.addStop("d", {100, 50, 50, 20});
        place.addStop("b", {100, 4, 50, 28}); // a little higher than its neighbour
        place.addStop("c", {10, 50, 50, 20});
        place.addStop("a", {10, 10, 50, 20});
        place.open();
        QCOMPARE(place.order(), QStringLiteral("abcd"));
    }

    void aColumnIsReadToItsEnd()
    {
        Place place;
        QWidget* right = place.addBox({200, 40, 200, 100});
        QWidget* left = place.addBox({0, 40, 190, 260});
        QWidget* lower = place.addBox({200, 150, 200, 150});
        place.addStop("f", {10, 10, 50, 20}, lower);
        place.addStop("d", {10, 10, 50, 20}, right);
        place.addStop("e", {10, 50, 50, 20}, right);
        place.addStop("c", {10, 50, 50, 20}, left);
        place.addStop("b", {10, 10, 50, 20}, left);
        place.addStop("a", {10, 0, 380, 30});
        place.open();
        QCOMPARE(place.order(), QStringLiteral("abcdef"));
    }

    void whatLiesOverTheRestComesLast()
    {
        Place place;
        place.addStop("b", {10, 50, 50, 20});
        place.addStop("a", {10, 10, 50, 20});
        place.addStop("z", {10, 20, 300, 40}, place.addBox({0, 0, 400, 300}));
        place.open();
        QCOMPARE(place.order(), QStringLiteral("abz"));
    }

    void doesNotStopAtWhatCannotBeSeenOrUsed()
    {
        Place place;
        place.addStop("a", {10, 10, 50, 20});
        place.addStop("hidden", {10, 50, 50, 20})->hide();
        place.addStop("disabled", {10, 90, 50, 20})->setEnabled(false);
        place.addStop("outside", {10, -500, 50, 20});
        place.addStop("mouse", {10, 130, 50, 20})->setFocusPolicy(Qt::ClickFocus);
        place.open();
        QCOMPARE(place.order(), QStringLiteral("a"));
    }

    void goesOnFromWhereTheMouseWas()
    {
        Place place;
        QWidget* mouse = place.addStop("mouse", {10, 50, 50, 20});
        mouse->setFocusPolicy(Qt::ClickFocus);
        place.addStop("c", {10, 90, 50, 20});
        place.addStop("a", {10, 10, 50, 20});
        place.open();
        QVERIFY(QTest::qWaitForWindowActive(&place));
        QTest::mouseClick(mouse, Qt::LeftButton);
        const auto press = [](Qt::Key key) {
            QTest::keyClick(QApplication::focusWidget(), key);
            return QApplication::focusWidget()->objectName();
        };
        QCOMPARE(QApplication::focusWidget(), mouse);
        QCOMPARE(press(Qt::Key_Tab), QStringLiteral("c"));
        QCOMPARE(press(Qt::Key_Tab), QStringLiteral("a")); // round
        QCOMPARE(press(Qt::Key_Backtab), QStringLiteral("c"));
    }

    void scrollsTheStopIntoSight()
    {
        Place place;
        auto* area = new QScrollArea(&place);
        area->setFocusPolicy(Qt::NoFocus);
        area->setGeometry(0, 50, 300, 100);
        auto* content = new QWidget;
        content->resize(250, 1000);
        QWidget* low = place.addStop("low", {10, 900, 50, 20}, content);
        area->setWidget(content);
        QWidget* first = place.addStop("first", {10, 10, 50, 20});
        place.open();
        QVERIFY(QTest::qWaitForWindowActive(&place));
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), low);
        QVERIFY(!low->visibleRegion().isEmpty());
    }
};

const RegisteredTest<TabStopsTest, QApplication> registeredTabStopsTest;
#include "tst_tab_stops.moc"
