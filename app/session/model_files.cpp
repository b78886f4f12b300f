#include "app/session/model_files.h"

#include "app/session/builtin_models.h"
#include "app/session/runs.h"

#include <QFileInfo>

#include <utility>

namespace {

constexpr int longestRecent = 8;

/// What a file holds: one network, or an ensemble's members and no state.
struct Opened
{
    std::vector<engine::SavedModel> models;
    std::optional<RunState> state;
};

} // namespace

ModelFiles::ModelFiles(Runs& runs, Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
    , m_jobs(jobs)
{
    connect(&runs.current(), &Run::replaced, this, [this] { m_file = std::exchange(m_openedFile, {}); });
}

QString ModelFiles::folder() const
{
    return m_recent.isEmpty() ? QString() : QFileInfo(m_recent.front()).path();
}

void ModelFiles::open(const QString& file)
{
    m_jobs.run(m_opening, {.failed = [this](const QString& reason) { emit failed(reason); }},
               [name = file.toStdString()](const std::stop_token&, const engine::Progress&) {
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
                   const QString name = isFile ? QFileInfo(file).fileName() : QString::fromStdString(content.state->recipe.name);
                   m_runs.open(std::move(*content.state), tr("%1 was opened.").arg(name));
                   emit opened(file);
               });
}

void ModelFiles::save(const QString& file)
{
    m_runs.current().requestConsistentState([this, file](const RunState& state) {
        m_jobs.finish(
            this, {.failed = [this](const QString& reason) { emit failed(reason); }},
            [state, name = file.toStdString()] { engine::saveModel(toSavedModel(state), name); },
            [this, file] {
                m_file = file;
                remember(file);
                emit saved(file);
            });
    });
}

void ModelFiles::setRecent(const QStringList& files)
{
    m_recent = files;
    emit recentChanged();
}

void ModelFiles::remember(const QString& file)
{
    m_recent.removeAll(file);
    m_recent.prepend(file);
    while (m_recent.size() > longestRecent)
        m_recent.removeLast();
    emit recentChanged();
}
