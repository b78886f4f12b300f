#include "app/session/runs.h"

#include "app/session/data_location.h"
#include "engine/data/logic_tables.h"

#include <utility>

namespace {

/// Steps back by undo.
constexpr std::size_t longestPast = 8;

bool arePictures(const engine::DataSplits& data)
{
    return data.train.sampleShape.rank() > 1;
}

} // namespace

Runs::Runs(RunState state, QObject* parent)
    : QObject(parent)
    , m_run(std::move(state))
{
    connect(&m_run, &Run::cannotTrainOn, this, &Runs::choiceWanted);
}

void Runs::setData(Data data)
{
    m_run.whenIdle([this, data = std::move(data)] {
        if (arePictures(*data))
            m_pictures = data;
        if (arePictures(*data) != state().readsPoints())
            m_run.setData(data);
    });
}

Runs::Data Runs::dataOf(const engine::Recipe& recipe) const
{
    if (const auto table = dataFor(recipe))
        return std::make_shared<const engine::DataSplits>(engine::logicTable(*table));
    return m_pictures;
}

void Runs::replace(RunState state)
{
    m_run.whenIdle([this, state = std::move(state)] { push(state, data()); });
}

void Runs::open(RunState state)
{
    m_run.whenIdle([this, state = std::move(state)] { push(state, dataOf(state.recipe)); });
}

void Runs::push(RunState state, Data data)
{
    m_past.push_back({m_run.state(), m_run.data()});
    if (m_past.size() > longestPast)
        m_past.erase(m_past.begin());
    enter(std::move(state), std::move(data));
}

void Runs::announceReplacement(const QString& sentence)
{
    m_run.whenIdle([this, sentence] { emit replacementUndoable(sentence); });
}

void Runs::undo()
{
    m_run.whenIdle([this] {
        if (m_past.empty())
            return;
        const Past past = std::move(m_past.back());
        m_past.pop_back();
        enter(past.state, past.data ? past.data : dataOf(past.state.recipe));
    });
}

void Runs::rememberPrevious(RunState state)
{
    m_past.insert(m_past.begin(), {std::move(state), nullptr});
}

void Runs::enter(RunState state, Data data)
{
    if (data && arePictures(*data) == state.readsPoints())
        data.reset();
    ++m_id;
    m_run.enter(std::move(state), std::move(data));
    if (!m_run.data())
        emit dataWanted();
}

void Runs::rewind()
{
    startOver(state().recipe, data(), tr("Back at the same initial weights."));
}

void Runs::newSeed()
{
    engine::Recipe recipe = state().recipe;
    ++recipe.seed;
    startOver(recipe, data(), tr("New initial weights, seed %1.").arg(recipe.seed));
}

void Runs::learnAnewFrom(Data data)
{
    startOver(state().recipe, data, tr("Back at the same initial weights, to learn %1.").arg(QString::fromStdString(data->name)));
}

void Runs::startOver(const engine::Recipe& recipe, const Data& data, const QString& sentence)
{
    const bool wasTraining = m_run.isTraining();
    const bool losesSomething = state().isTrained() || m_run.isActive();
    RunState fresh = freshNetwork(recipe);
    fresh.recipe.epochs = m_run.epochsOfRecipe();
    m_run.whenIdle([this, fresh = std::move(fresh), data] { push(fresh, data); });
    m_run.whenIdle([this, sentence, losesSomething, wasTraining] {
        if (losesSomething)
            emit replacementUndoable(sentence);
        if (wasTraining)
            m_run.train();
    });
}
