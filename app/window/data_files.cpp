#include "app/window/data_files.h"

#include "app/workbench.h"

#include <QFileDialog>

#include <memory>

DataFiles::DataFiles(Workbench& workbench, QWidget* window)
    : QObject(window)
    , m_workbench(workbench)
    , m_window(window)
{
}

void DataFiles::open(const std::optional<std::string>& where)
{
    try {
        read(findData(where));
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        if (!m_workbench.data() && where)
            read(findData("synthetic")); // the window is never without digits
    }
}

void DataFiles::openFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(
        m_window, tr("Open a folder with four IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…)"));
    if (!folder.isEmpty())
        open(folder.toStdString());
}

void DataFiles::read(const DataLocation& location)
{
    m_isLoading = true;
    emit loadingChanged();
    const auto end = [this] {
        m_isLoading = false;
        emit loadingChanged();
    };
    m_jobs.run([location] { return std::make_shared<const engine::DataSplits>(readData(location)); },
               [this, location, end](std::shared_ptr<const engine::DataSplits> data) {
                   m_workbench.setData(data);
                   end();
                   emit opened(QString::fromStdString(describe(*data)), QString::fromStdString(location.reason),
                               !location.folder);
               },
               [this, end](const QString& reason) {
                   end();
                   emit failed(reason);
                   if (!m_workbench.data())
                       read(findData("synthetic"));
               });
}
