#include "app/session/data_library.h"

#include "app/session/engine_words.h"
#include "app/session/runs.h"
#include "engine/data/logic_tables.h"
#include "engine/errors.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace {

QString nameOf(const Runs& runs)
{
    return QString::fromStdString(runs.state().recipe.name);
}

/// The same from whatever folder the program is started in.
std::string wherever(const std::string& where)
{
    std::error_code trouble;
    return std::filesystem::exists(where, trouble) ? std::filesystem::absolute(where).string() : where;
}

} // namespace

DataLibrary::DataLibrary(Runs& runs, Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
    , m_jobs(jobs)
{
    connect(&runs, &Runs::dataWanted, this, [this] {
        if (!m_isLoading)
            openDefault();
    });
}

std::vector<DataLibrary::Choice> DataLibrary::choices()
{
    return {{tr("&MNIST"), "mnist"},
            {tr("S&ynthetic digits"), "synthetic"},
            {tr("The four points of &XOR"), "xor", true},
            {tr("The four points of &AND"), "and", true},
            {tr("The four points of &OR"), "or", true}};
}

void DataLibrary::open(const std::optional<std::string>& where, Telling telling)
{
    try {
        if (!where)
            openDefault();
        else if (std::ranges::count(engine::logicTables, *where))
            openTable(*where);
        else
            read(findData(where), where, telling);
    } catch (const std::exception& error) {
        emit failed(sentenceOf(error));
        if (!m_runs.data())
            openDefault(); // the window is never without data
    }
}

void DataLibrary::openTable(const std::string& name)
{
    if (!m_runs.state().readsPoints())
        throw engine::ShapeError("%1 reads pictures, and %2 is four points; choose the network neuron or xor for them.",
                                 nameOf(m_runs).toStdString(), name);
    const auto table = std::make_shared<const engine::DataSplits>(engine::logicTable(name));
    if (m_runs.state().isTrained())
        m_runs.learnAnewFrom(table);
    else
        m_runs.setData(table);
}

void DataLibrary::openDefault()
{
    if (const auto known = m_runs.dataOf(m_runs.state().recipe))
        m_runs.setData(known);
    else
        read(usualLocation(), {});
}

/// A folder that is there no longer, on a stick say, is said and passed over.
DataLocation DataLibrary::usualLocation()
{
    try {
        if (!m_usualFolder.empty())
            return findData(m_usualFolder);
    } catch (const std::exception& error) {
        emit failed(sentenceOf(error));
    }
    return findData(std::nullopt);
}

void DataLibrary::read(const DataLocation& location, const Asked& asked, Telling telling)
{
    m_isLoading = true;
    emit loadingChanged();
    const auto end = [this] {
        m_isLoading = false;
        emit loadingChanged();
    };
    const auto fail = [this, end](const QString& reason) {
        end();
        emit failed(reason);
        if (!m_runs.data())
            read(findData("synthetic"), {});
    };
    m_jobs.run(
        m_prediction, {.queue = Jobs::Queue::Long, .failed = fail},
        [location](const std::stop_token&, const engine::Progress&) {
            return std::make_shared<const engine::DataSplits>(readData(location));
        },
        [this, location, asked, telling, end](const Data& data) {
            end();
            take(data, location, asked, telling);
        });
}

void DataLibrary::take(const Data& data, const DataLocation& location, const Asked& asked, Telling telling)
{
    const QString description = QString::fromStdString(describe(*data));
    use({data, asked ? Asked(wherever(*asked)) : m_chosen}, telling);
    if (!data->notes.empty()) {
        const auto more = data->notes.size() - 1;
        const QString first = inWords(data->notes.front());
        emit noted(more > 0 ? tr("%1 (and %2 more such notes)").arg(first).arg(more) : first);
    }
    if (!m_runs.data())
        openDefault(); // these wait for another network, and this one has none yet
    if (!m_runs.state().readsPoints())
        emit opened(description, inWords(location.reason), location.isMade());
    else if (asked)
        emit kept(tr("%1 needs a network that reads pictures; %2 reads points.").arg(description, nameOf(m_runs)));
}

void DataLibrary::use(const Used& next, Telling telling)
{
    const Used former{m_runs.data(), std::exchange(m_chosen, next.chosen)};
    m_runs.setData(next.data);
    if (telling == Telling::OfWhatWasReplaced && former.data)
        m_runs.current().whenIdle([this, former] { tellOf(former); }); // a run that was training is stopped first
}

void DataLibrary::tellOf(const Used& former)
{
    if (!m_runs.data() || m_runs.state().readsPoints())
        return;
    const QString now = QString::fromStdString(describe(*m_runs.data())), before = QString::fromStdString(describe(*former.data));
    if (now == before)
        return; // read again
    m_former = former;
    emit replaced(now, before);
}

void DataLibrary::bringBack()
{
    if (m_former.data)
        use(std::exchange(m_former, {}), Telling::OfWhatWasReplaced);
}
