#pragma once

#include "app/background_jobs.h"
#include "app/data_location.h"

#include <QObject>

#include <optional>
#include <string>

class QWidget;
class Workbench;

/// Finds and reads data sets for the window, without making it wait.
class DataFiles : public QObject
{
    Q_OBJECT

public:
    /// window: parent of the folder dialog. Both borrowed; they must outlive it.
    DataFiles(Workbench& workbench, QWidget* window);

    /// where: as on the command line; nothing: the first that is found, and the synthetic digits failing that.
    void open(const std::optional<std::string>& where);
    void openFolder(); ///< asks
    bool isLoading() const { return m_isLoading; }

signals:
    void loadingChanged();
    /// What is in use now; isSynthetic: nothing real was found, or it was asked for.
    void opened(const QString& description, const QString& reason, bool isSynthetic);
    void failed(const QString& sentence);

private:
    void read(const DataLocation& location);

    Workbench& m_workbench;
    QWidget* m_window;
    BackgroundJobs m_jobs;
    bool m_isLoading = false;
};
