#pragma once

#include "app/session/jobs.h"

#include "engine/io/model_file.h"

#include <QObject>
#include <QStringList>

class Runs;

/// Opens and saves trained networks, without making the window wait, and remembers which.
class ModelFiles : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed; they must outlive it.
    ModelFiles(Runs& runs, Jobs& jobs, QObject* parent = nullptr);

    /// A path, "builtin" or "builtin:NAME".
    void open(const QString& file);
    void save(const QString& file);

    /// Of the network in use; empty when it has none.
    const QString& file() const { return m_file; }
    void setFile(const QString& file) { m_file = file; }

    const QStringList& recent() const { return m_recent; }
    /// Where a file is looked for, or saved to, first; empty: nowhere yet.
    QString folder() const;
    void setRecent(const QStringList& files);

signals:
    void opened(const QString& file);
    /// The file holds several networks; the one in use stays.
    void ensembleOpened(const std::vector<engine::SavedModel>& members);
    void saved(const QString& file);
    void failed(const QString& sentence);
    void recentChanged();

private:
    void remember(const QString& file);

    Runs& m_runs;
    Jobs& m_jobs;
    Jobs::Slot m_opening;
    QString m_file;
    QString m_openedFile; ///< of the network that is about to be in use
    QStringList m_recent; ///< newest first
};
