#pragma once

#include "app/background_jobs.h"

#include "engine/io/model_file.h"

#include <QObject>
#include <QStringList>

class QWidget;
class Workbench;

/// Opens and saves trained networks, without making the window wait, and remembers which.
class ModelFiles : public QObject
{
    Q_OBJECT

public:
    /// window: parent of the file dialogs. Both borrowed; they must outlive it.
    ModelFiles(Workbench& workbench, QWidget* window);

    void open(); ///< asks for a file
    /// A path, "builtin" or "builtin:NAME".
    void open(const QString& file);
    void save(); ///< to where it was opened from or saved to last, else asks
    void saveAs(); ///< asks
    void save(const QString& file);

    /// Of the network in use; empty when it has none.
    const QString& file() const { return m_file; }
    void setFile(const QString& file) { m_file = file; }

    const QStringList& recent() const { return m_recent; }
    void setRecent(const QStringList& files) { m_recent = files; }

signals:
    void opened(const QString& file);
    /// The file holds several networks; the one in use stays.
    void ensembleOpened(const std::vector<engine::SavedModel>& members);
    void saved(const QString& file);
    void failed(const QString& sentence);
    void recentChanged();

private:
    void remember(const QString& file);

    Workbench& m_workbench;
    QWidget* m_window;
    BackgroundJobs m_jobs;
    QString m_file;
    QString m_openedFile; ///< of the network that is about to be in use
    QStringList m_recent; ///< newest first
};
