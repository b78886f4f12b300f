#include "app/views/settings/preference_field.h"
#include "app/views/settings/settings_view.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

namespace {

const ViewInfo info{QStringLiteral("settings"), QStringLiteral("Settings"), Area::Workspace, makeView<SettingsView>};

/// As the real one, with a command that has a key and one that has another.
std::unique_ptr<View> makeWithCommands(const Context& context)
{
    context.commands.add({.id = QStringLiteral("run.train"), .title = QStringLiteral("&Train"), .group = QStringLiteral("Train"),
                          .keys = {Qt::Key_Space}, .run = [] {}});
    context.commands.add({.id = QStringLiteral("run.step"), .title = QStringLiteral("&Step"), .group = QStringLiteral("Train"),
                          .keys = {Qt::Key_S}, .run = [] {}});
    return std::make_unique<SettingsView>(context);
}

/// And with many more before those.
std::unique_ptr<View> makeWithManyCommands(const Context& context)
{
    for (int i = 0; i < 40; ++i)
        context.commands.add({.id = QStringLiteral("other.%1").arg(i), .title = QStringLiteral("Other %1").arg(i), .group = QStringLiteral("Others"), .run = [] {}});
    return makeWithCommands(context);
}

} // namespace

class SettingsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope-test"));
        QSettings().clear();
    }

    void everyPreferenceHasAFieldAndAWayBack()
    {
        ViewBench bench(info);
        QVERIFY(!bench.session.preferences.all().empty());
        for (const Preference& preference : bench.session.preferences.all())
            QVERIFY2(bench.find<PreferenceField>(preference.id), qPrintable(preference.id));
        auto* history = bench.find<PreferenceField>(QStringLiteral("history"))->findChild<QSpinBox*>();
        auto* reset = bench.find<PreferenceField>(QStringLiteral("history"))->parentWidget()->findChild<QToolButton*>(QStringLiteral("reset"));
        QVERIFY(!reset->isVisible());
        history->setValue(64);
        QCOMPARE(bench.session.preferences.value(QStringLiteral("history")).toDouble(), 64.0);
        QVERIFY(reset->isVisible());
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(history->value(), 8);
        QVERIFY(!reset->isVisible());
    }

    void aKeyIsChangedAndNotGivenTwice()
    {
        ViewBench bench({QStringLiteral("settings"), QStringLiteral("Settings"), Area::Workspace, makeWithCommands});
        auto* train = bench.find<QKeySequenceEdit>(QStringLiteral("key.run.train"));
        train->setKeySequence(Qt::Key_T);
        emit train->editingFinished();
        QCOMPARE(bench.session.commands.find(QStringLiteral("run.train"))->keys, QList<QKeySequence>{Qt::Key_T});
        train->setKeySequence(Qt::Key_S);
        emit train->editingFinished();
        QVERIFY(bench.find<QLabel>(QStringLiteral("keyProblem"))->text().contains(QStringLiteral("Step")));
        QCOMPARE(train->keySequence(), QKeySequence(Qt::Key_T));
        QCOMPARE(bench.session.commands.find(QStringLiteral("run.train"))->keys, QList<QKeySequence>{Qt::Key_T});
    }

    void commandsAreFoundByTheirTitles()
    {
        ViewBench bench({QStringLiteral("settings"), QStringLiteral("Settings"), Area::Workspace, makeWithCommands});
        bench.find<QLineEdit>(QStringLiteral("keySearch"))->setText(QStringLiteral("ste"));
        QVERIFY(bench.find<QKeySequenceEdit>(QStringLiteral("key.run.step"))->isVisibleTo(&bench.place));
        QVERIFY(!bench.find<QKeySequenceEdit>(QStringLiteral("key.run.train"))->isVisibleTo(&bench.place));
        bench.find<QLineEdit>(QStringLiteral("keySearch"))->setText(QStringLiteral("nothing"));
        QCOMPARE(bench.find<QLabel>(QStringLiteral("keyProblem"))->text(), QStringLiteral("No command is called “nothing”."));
    }

    void whatIsFoundIsInSight()
    {
        ViewBench bench({QStringLiteral("settings"), QStringLiteral("Settings"), Area::Workspace, makeWithManyCommands});
        auto* scroll = bench.find<QScrollArea>();
        scroll->resize(500, 240);
        auto* search = bench.find<QLineEdit>(QStringLiteral("keySearch"));
        auto* found = bench.find<QKeySequenceEdit>(QStringLiteral("key.run.step"));
        QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
        scroll->ensureWidgetVisible(search, 0, 0); // as Tab leads there: at the lower edge
        QVERIFY(found->visibleRegion().isEmpty());
        search->setText(QStringLiteral("ste"));
        QTRY_COMPARE(found->visibleRegion().boundingRect(), found->rect());
        QCOMPARE(search->visibleRegion().boundingRect(), search->rect()); // one goes on typing
        const QPoint place = search->mapTo(scroll, QPoint());
        for (const char* text : {"step", "nothing of the kind", ""}) {
            search->setText(QLatin1String(text));
            QCoreApplication::processEvents();
            QCOMPARE(search->mapTo(scroll, QPoint()), place); // nothing moves under the pointer
        }
    }
};

const RegisteredTest<SettingsViewTest, QApplication> registeredSettingsViewTest;
#include "tst_settings_view.moc"
