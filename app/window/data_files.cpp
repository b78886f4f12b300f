#include "app/window/data_files.h"

#include "app/workbench.h"
#include "engine/data/logic_tables.h"
#include "engine/errors.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>
#include <filesystem>

namespace {

QString nameOf(const Workbench& workbench)
{
    return QString::fromStdString(workbench.state().recipe.name);
}

/// The same from whatever folder the program is started in.
std::string wherever(const std::string& where)
{
    std::error_code trouble;
    return std::filesystem::exists(where, trouble) ? std::filesystem::absolute(where).string() : where;
}

} // namespace

DataFiles::DataFiles(Workbench& workbench, QWidget* window)
    : QObject(window)
    , m_workbench(workbench)
    , m_window(window)
{
    connect(&workbench, &Workbench::dataWanted, this, [this] {
        if (!m_isLoading)
            openDefault();
    });
}

void DataFiles::open(const std::optional<std::string>& where)
{
    try {
        if (!where)
            openDefault();
        else if (std::ranges::count(engine::logicTables, *where))
            openTable(*where);
        else
            read(findData(where), where);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        if (!m_workbench.data())
            openDefault(); // the window is never without data
    }
}

void DataFiles::openTable(const std::string& name)
{
    if (!m_workbench.state().readsPoints())
        throw engine::ShapeError(tr("%1 reads pictures, and %2 is four points; choose the network neuron or xor for them.")
                                     .arg(nameOf(m_workbench), QString::fromStdString(name))
                                     .toStdString());
    const auto table = std::make_shared<const engine::DataSplits>(engine::logicTable(name));
    if (m_workbench.state().isTrained())
        m_workbench.learnAnewFrom(table);
    else
        m_workbench.setData(table);
}

void DataFiles::openDefault()
{
    if (const auto known = m_workbench.dataOf(m_workbench.state().recipe))
        m_workbench.setData(known);
    else
        read(findData(std::nullopt), {});
}

void DataFiles::openFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(
        m_window, tr("Open a folder with four IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…)"));
    if (!folder.isEmpty())
        open(folder.toStdString());
}

void DataFiles::openDrawings()
{
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open drawings to learn from, one a line"), {},
                                                      tr("Drawings (*.jsonl)"));
    if (!file.isEmpty())
        open(file.toStdString());
}

void DataFiles::openSum()
{
    bool isWanted = false;
    const QString sum
        = QInputDialog::getText(m_window, tr("Join data"),
                                tr("Sources with + between: mnist, a folder, drawings (.jsonl), synthetic:COUNT.\n"
                                   "Behind each *N for N times its weight, [test=…] for what to be judged by:\n"
                                   "writers as 23-30, last1000, all or none."),
                                QLineEdit::Normal, m_sum, &isWanted);
    if (!isWanted || sum.trimmed().isEmpty())
        return;
    m_sum = sum.trimmed();
    open(m_sum.toStdString());
}

void DataFiles::fill(QMenu& menu)
{
    const auto data = m_workbench.data();
    const bool readsPoints = m_workbench.state().readsPoints();
    const auto add = [&](const QString& title, const std::string& where, bool isReadable) {
        QAction* action = menu.addAction(title, this, [this, where] { open(where); });
        action->setEnabled(isReadable);
        action->setCheckable(readsPoints && isReadable);
        action->setChecked(action->isCheckable() && data && data->name == where);
    };
    menu.clear();
    add(tr("&MNIST"), "mnist", !readsPoints);
    menu.addAction(tr("&Download MNIST…"), this, &DataFiles::downloadRequested)->setEnabled(!readsPoints);
    add(tr("S&ynthetic digits"), "synthetic", !readsPoints);
    menu.addAction(tr("Open a &folder…"), this, &DataFiles::openFolder)->setEnabled(!readsPoints);
    menu.addAction(tr("Open &drawings…"), this, &DataFiles::openDrawings)->setEnabled(!readsPoints);
    menu.addAction(tr("&Join several…"), this, &DataFiles::openSum)->setEnabled(!readsPoints);
    menu.addSeparator();
    add(tr("The four points of &XOR"), "xor", readsPoints);
    add(tr("The four points of &AND"), "and", readsPoints);
    add(tr("The four points of &OR"), "or", readsPoints);
}

void DataFiles::read(const DataLocation& location, const Asked& asked)
{
    m_isLoading = true;
    emit loadingChanged();
    const auto end = [this] {
        m_isLoading = false;
        emit loadingChanged();
    };
    m_jobs.run([location] { return std::make_shared<const engine::DataSplits>(readData(location)); },
               [this, location, asked, end](const std::shared_ptr<const engine::DataSplits>& data) {
                   end();
                   take(data, location, asked);
               },
               [this, end](const QString& reason) {
                   end();
                   emit failed(reason);
                   if (!m_workbench.data())
                       read(findData("synthetic"), {});
               });
}

void DataFiles::take(const std::shared_ptr<const engine::DataSplits>& data, const DataLocation& location, const Asked& asked)
{
    const QString description = QString::fromStdString(describe(*data));
    if (asked)
        m_chosen = wherever(*asked);
    m_workbench.setData(data);
    if (!data->notes.empty()) {
        const auto more = data->notes.size() - 1;
        const QString first = QString::fromStdString(data->notes.front());
        emit noted(more > 0 ? tr("%1 (and %2 more such notes)").arg(first).arg(more) : first);
    }
    if (!m_workbench.data())
        openDefault(); // these wait for another network, and this one has none yet
    if (!m_workbench.state().readsPoints())
        emit opened(description, QString::fromStdString(location.reason), location.isMade());
    else if (asked)
        emit kept(tr("%1 waits for a network that reads pictures: %2 reads points.").arg(description, nameOf(m_workbench)));
}
