#include "app/window/ensemble_presenter.h"

#include "app/builtin_models.h"
#include "app/data_words.h"
#include "app/sample_reader.h"
#include "app/workbench.h"
#include "engine/errors.h"
#include "engine/io/ensemble_file.h"
#include "ui/panels/ensemble_view.h"

#include <QFileDialog>

#include <algorithm>
#include <set>

namespace {

QString networkFilter()
{
    return EnsemblePresenter::tr("Networks (*.safetensors);;All files (*)");
}

QString detailOf(const engine::SavedModel& model)
{
    const QString seed = EnsemblePresenter::tr("seed %1").arg(model.recipe.seed);
    const QString data = inWords(QString::fromStdString(model.trainedOn));
    return data.isEmpty() ? seed : seed + QStringLiteral(" · ") + data;
}

QStringList namesOf(const engine::SavedModel& model)
{
    QStringList names;
    for (const std::string& name : model.classNames)
        names << QString::fromStdString(name);
    return names;
}

} // namespace

EnsemblePresenter::EnsemblePresenter(EnsembleView& view, SampleReader& reader, Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_reader(reader)
    , m_workbench(workbench)
{
    connectOrders();
    connect(&m_members, &EnsembleMembers::changed, this, &EnsemblePresenter::showLines);
    connect(&reader, &SampleReader::readingChanged, this, [this] {
        if (m_view.isVisible())
            showLines();
    });
    connect(&workbench, &Workbench::dataChanged, this, [this] { m_members.setData(m_workbench.data()); });
    connect(&workbench, &Workbench::networkReplaced, this, &EnsemblePresenter::showTrainHelp);
    connect(&m_trainer, &MemberTrainer::progressed, &view, &EnsembleView::setProgress);
    connect(&m_trainer, &MemberTrainer::trained, this, [this](const engine::SavedModel& model) { add({model}); });
    connect(&m_trainer, &MemberTrainer::failed, this, &EnsemblePresenter::failed);
    connect(&m_trainer, &MemberTrainer::finished, this, &EnsemblePresenter::showProgress);
    m_members.setData(workbench.data());
    showTrainHelp();
}

void EnsemblePresenter::connectOrders()
{
    connect(&m_view, &EnsembleView::addCurrentRequested, this, &EnsemblePresenter::addCurrent);
    connect(&m_view, &EnsembleView::addShippedRequested, this, [this] { addFile(QStringLiteral("builtin")); });
    connect(&m_view, &EnsembleView::addFileRequested, this, &EnsemblePresenter::askForFile);
    connect(&m_view, &EnsembleView::removeRequested, this, [this](int member) { m_members.remove(std::size_t(member)); });
    connect(&m_view, &EnsembleView::clearRequested, &m_members, &EnsembleMembers::clear);
    connect(&m_view, &EnsembleView::trainRequested, this, &EnsemblePresenter::trainMembers);
    connect(&m_view, &EnsembleView::cancelRequested, &m_trainer, &MemberTrainer::stop);
    connect(&m_view, &EnsembleView::saveRequested, this, &EnsemblePresenter::askWhereToSave);
}

void EnsemblePresenter::add(const std::vector<engine::SavedModel>& models)
{
    for (const engine::SavedModel& model : models) {
        try {
            m_members.add(model);
        } catch (const engine::Error& error) {
            emit failed(QString::fromUtf8(error.what()));
        }
    }
}

void EnsemblePresenter::addCurrent()
{
    m_workbench.requestConsistentState([this](const NetworkState& state) {
        if (state.isTrained())
            add({toSavedModel(state)});
        else
            emit failed(tr("This network has learnt nothing yet: train it before it joins the ensemble."));
    });
}

void EnsemblePresenter::addFile(const QString& file)
{
    m_jobs.run([name = file.toStdString()] { return openModels(name); },
               [this](const std::vector<engine::SavedModel>& models) { add(models); },
               [this](const QString& reason) { emit failed(reason); });
}

void EnsemblePresenter::askForFile()
{
    const QStringList files = QFileDialog::getOpenFileNames(&m_view, tr("Add trained networks"), {}, networkFilter());
    for (const QString& file : files)
        addFile(file);
}

void EnsemblePresenter::askWhereToSave()
{
    const QString file
        = QFileDialog::getSaveFileName(&m_view, tr("Save the ensemble"), QStringLiteral("ensemble.safetensors"), networkFilter());
    if (!file.isEmpty())
        save(file);
}

void EnsemblePresenter::save(const QString& file)
{
    m_jobs.run(
        [models = m_members.models(), name = file.toStdString()] {
            engine::saveEnsemble(models, name);
            return true;
        },
        [this, file](bool) { emit saved(file); }, [this](const QString& reason) { emit failed(reason); });
}

/// The recipe in use with the next seeds that no member of it has.
std::vector<engine::Recipe> EnsemblePresenter::otherSeeds(int count) const
{
    engine::Recipe recipe = m_workbench.state().recipe;
    std::set<std::uint64_t> taken{recipe.seed};
    for (std::size_t i = 0; i < m_members.size(); ++i)
        if (m_members.model(i).recipe.name == recipe.name)
            taken.insert(m_members.model(i).recipe.seed);
    std::vector<engine::Recipe> recipes;
    while (int(recipes.size()) < count) {
        ++recipe.seed;
        if (!taken.contains(recipe.seed))
            recipes.push_back(recipe);
    }
    return recipes;
}

void EnsemblePresenter::trainMembers(int count)
{
    const auto data = m_workbench.data();
    if (!data) {
        emit failed(tr("There is no data set to learn from yet."));
        return;
    }
    m_view.setProgress(tr("beginning…"), 0);
    m_trainer.train(otherSeeds(count), data);
}

void EnsemblePresenter::refresh()
{
    showLines();
    showTrainHelp();
}

void EnsemblePresenter::showLines()
{
    std::vector<std::vector<float>> readings(m_members.size());
    if (m_reader.picture())
        readings = m_members.read(*m_reader.picture());
    std::vector<EnsembleLine> lines;
    std::vector<std::span<const float>> said;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const engine::SavedModel& model = m_members.model(i);
        lines.push_back({QString::fromStdString(model.recipe.name), detailOf(model), readings[i], m_members.accuracy(i),
                         m_members.isMeasuring(i), namesOf(model)});
        if (!readings[i].empty())
            said.emplace_back(readings[i]);
    }
    const std::vector<float> joint = said.empty() ? std::vector<float>() : engine::meanProbabilities(said);
    m_view.setLines(lines,
                    {tr("Together"), m_members.isOfSomeClass(joint) ? tr("the mean of them all") : tr("none of these, they say"),
                     joint, m_members.jointAccuracy(), m_members.unmeasured() > 0,
                     lines.empty() ? QStringList() : lines.front().classNames});
    showProgress();
}

void EnsemblePresenter::showTrainHelp()
{
    const engine::Recipe& recipe = m_workbench.state().recipe;
    m_view.setTrainHelp(tr("%1 as it is in use, but with other seeds: %2 epochs each, one network after the other, beside "
                           "everything else")
                            .arg(QString::fromStdString(recipe.name))
                            .arg(recipe.epochs));
}

void EnsemblePresenter::showProgress()
{
    if (m_trainer.isActive()) // which tells of itself
        return;
    m_view.setProgress({}, 0);
}
