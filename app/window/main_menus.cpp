#include "app/window/main_menus.h"

#include "app/session/builtin_models.h"
#include "app/session/commands.h"
#include "app/session/model_files.h"
#include "app/window/data_menu.h"

#include <QMenu>

MainMenus::MainMenus(const Context& context, DataMenu& data, QWidget* parent)
    : QMenuBar(parent)
    , m_context(context)
{
    buildFile(data);
    buildDraw();
    buildTrain();
    buildView();
    addMenuOf(tr("&Help"), {"help.keys", "help.about"});
}

QMenu* MainMenus::addMenuOf(const QString& title, std::initializer_list<const char*> ids)
{
    QMenu* menu = addMenu(title);
    addCommands(*menu, ids);
    connect(menu, &QMenu::aboutToShow, &m_context.commands, &Commands::refresh);
    return menu;
}

/// An empty id: a line.
void MainMenus::addCommands(QMenu& menu, std::initializer_list<const char*> ids)
{
    for (const char* id : ids) {
        if (*id == '\0')
            menu.addSeparator();
        else if (m_context.commands.find(QLatin1String(id)))
            menu.addAction(m_context.commands.action(QLatin1String(id)));
    }
}

void MainMenus::buildFile(DataMenu& data)
{
    QMenu* menu = addMenuOf(tr("&File"), {"file.open"});
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    QMenu* shipped = menu->addMenu(tr("Open &shipped network"));
    for (const std::string& name : builtinModels())
        shipped->addAction(m_context.commands.action(QStringLiteral("shipped.") + QString::fromStdString(name)));
    addCommands(*menu, {"file.save", "file.saveAs", ""});
    data.fill(*menu->addMenu(tr("&Data to learn from")));
    addCommands(*menu, {"", "digits.import", "digits.exportShown", "", "file.quit"});
    connect(&m_context.models, &ModelFiles::recentChanged, recent, [this, recent] { showRecent(*recent); });
    showRecent(*recent);
}

void MainMenus::showRecent(QMenu& menu)
{
    menu.clear();
    for (const QString& file : m_context.models.recent())
        menu.addAction(file, &m_context.commands, [&commands = m_context.commands, file] { commands.run(QStringLiteral("recent:") + file); });
    menu.setEnabled(!menu.isEmpty());
}

void MainMenus::buildDraw()
{
    QMenu* menu = addMenuOf(tr("&Draw"), {"pad.pen", "pad.eraser", "pad.thinner", "pad.thicker", "", "pad.undo", "pad.redo", "pad.clear",
                                          "", "pad.ink", "pad.pixels", "pad.numbers", ""});
    QMenu* labels = menu->addMenu(tr("I dr&ew a …"));
    labels->setProperty("keys", tr("0 … 9, X")); // for the list of keys
    addCommands(*labels, {"label.0", "label.1", "label.2", "label.3", "label.4", "label.5", "label.6", "label.7", "label.8", "label.9",
                          "label.none"});
    addCommands(*menu, {"digits.learn", "pad.upright", "", "pad.wide", "number.previous", "number.next", "", "picture.paste",
                        "picture.open", "picture.close", "", "sample.previous", "sample.next", "sample.drawing"});
}

void MainMenus::buildTrain()
{
    addMenuOf(tr("&Train"), {"run.train", "run.step", "run.epoch", "run.stop", "", "run.rewind", "run.newSeed", "run.back", "run.forward", "",
                             "run.ensemble"});
}

void MainMenus::buildView()
{
    QMenu* menu = addMenu(tr("&View"));
    connect(menu, &QMenu::aboutToShow, &m_context.commands, &Commands::refresh);
    for (const Command& command : m_context.commands.all())
        if (command.id.startsWith(QStringLiteral("view.")) && command.group == tr("View") + QLatin1Char('/') + tr("Page"))
            menu->addAction(m_context.commands.action(command.id));
    addCommands(*menu, {"", "unit.previous", "unit.next", "layer.previous", "layer.next", "", "view.palette", "view.notice", "",
                        "view.dark", "view.presenter", "view.fullScreen", "view.resetLayout"});
}
