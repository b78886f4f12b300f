#include "app/views/ensemble/ensemble_view.h"

#include "app/views/view_help.h"
#include "app/session/builtin_models.h"
#include "app/session/data_location.h"
#include "app/session/data_words.h"
#include "app/session/engine_words.h"
#include "app/session/ensemble_members.h"
#include "app/session/member_trainer.h"
#include "app/session/notices.h"
#include "app/views/ensemble/ensemble_panel.h"
#include "engine/errors.h"
#include "engine/io/ensemble_file.h"

#include <QFileDialog>
#include <QPointer>

#include <set>

namespace {

QString networks()
{
    return EnsembleView::tr("Networks (*.safetensors);;All files (*)");
}

QString detailOf(const engine::SavedModel& model)
{
    const QString seed = EnsembleView::tr("seed %1").arg(model.recipe.seed);
    const QString data = inWords(QString::fromStdString(model.trainedOn));
    return data.isEmpty() ? seed : seed + QStringLiteral(" · ") + data;
}

QStringList namesOf(const engine::SavedModel& model)
{
    QStringList names;
    for (const std::string& name : model.classes)
        names << QString::fromStdString(name);
    return names;
}

} // namespace

EnsembleView::EnsembleView(const Context& context)
    : m_context(context)
    , m_panel(new EnsemblePanel)
    , m_progress{tr("starting…")}
{
    connectOrders();
    connect(&context.ensemble, &EnsembleMembers::changed, this, &EnsembleView::follow);
    const MemberTrainer& trainer = context.memberTrainer;
    connect(&trainer, &MemberTrainer::progressed, this, [this](const QString& text, double share) {
        m_progress = {text, share};
        follow();
    });
    connect(&trainer, &MemberTrainer::finished, this, &EnsembleView::follow);
}

QWidget* EnsembleView::widget()
{
    return m_panel;
}

void EnsembleView::connectOrders()
{
    connect(m_panel, &EnsemblePanel::addCurrentRequested, this, &EnsembleView::addCurrent);
    connect(m_panel, &EnsemblePanel::addShippedRequested, this, [this] { addFiles({QStringLiteral("builtin")}); });
    connect(m_panel, &EnsemblePanel::addFileRequested, this, &EnsembleView::askForFiles);
    connect(m_panel, &EnsemblePanel::removeRequested, this, [this](int member) { m_context.ensemble.remove(std::size_t(member)); });
    connect(m_panel, &EnsemblePanel::clearRequested, &m_context.ensemble, &EnsembleMembers::clear);
    connect(m_panel, &EnsemblePanel::trainRequested, this, &EnsembleView::trainMembers);
    connect(m_panel, &EnsemblePanel::cancelRequested, &m_context.memberTrainer, &MemberTrainer::stop);
    connect(m_panel, &EnsemblePanel::saveRequested, this, &EnsembleView::askWhereToSave);
}

void EnsembleView::complain(const QString& sentence)
{
    m_context.notices.say(Notice::Level::Error, sentence);
}

void EnsembleView::add(const std::vector<engine::SavedModel>& models)
{
    for (const engine::SavedModel& model : models) {
        try {
            m_context.ensemble.add(model);
        } catch (const engine::Error& error) {
            complain(sentenceOf(error));
        }
    }
}

void EnsembleView::addCurrent()
{
    m_context.runs.current().requestConsistentState([view = QPointer<EnsembleView>(this)](const RunState& state) {
        if (!view)
            return;
        if (state.isTrained())
            view->add({toSavedModel(state)});
        else
            view->complain(tr("This network has learnt nothing yet: train it before it joins the ensemble."));
    });
}

void EnsembleView::addFiles(const QStringList& files)
{
    m_files << files;
    if (!m_opening.isRunning())
        openNext();
}

void EnsembleView::openNext()
{
    if (m_files.isEmpty())
        return;
    Jobs::Order order;
    order.failed = [this](const QString& reason) {
        complain(reason);
        openNext();
    };
    m_context.jobs.run(
        m_opening, std::move(order),
        [name = m_files.takeFirst().toStdString()](const std::stop_token&, const engine::Progress&) { return openModels(name); },
        [this](const std::vector<engine::SavedModel>& models) {
            add(models);
            openNext();
        });
}

void EnsembleView::askForFiles()
{
    addFiles(QFileDialog::getOpenFileNames(m_panel, tr("Add trained networks"), {}, networks()));
}

