#include "app/window/data_menu.h"

#include "app/session/commands.h"
#include "app/session/data_library.h"
#include "app/session/data_location.h"
#include "app/session/engine_words.h"
#include "app/session/runs.h"
#include "engine/errors.h"

#include <QFileDialog>
#include <QMenu>

namespace {

QString group()
{
    return DataMenu::tr("File") + QLatin1Char('/') + DataMenu::tr("Data to learn from");
}

} // namespace

DataMenu::DataMenu(const Context& context, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
{
    const Runs& runs = context.runs;
    for (const DataLibrary::Choice& choice : DataLibrary::choices()) {
        Command command{.id = QStringLiteral("data.") + QString::fromStdString(choice.where), .title = choice.title, .group = group()};
        command.run = [&data = context.data, where = choice.where] { data.open(where); };
        command.isEnabled = [&runs, choice] { return choice.readsPoints == runs.state().readsPoints(); };
        if (choice.readsPoints)
            command.isChecked = [&runs, choice] { return runs.data() && runs.data()->name == choice.where; };
        context.commands.add(std::move(command));
    }
    const auto add = [&](const char* id, const QString& title, auto run) {
        context.commands.add({.id = QLatin1String(id), .title = title, .group = group(), .run = run,
                              .isEnabled = [&runs] { return !runs.state().readsPoints(); }});
    };
    add("data.download", tr("&Download MNIST…"), [this] { emit downloadRequested(); });
    add("data.folder", tr("Open a &folder…"), [this] { openFolder(); });
    add("data.drawings", tr("Open &drawings…"), [this] { openDrawings(); });
    add("data.join", tr("&Join several…"), [this] { openSum(); });
}

void DataMenu::fill(QMenu& menu)
{
    for (const char* id : {"mnist", "download", "synthetic", "folder", "drawings", "join", "", "xor", "and", "or"}) {
        if (*id == '\0')
            menu.addSeparator();
        else
            menu.addAction(m_context.commands.action(QStringLiteral("data.") + QLatin1String(id)));
    }
}

void DataMenu::openFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(
        m_window, tr("Open a folder with four IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…)"));
    if (!folder.isEmpty())
        m_context.data.open(folder.toStdString());
}

void DataMenu::openDrawings()
{
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open drawings to learn from, one a line"), {},
                                                      tr("Drawings (*.jsonl)"));
    if (!file.isEmpty())
        m_context.data.open(file.toStdString());
}

void DataMenu::openSum()
{
    const auto problemOf = [](const QString& sum) -> QString {
        try {
            (void)findData(sum.toStdString());
            return {};
        } catch (const engine::Error& error) {
            return sentenceOf(error);
        }
    };
    JoinDialog dialog(m_joined, problemOf, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_joined = dialog.parts();
    m_context.data.open(dialog.sum().toStdString());
}
