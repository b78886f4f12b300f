#pragma once

#include "app/background_jobs.h"
#include "app/data_location.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

class QMenu;
class QWidget;
class Workbench;

/// Finds and reads data sets for the window, without making it wait.
class DataFiles : public QObject
{
    Q_OBJECT

public:
    /// window: parent of the folder dialog. Both borrowed; they must outlive it.
    DataFiles(Workbench& workbench, QWidget* window);

    /// where: as on the command line; nothing: what the network in use is for. Data that it cannot read are refused, or
    /// kept for one that can.
    void open(const std::optional<std::string>& where);
    void openFolder(); ///< asks
    void openDrawings(); ///< asks
    void openSum(); ///< asks
    /// With all data that there are to choose from; those that the network in use cannot read are greyed.
    void fill(QMenu& menu);
    bool isLoading() const { return m_isLoading; }
    /// What a person asked for last, and got; nothing: what the program finds by itself.
    const std::optional<std::string>& chosen() const { return m_chosen; }

signals:
    void loadingChanged();
    /// isSynthetic: nothing real was found, or it was asked for.
    void opened(const QString& description, const QString& reason, bool isSynthetic);
    /// They were read, and wait for another network.
    void kept(const QString& sentence);
    /// Some of it was left out.
    void noted(const QString& sentences);
    void failed(const QString& sentence);
    void downloadRequested();

private:
    /// What a person asked for; nothing where the network asks.
    using Asked = std::optional<std::string>;

    void openTable(const std::string& name);
    void openDefault();
    void read(const DataLocation& location, const Asked& asked);
    void take(const std::shared_ptr<const engine::DataSplits>& data, const DataLocation& location, const Asked& asked);

    Workbench& m_workbench;
    QWidget* m_window;
    QString m_sum = QStringLiteral("mnist+synthetic:20000"); ///< joined last
    std::optional<std::string> m_chosen;
    BackgroundJobs m_jobs;
    bool m_isLoading = false;
};
