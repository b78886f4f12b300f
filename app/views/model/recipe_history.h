#pragma once

#include "engine/recipe/recipe.h"

#include <QString>

#include <cstddef>
#include <vector>

/// The drafts of a recipe, for undo and redo. Edits in a row that carry the same key (typing 1, 12, 128 into
/// one field) count as one.
class RecipeHistory
{
public:
    explicit RecipeHistory(const engine::Recipe& first = {})
        : m_states{{first, {}}}
    {
    }

    void push(const engine::Recipe& recipe, const QString& key = {});
    const engine::Recipe& current() const { return m_states[m_position].recipe; }
    /// The recipe now holds something that is no step of its own, such as the rate that a live control set.
    void amend(const engine::Recipe& recipe);

    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position + 1 < m_states.size(); }
    void undo();
    void redo();

private:
    struct State
    {
        engine::Recipe recipe;
        QString key; ///< what the edit that led here changed
    };
    std::vector<State> m_states;
    std::size_t m_position = 0;
};
