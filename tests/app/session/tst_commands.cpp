#include "app/session/commands.h"

#include "tests/registered_test.h"

#include <QAction>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace {

Command command(const char* id, const char* title, const char* group)
{
    return {.id = id, .title = title, .group = group, .run = [] {}};
}

QStringList ids(const std::vector<Command>& commands)
{
    QStringList list;
    for (const Command& one : commands)
        list << one.id;
    return list;
}

} // namespace

class CommandsTest : public QObject
{
    Q_OBJECT

private slots:
    void runsById()
    {
        Commands commands;
        int runs = 0;
        commands.add({.id = "run.train", .title = "&Train", .group = "Train", .run = [&] { ++runs; }});
        QSignalSpy ran(&commands, &Commands::ran);
        QVERIFY(commands.run("run.train"));
        QCOMPARE(runs, 1);
        QCOMPARE(ran.count(), 1);
        QCOMPARE(ran[0][0].toString(), QString("run.train"));
        QVERIFY(!commands.run("run.trian"));
        QCOMPARE(ran.count(), 1);
    }

    void whatCannotBeOrderedNowIsNotRun()
    {
        Commands commands;
        bool isPossible = false;
        int runs = 0;
        commands.add({.id = "run.stop", .title = "Stop", .group = "Train", .run = [&] { ++runs; }, .isEnabled = [&] { return isPossible; }});
        QVERIFY(!commands.run("run.stop"));
        QCOMPARE(runs, 0);
        isPossible = true;
        QVERIFY(commands.run("run.stop"));
        QCOMPARE(runs, 1);
    }

    void titlesLoseTheirMenuLettersAndNothingElse()
    {
        Command save{.id = "file.save", .title = "Save && &close", .group = "&File/Open &recent", .run = [] {}};
        QCOMPARE(save.plainTitle(), QString("Save & close"));
        QCOMPARE(save.plainGroup(), QString::fromUtf8("File › Open recent"));
        save.titleNow = [] { return QString("&Pause"); };
        QCOMPARE(save.plainTitle(), QString("Pause"));
    }

    void anActionLooksLikeItsCommand()
    {
        Commands commands;
        commands.add({.id = "file.save", .title = "&Save network", .group = "File", .keys = {QKeySequence("Ctrl+S"), QKeySequence("F2")},
                      .help = "Writes it", .run = [] {}, .repeats = true});
        commands.add(command("file.quit", "&Quit", "File"));
        const QAction* save = commands.action("file.save");
        QCOMPARE(save->text(), QString("&Save network"));
        QCOMPARE(save->shortcuts().size(), 2);
        QCOMPARE(save->toolTip(), QString("Writes it (Ctrl+S)"));
        QVERIFY(save->autoRepeat() && !save->isCheckable() && save->isEnabled());
        const QAction* quit = commands.action("file.quit");
        QCOMPARE(quit->toolTip(), QString("Quit"));
        QVERIFY(!quit->autoRepeat());
        QCOMPARE(commands.action("file.save"), save);
        QCOMPARE(commands.actionsOf("File"), (QList<QAction*>{commands.action("file.save"), commands.action("file.quit")}));
    }

    void anActionRunsItsCommandAndFollowsItsPredicates()
    {
        Commands commands;
        bool isDark = false;
        bool isPossible = true;
        commands.add({.id = "view.dark", .title = "Dark", .group = "View", .run = [&] { isDark = !isDark; },
                      .isEnabled = [&] { return isPossible; }, .isChecked = [&] { return isDark; },
                      .titleNow = [&] { return isDark ? QString("Light") : QString("Dark"); }});
        QAction* action = commands.action("view.dark");
        QVERIFY(action->isCheckable() && !action->isChecked());
        action->trigger();
        QVERIFY(isDark);
        QTRY_COMPARE(action->text(), QString("Light"));
        QVERIFY(action->isChecked());

        isPossible = false;
        action->trigger(); // nobody told it yet
        QVERIFY(isDark);
        QTRY_VERIFY(!action->isEnabled());
        QVERIFY(action->isChecked());
        isPossible = true;
        commands.refresh();
        commands.refresh();
        QTRY_VERIFY(action->isEnabled());
    }

