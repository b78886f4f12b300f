#include "app/window/file_commands.h"

#include "app/session/builtin_models.h"
#include "app/session/commands.h"
#include "app/session/data_library.h"
#include "app/session/file_kind.h"
#include "app/session/fine_tuner.h"
#include "app/session/model_files.h"
#include "app/session/my_digits.h"
#include "app/session/notices.h"
#include "app/session/picture_input.h"
#include "app/session/runs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace {

QString networks()
{
    return FileCommands::tr("Networks (*.safetensors);;All files (*)");
}

QString inFile(const QString& submenu)
{
    return FileCommands::tr("File") + QLatin1Char('/') + submenu;
}

} // namespace

FileCommands::FileCommands(const Context& context, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
{
    addNetworks();
    addPictures();
    addDigits();
    context.commands.add({.id = QStringLiteral("file.quit"), .title = tr("&Quit"), .group = tr("File"),
                          .keys = {QKeySequence::Quit}, .run = [window] { window->close(); }});
}

void FileCommands::addNetworks()
{
    Commands& commands = m_context.commands;
    ModelFiles& models = m_context.models;
    commands.add({.id = QStringLiteral("file.open"), .title = tr("&Open…"), .group = tr("File"),
                  .keys = {QKeySequence::Open}, .help = tr("Open a network, a picture, drawings or a data set: the "
                                                           "program sees which it is"),
                  .run = [this] { openAny(); }});
    commands.add({.id = QStringLiteral("file.save"), .title = tr("&Save network"), .group = tr("File"),
                  .keys = {QKeySequence::Save}, .run = [this] { save(); }});
    commands.add({.id = QStringLiteral("file.saveAs"), .title = tr("Save network &as…"), .group = tr("File"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}, .run = [this] { saveAs(); }});
    for (const std::string& name : builtinModels()) {
        const QString file = QStringLiteral("builtin:") + QString::fromStdString(name);
        commands.add({.id = QStringLiteral("shipped.") + QString::fromStdString(name), .title = QString::fromStdString(name),
                      .group = inFile(tr("Open shipped network")), .run = [&models, file] { models.open(file); }});
    }
    commands.addProvider([this, &models] {
        std::vector<Command> recent;
        for (const QString& file : models.recent())
            recent.push_back({.id = QStringLiteral("recent:") + file, .title = file, .group = inFile(tr("Open recent")),
                              .run = [this, file] { open(file); }});
        return recent;
    });
}

void FileCommands::addPictures()
{
    Commands& commands = m_context.commands;
    PictureInput& pictures = m_context.pictures;
    commands.add({.id = QStringLiteral("picture.paste"), .title = tr("&Paste a picture"), .group = tr("Draw"),
                  .keys = {QKeySequence::Paste}, .run = [&pictures] { pictures.paste(); }});
    commands.add({.id = QStringLiteral("picture.open"), .title = tr("Open a p&icture…"), .group = tr("Draw"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::Key_I)}, .run = [this] { openPicture(); }});
    commands.add({.id = QStringLiteral("picture.close"), .title = tr("&Back to the pad"), .group = tr("Draw"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::Key_B)}, .run = [&pictures] { pictures.close(); }});
}

void FileCommands::addDigits()
{
    Commands& commands = m_context.commands;
    commands.add({.id = QStringLiteral("digits.import"), .title = tr("&Import drawings to my digits…"), .group = tr("File"),
                  .run = [this] { importDigits(); }});
    commands.add({.id = QStringLiteral("digits.exportShown"), .title = tr("&Export my digits…"), .group = tr("File"),
                  .run = [&commands] {
                      commands.run(QStringLiteral("view.my_digits")); // what it shows is exported
                      commands.run(QStringLiteral("my_digits.export"));
                  }});
    commands.add({.id = QStringLiteral("digits.learn"), .title = tr("Learn from my digits"), .group = tr("Draw"),
                  .run = [this, &commands] {
                      commands.run(QStringLiteral("view.my_digits"));
                      m_context.fineTuner.start();
                  }});
    connect(&m_context.myDigits, &MyDigits::imported, this, [&commands] { commands.run(QStringLiteral("view.my_digits")); });
}

void FileCommands::openAny()
{
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open"), m_context.models.folder(), tr("All files (*);;Networks (*.safetensors)"));
    if (!file.isEmpty())
        open(file);
}

void FileCommands::open(const QString& path)
{
    const FileKind kind = fileKindOf(path);
    switch (kind.what) {
    case FileKind::What::Network:
        m_context.models.open(path);
        break;
    case FileKind::What::Picture:
        m_context.pictures.open(path);
        break;
    case FileKind::What::Drawings:
        m_context.myDigits.importFrom(path);
        break;
    case FileKind::What::Data: // of one of its files, the folder
        m_context.data.open((QFileInfo(path).isDir() ? path : QFileInfo(path).path()).toStdString());
        break;
    case FileKind::What::Missing:
    case FileKind::What::Unknown:
        m_context.notices.say({.level = Notice::Level::Error, .sentence = whyNotOpened(path, kind), .subject = unopenedFile});
    }
}

/// To where it was opened from or saved to last, else asks.
void FileCommands::save()
{
    if (m_context.models.file().isEmpty())
        saveAs();
    else
        m_context.models.save(m_context.models.file());
}

void FileCommands::saveAs()
{
    const QString folder = m_context.models.folder();
    const QString name = QString::fromStdString(m_context.runs.state().recipe.name) + QStringLiteral(".safetensors");
    const QString file = QFileDialog::getSaveFileName(m_window, tr("Save the network"),
                                                      folder.isEmpty() ? name : folder + QLatin1Char('/') + name, networks());
    if (!file.isEmpty())
        m_context.models.save(file);
}

void FileCommands::openPicture()
{
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open a picture of a digit"), {},
                                                      tr("Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;All files (*)"));
    if (!file.isEmpty())
        open(file);
}

void FileCommands::importDigits()
{
    const QStringList files = QFileDialog::getOpenFileNames(m_window, tr("Import drawings"), {}, tr("Drawings (*.jsonl);;All files (*)"));
    for (const QString& file : files)
        open(file);
}

void FileCommands::openDropped(const QMimeData& content)
{
    if (m_context.pictures.take(content, tr("what was dropped")))
        return;
    for (const QUrl& url : content.urls())
        if (const QString file = url.toLocalFile(); !file.isEmpty())
            open(file);
}
