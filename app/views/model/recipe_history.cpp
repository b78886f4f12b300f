#include "app/views/model/recipe_history.h"

void RecipeHistory::push(const engine::Recipe& recipe, const QString& key)
{
    if (recipe == current())
        return;
    const bool continuesEdit = !key.isEmpty() && key == m_states[m_position].key;
    m_states.resize(m_position + 1);
    if (continuesEdit) {
        m_states.back().recipe = recipe;
        return;
    }
    m_states.push_back({recipe, key});
    ++m_position;
}

void RecipeHistory::amend(const engine::Recipe& recipe)
{
    m_states[m_position].recipe = recipe;
}

void RecipeHistory::undo()
{
    Q_ASSERT(canUndo());
    m_states[m_position].key.clear(); // a later edit of the same field is a step of its own
    --m_position;
    m_states[m_position].key.clear();
}

void RecipeHistory::redo()
{
    Q_ASSERT(canRedo());
    m_states[m_position].key.clear();
    ++m_position;
    m_states[m_position].key.clear();
}