void EnsembleView::askWhereToSave()
{
    const QString file
        = QFileDialog::getSaveFileName(m_panel, tr("Save the ensemble"), QStringLiteral("ensemble.safetensors"), networks());
    if (!file.isEmpty())
        save(file);
}

void EnsembleView::save(const QString& file)
{
    m_context.jobs.finish(
        this, {.failed = [this](const QString& reason) { complain(reason); }},
        [models = m_context.ensemble.models(), name = file.toStdString()] { engine::saveEnsemble(models, name); },
        [this, file] { m_context.notices.say({.sentence = tr("Saved %1").arg(file)}); });
}

/// The recipe in use with the next seeds that no member of it has.
std::vector<engine::Recipe> EnsembleView::otherSeeds(int count) const
{
    const EnsembleMembers& members = m_context.ensemble;
    engine::Recipe recipe = m_context.runs.state().recipe;
    std::set<std::uint64_t> taken{recipe.seed};
    for (std::size_t i = 0; i < members.size(); ++i)
        if (members.model(i).recipe.name == recipe.name)
            taken.insert(members.model(i).recipe.seed);
    std::vector<engine::Recipe> recipes;
    while (int(recipes.size()) < count) {
        ++recipe.seed;
        if (!taken.contains(recipe.seed))
            recipes.push_back(recipe);
    }
    return recipes;
}

void EnsembleView::trainMembers(int count)
{
    const Run::Data& data = m_context.runs.data();
    if (!data) {
        complain(tr("There is no data set to learn from yet."));
        return;
    }
    const std::vector<engine::Recipe> recipes = otherSeeds(count);
    engine::SavedModel first{.recipe = recipes.front(), .trainedOn = {}, .checkpoint = {}};
    noteData(first, *data);
    try {
        m_context.ensemble.requireRoomFor(first); // now, not when it has been trained
    } catch (const engine::Error& error) {
        complain(sentenceOf(error));
        return;
    }
    m_progress = {tr("starting…"), 0};
    m_context.memberTrainer.train(recipes, data);
    follow();
}

void EnsembleView::setInSight(bool isInSight)
{
    m_isInSight = isInSight;
    if (isInSight && m_isStale)
        follow();
}

void EnsembleView::refresh(Inspection::Changes what)
{
    if (what & Inspection::Network) {
        const engine::Recipe& recipe = m_context.inspection.model().recipe;
        m_panel->setTrainHelp(tr("%1 as it is in use, with other seeds: %2 epochs each, one network after the other, "
                                 "in the background")
                                  .arg(QString::fromStdString(recipe.name))
                                  .arg(recipe.epochs));
    }
    if (what & Inspection::SampleOf)
        showLines();
}

/// Members, figures or progress. Out of sight it is only remembered.
void EnsembleView::follow()
{
    m_isStale = !m_isInSight;
    if (m_isStale)
        return;
    showLines();
    showProgress();
}

void EnsembleView::showLines()
{
    const EnsembleMembers& members = m_context.ensemble;
    std::vector<std::vector<float>> predictions(members.size());
    if (const auto& input = m_context.inspection.input())
        predictions = members.predict(input->pixels);
    std::vector<EnsembleLine> lines;
    std::vector<std::span<const float>> said;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const engine::SavedModel& model = members.model(i);
        lines.push_back({QString::fromStdString(model.recipe.name), detailOf(model), predictions[i], members.accuracy(i),
                         members.isMeasuring(i), namesOf(model)});
        if (!predictions[i].empty())
            said.emplace_back(predictions[i]);
    }
    const std::vector<float> joint = said.empty() ? std::vector<float>() : engine::meanProbabilities(said);
    m_panel->setLines(lines,
                      {tr("Together"), members.isOfSomeClass(joint) ? tr("the mean of all") : tr("none of the classes"),
                       joint, members.jointAccuracy(), members.unmeasured() > 0,
                       lines.empty() ? QStringList() : lines.front().classNames});
}

void EnsembleView::showProgress()
{
    if (m_context.memberTrainer.isActive())
        m_panel->setProgress(m_progress.text, m_progress.share);
    else
        m_panel->setProgress({}, 0);
}

QString EnsembleView::help()
{
    return helpText(tr("Several networks predict side by side, and together: the mean of their probabilities."),
                    {{tr("Add this network, add from file"),
                      tr("Adds a trained network to the ensemble.")},
                     {tr("Train others"),
                      tr("Trains networks of the same recipe with other initial weights. They make different mistakes, "
                         "and their mean makes fewer.")},
                     {tr("The first row"),
                      tr("What all of them predict together, for your drawing and for the test data.")}});
}
