#pragma once

#include "app/session/run.h"

#include <QObject>

#include <vector>

/// Tells one network in use from the next: it counts up with every replacement.
using RunId = quint64;

/// Which network is in use, with which data, and what was in use before it. Every replacement can be undone, and every undo
/// taken back: going to and fro loses nothing.
class Runs : public QObject
{
    Q_OBJECT

public:
    using Data = Run::Data;

    /// state: what to begin with.
    explicit Runs(RunState state, QObject* parent = nullptr);

    Run& current() { return m_run; }
    const Run& current() const { return m_run; }
    const RunState& state() const { return m_run.state(); }
    const Data& data() const { return m_run.data(); }
    RunId currentId() const { return m_id; }

    /// Learns from them from now on. Pictures that come while the network reads points are kept for the next one that
    /// reads pictures; points for one that reads pictures are not wanted.
    void setData(Data data);
    /// What a network of this recipe would be given: the pictures used last, or its points. Null: not read yet.
    Data dataOf(const engine::Recipe& recipe) const;

    /// Another network for the same data; the present one can be had back. sentence: what has happened, said with the way
    /// back where something trained has gone from use; empty where it is said otherwise. Throws nothing: state is whole already.
    void replace(RunState state, const QString& sentence = {});
    /// Another network, and the data that it is for.
    void open(RunState state, const QString& sentence = {});
    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_undone.empty(); }
    /// Brings network and data back.
    void undo();
    /// The same for those that the last undo() took away. Another network in between puts them among what undo() brings back.
    void redo();
    /// What undo() brings back; null: nothing.
    const RunState* previous() const { return m_past.empty() ? nullptr : &m_past.back().state; }
    /// What redo() brings back; null: nothing.
    const RunState* undone() const { return m_undone.empty() ? nullptr : &m_undone.back().state; }
    /// A network of an earlier time, to be brought back once nothing newer is left to be.
    void rememberPrevious(RunState state);
    /// The same for one that was undone then.
    void rememberUndone(RunState state);

    /// The very same initial weights and batches again; goes on training if it was.
    void rewind();
    void newSeed();
    /// The same initial weights again, to learn something else.
    void learnAnewFrom(Data data);

    /// The same sentence for a network that has been set aside already.
    void announceReplacement(const QString& sentence);

signals:
    void replacementUndoable(const QString& sentence);
    /// By undo() or redo(), and something that was trained has gone from use.
    void broughtBack(bool isUndone);
    /// Training was asked for, but the network in use can only predict: offer others. Nothing has changed.
    void choiceWanted();
    /// The network in use is for data that were not read yet: answer with setData().
    void dataWanted();

private:
    /// What undo and redo bring back.
    struct Used
    {
        RunState state;
        Data data;
        std::optional<std::int64_t> epochsOfRecipe;
    };

    void push(RunState state, Data data, const QString& sentence);
    Used present() const { return {m_run.state(), m_run.data(), m_run.epochsOfRecipe()}; }
    void remember(Used used);
    void moveFrom(std::vector<Used>& from, std::vector<Used>& to);
    void enter(Used used);
    void startOver(const engine::Recipe& recipe, const Data& data, const QString& sentence);

    Run m_run;
    RunId m_id = 1;
    std::vector<Used> m_past; ///< the one to be brought back next is last
    std::vector<Used> m_undone; ///< the same
    Data m_pictures; ///< the last that were given, be they in use or not
};
