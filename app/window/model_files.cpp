#include "app/window/model_files.h"

#include "app/builtin_models.h"
#include "app/workbench.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace {

constexpr int longestRecent = 8;

/// What a file holds: one network, or an ensemble's members and no state.
struct Opened
{
    std::vector<engine::SavedModel> models;
    std::optional<NetworkState> state;
};

QString modelFilter()
{
    return ModelFiles::tr("Networks (*.safetensors);;All files (*)");
}

} // namespace

ModelFiles::ModelFiles(Workbench& workbench, QWidget* window)
    : QObject(window)
    , m_workbench(workbench)
    , m_window(window)
{
    connect(&workbench, &Workbench::networkReplaced, this, [this] { m_file = std::exchange(m_openedFile, {}); });
}

void ModelFiles::open()
{
    const QString start = m_recent.isEmpty() ? QString() : QFileInfo(m_recent.front()).path();
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open a trained network"), start, modelFilter());
    if (!file.isEmpty())
        open(file);
}

void ModelFiles::open(const QString& file)
{
    m_jobs.run([name = file.toStdString()] {
                   Opened opened{openModels(name), {}};
                   if (opened.models.size() == 1)
                       opened.state = fromSavedModel(std::move(opened.models.front()));
                   return opened;
               },
               [this, file](Opened content) {
                   const bool isFile = !file.startsWith(QStringLiteral("builtin"));
                   const QString path = isFile ? QFileInfo(file).absoluteFilePath() : QString();
                   if (isFile)
                       remember(path);
                   if (!content.state) {
                       emit ensembleOpened(content.models);
                       return;
                   }
                   m_openedFile = path;
                   m_workbench.openNetwork(std::move(*content.state));
                   emit opened(file);
               },
               [this](const QString& reason) { emit failed(reason); });
}

void ModelFiles::save()
{
    if (m_file.isEmpty())
        saveAs();
    else
        save(m_file);
}

void ModelFiles::saveAs()
{
    const QString folder = m_recent.isEmpty() ? QString() : QFileInfo(m_recent.front()).path() + QLatin1Char('/');
    const QString name = QString::fromStdString(m_workbench.state().recipe.name) + QStringLiteral(".safetensors");
    const QString file = QFileDialog::getSaveFileName(m_window, tr("Save the network"), folder + name, modelFilter());
    if (!file.isEmpty())
        save(file);
}

void ModelFiles::save(const QString& file)
{
    m_workbench.requestConsistentState([this, file](const NetworkState& state) {
        m_jobs.run(
            [state, name = file.toStdString()] {
                engine::saveModel(toSavedModel(state), name);
                return true;
            },
            [this, file](bool) {
                m_file = file;
                remember(file);
                emit saved(file);
            },
            [this](const QString& reason) { emit failed(reason); });
    });
}

void ModelFiles::remember(const QString& file)
{
    m_recent.removeAll(file);
    m_recent.prepend(file);
    while (m_recent.size() > longestRecent)
        m_recent.removeLast();
    emit recentChanged();
}
