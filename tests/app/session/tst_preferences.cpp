#include "app/session/preferences.h"

#include "tests/registered_test.h"

#include <QCoreApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

class PreferencesTest : public QObject
{
    Q_OBJECT

private:
    static Preference size(QVariant* applied = nullptr)
    {
        return {.id = "size", .title = "Size", .group = "Looks", .help = "How large.", .initial = 100,
                .kind = Preference::Number{.least = 80, .most = 200},
                .apply = [applied](const QVariant& value) {
                    if (applied)
                        *applied = value;
                }};
    }

    static Preference theme()
    {
        return {.id = "theme", .title = "Theme", .group = "Looks", .help = "Light or dark.", .initial = false,
                .kind = Preference::Choice{{{false, "Light"}, {true, "Dark"}}}, .key = "dark"};
    }

private slots:
    void init()
    {
        QCoreApplication::setOrganizationName("digitscope-test");
        QSettings().clear();
    }

    void isWhatItIsAtFirstAndApplied()
    {
        Preferences preferences;
        QVariant applied;
        preferences.add(size(&applied));
        QCOMPARE(applied.toDouble(), 100.0);
        QVERIFY(preferences.isInitial("size"));
    }

    void isKeptForTheNextTimeUnlessItIsTheDefault()
    {
        QVariant applied;
        {
            Preferences preferences;
            preferences.add(size(&applied));
            QSignalSpy changed(&preferences, &Preferences::changed);
            preferences.set("size", 150);
            QCOMPARE(applied.toDouble(), 150.0);
            QCOMPARE(changed.count(), 1);
            preferences.set("size", 150); // no news
            QCOMPARE(changed.count(), 1);
        }
        Preferences next;
        next.add(size(&applied));
        QCOMPARE(next.value("size").toDouble(), 150.0);
        QVERIFY(!next.isInitial("size"));
        next.reset("size");
        QCOMPARE(applied.toDouble(), 100.0);
        QVERIFY(!QSettings().contains("preferences/size")); // a later version's default counts
    }

    void keepsTheKeysOfEarlierVersions()
    {
        QSettings().setValue("dark", true);
        Preferences preferences;
        preferences.add(theme());
        QCOMPARE(preferences.value("theme"), QVariant(true));
    }

    void whatCannotBeIsAsGoodAsNothing()
    {
        QSettings().setValue("preferences/size", "large");
        QSettings().setValue("dark", "purple");
        Preferences preferences;
        preferences.add(size());
        preferences.add(theme());
        QCOMPARE(preferences.value("size").toDouble(), 100.0);
        QCOMPARE(preferences.value("theme"), QVariant(false));
        QSettings().setValue("preferences/size", 1'000);
        QCOMPARE(preferences.value("size").toDouble(), 200.0);
    }
};

const RegisteredTest<PreferencesTest> registeredPreferencesTest;
#include "tst_preferences.moc"
