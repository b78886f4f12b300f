#include "app/window/preset_commands.h"

#include "app/session/commands.h"
#include "app/session/context.h"
#include "app/session/engine_words.h"
#include "app/session/notices.h"
#include "app/session/presets.h"
#include "engine/gallery/gallery.h"

#include <QCoreApplication>

void addPresetCommands(const Context& context)
{
    for (const engine::Recipe& preset : engine::presets()) {
        const auto open = [&runs = context.runs, &notices = context.notices, name = preset.name] {
            const NetworkCheck check = openPreset(runs, name);
            if (!check.problem.isEmpty())
                notices.say(Notice::Level::Error, check.problem);
        };
        context.commands.add({.id = QStringLiteral("preset.") + QString::fromStdString(preset.name),
                              .title = QString::fromStdString(preset.name),
                              .group = QCoreApplication::translate("PresetCommands", "Network"),
                              .help = translated(preset.description),
                              .run = open});
    }
}
