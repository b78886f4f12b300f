#include "app/window/palette_presenter.h"

#include "app/session/commands.h"
#include "ui/panels/command_palette.h"

#include <QMainWindow>

namespace {

CommandPalette::Entry entryOf(const Command& command)
{
    QString title = command.titleNow ? command.titleNow() : command.title;
    return {.id = command.id,
            .title = title.remove(QLatin1Char('&')),
            .group = command.plainGroup(),
            .key = command.keys.isEmpty() ? QString() : command.keys.front().toString(QKeySequence::NativeText),
            .isEnabled = command.canRun()};
}

} // namespace

PalettePresenter::PalettePresenter(Commands& commands, QMainWindow& window)
    : QObject(&window)
{
    const auto search = [&commands](const QString& letters) {
        std::vector<CommandPalette::Entry> entries;
        for (const Command& command : commands.search(letters))
            if (command.id != QStringLiteral("view.palette"))
                entries.push_back(entryOf(command));
        return entries;
    };
    auto* palette = new CommandPalette(search, &window);
    commands.add({.id = QStringLiteral("view.palette"),
                  .title = tr("&Find a command…"),
                  .group = tr("View"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::Key_K)},
                  .help = tr("Every command, preset, page, data set and recent file by a few letters"),
                  .run = [palette] { palette->toggle(); }});
    connect(palette, &CommandPalette::chosen, &commands, [&commands](const QString& id) { commands.run(id); });
}
