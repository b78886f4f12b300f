#include "app/session/runs.h"

#include "app/session/data_location.h"
#include "engine/data/logic_tables.h"

#include <algorithm>
#include <utility>

namespace {

/// Steps back by undo, and forth again.
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

void Runs::replace(RunState state, const QString& sentence)
{
    m_run.whenIdle([this, state = std::move(state), sentence] { push(state, data(), sentence); });
}

void Runs::open(RunState state, const QString& sentence)
{
    m_run.whenIdle([this, state = std::move(state), sentence] { push(state, dataOf(state.recipe), sentence); });
}

void Runs::push(RunState state, Data data, const QString& sentence)
{
    const bool losesSomething = this->state().isTrained();
    // What was undone would have no way back otherwise.
    for (Used& undone : std::exchange(m_undone, {}))
        remember(std::move(undone));
    remember(present());
    enter({std::move(state), std::move(data), {}});
    if (losesSomething && !sentence.isEmpty())
        emit replacementUndoable(sentence);
}

/// Where there is no room for all, what nobody has trained goes first.
void Runs::remember(Used used)
{
    m_past.push_back(std::move(used));
    if (m_past.size() <= longestPast)
        return;
    const auto last = m_past.end() - 1;
    const auto untrained = std::find_if(m_past.begin(), last, [](const Used& old) { return !old.state.isTrained(); });
    m_past.erase(untrained == last ? m_past.begin() : untrained);
}

void Runs::announceReplacement(const QString& sentence)
{
    m_run.whenIdle([this, sentence] { emit replacementUndoable(sentence); });
}

void Runs::undo()
{
    m_run.whenIdle([this] { moveFrom(m_past, m_undone); });
}

void Runs::redo()
{
    m_run.whenIdle([this] { moveFrom(m_undone, m_past); });
}

/// The present network goes where it can be brought back from.
void Runs::moveFrom(std::vector<Used>& from, std::vector<Used>& to)
{
    if (from.empty())
        return;
    Used next = std::move(from.back());
    from.pop_back();
    to.push_back(present());
    if (!next.data)
        next.data = dataOf(next.state.recipe);
    const bool wasTrained = state().isTrained();
    enter(std::move(next));
    if (wasTrained)
        emit broughtBack(&to == &m_undone);
}

void Runs::rememberPrevious(RunState state)
{
    m_past.insert(m_past.begin(), {std::move(state), nullptr, {}});
}

void Runs::rememberUndone(RunState state)
{
    m_undone.insert(m_undone.begin(), {std::move(state), nullptr, {}});
}

void Runs::enter(Used used)
{
    if (used.data && arePictures(*used.data) == used.state.readsPoints())
        used.data.reset();
    ++m_id;
    m_run.enter(std::move(used.state), std::move(used.data), used.epochsOfRecipe);
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
    RunState fresh = freshNetwork(recipe);
    fresh.recipe.epochs = m_run.epochsOfRecipe();
    m_run.whenIdle([this, fresh = std::move(fresh), data, sentence, wasTraining] {
        push(fresh, data, sentence);
        if (wasTraining)
            m_run.train();
    });
}