    void providersAreAskedWheneverOneLooks()
    {
        Commands commands;
        commands.add(command("run.train", "Train", "Train"));
        QStringList files;
        QString opened;
        commands.addProvider([&] {
            std::vector<Command> recent;
            for (const QString& file : files)
                recent.push_back({.id = "recent." + file, .title = file, .group = "File/Open recent", .run = [&opened, file] { opened = file; }});
            return recent;
        });
        QCOMPARE(ids(commands.search("nine")), QStringList());
        files << "nine.safetensors";
        QCOMPARE(ids(commands.search("nine")), QStringList("recent.nine.safetensors"));
        QVERIFY(commands.run("recent.nine.safetensors"));
        QCOMPARE(opened, QString("nine.safetensors"));
        files.clear();
        QVERIFY(!commands.run("recent.nine.safetensors"));
        QCOMPARE(ids(commands.all()), QStringList("run.train"));
    }

    void findsByTitleThenGroupThenId()
    {
        Commands commands;
        commands.add(command("pad.clear", "Clear", "Draw"));
        commands.add(command("view.draw", "Draw", "View"));
        commands.add(command("draw.other", "Something", "Elsewhere"));
        commands.add(command("file.quit", "Quit", "File"));
        QCOMPARE(ids(commands.search("draw")), QStringList({"view.draw", "pad.clear", "draw.other"}));
    }

    void everyWordHasToMatchSomewhere()
    {
        Commands commands;
        commands.add(command("file.save", "Save network", "File"));
        commands.add(command("file.saveAs", "Save network as…", "File"));
        commands.add(command("data.mnist", "MNIST", "File/Data"));
        QCOMPARE(ids(commands.search("as save")), QStringList("file.saveAs"));
        QCOMPARE(ids(commands.search(" data  mni ")), QStringList("data.mnist"));
        QCOMPARE(ids(commands.search("save mnist")), QStringList());
    }

    void whatSaysPauseNowIsFoundAsTrainToo()
    {
        Commands commands;
        commands.add({.id = "run.toggle", .title = "Train", .group = "Run", .run = [] {}, .titleNow = [] { return QString("Pause"); }});
        QCOMPARE(ids(commands.search("train")), QStringList("run.toggle"));
        QCOMPARE(ids(commands.search("pause")), QStringList("run.toggle"));
    }

    void whatCannotBeOrderedNowComesLast()
    {
        Commands commands;
        commands.add({.id = "run.stop", .title = "Stop", .group = "Train", .run = [] {}, .isEnabled = [] { return false; }});
        commands.add(command("run.step", "Stop after a step", "Train"));
        QCOMPARE(ids(commands.search("stop")), QStringList({"run.step", "run.stop"}));
    }

    void withoutLettersWhatWasRunLastComesFirst()
    {
        Commands commands;
        for (const char* const id : {"a", "b", "c"})
            commands.add(command(id, id, "Letters"));
        QCOMPARE(ids(commands.search({})), QStringList({"a", "b", "c"}));
        commands.run("c");
        commands.run("b");
        QCOMPARE(ids(commands.search({})), QStringList({"b", "c", "a"}));
    }

    void aKeyThatAPersonChoseIsKept()
    {
        QCoreApplication::setOrganizationName("digitscope-test");
        QSettings().clear();
        const Command train{.id = "run.train", .title = "&Train", .group = "Train", .keys = {Qt::Key_Space}, .run = [] {}};
        {
            Commands commands;
            commands.add(train);
            QAction* const action = commands.action("run.train");
            commands.setKey("run.train", Qt::Key_T);
            QCOMPARE(action->shortcut(), QKeySequence(Qt::Key_T));
            QVERIFY(action->toolTip().contains("(T)") && !action->toolTip().contains("Space"));
            QCOMPARE(commands.holderOf(Qt::Key_T)->id, QString("run.train"));
            QVERIFY(!commands.holderOf(Qt::Key_Space));
        }
        Commands next;
        next.add(train);
        QCOMPARE(next.action("run.train")->shortcut(), QKeySequence(Qt::Key_T));
        QVERIFY(!next.hasInitialKey("run.train"));
        next.resetKey("run.train");
        QCOMPARE(next.action("run.train")->shortcut(), QKeySequence(Qt::Key_Space));
        QVERIFY(QSettings().allKeys().isEmpty());
    }

    void aKeyOfAnAdoptedActionIsNamedByItsTooltip()
    {
        QCoreApplication::setOrganizationName("digitscope-test");
        QSettings().clear();
        QAction step("Step");
        step.setShortcut(Qt::Key_S);
        step.setToolTip("One step (S)");
        Commands commands;
        commands.adopt("run.step", "Train", &step);
        commands.setKey("run.step", Qt::Key_W);
        QCOMPARE(step.shortcut(), QKeySequence(Qt::Key_W));
        QCOMPARE(step.toolTip(), QString("One step (W)"));
        QSettings().clear();
    }
};

const RegisteredTest<CommandsTest, QApplication> registeredCommandsTest;
#include "tst_commands.moc"
