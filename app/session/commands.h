#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

class QAction;

/// One thing that a person can order.
struct Command
{
    QString id; ///< "run.train": for scripts, lessons and settings; never translated, never changed
    QString title; ///< as a menu shows it, & before its letter: "&Train"
    QString group; ///< where it stands in the menus: "Train", "File/Open recent"
    QList<QKeySequence> keys = {}; ///< the first is shown
    QString help = {}; ///< one sentence for its tooltip
    std::function<void()> run = {};
    std::function<bool()> isEnabled = {}; ///< empty: always
    std::function<bool()> isChecked = {}; ///< empty: not checkable
    std::function<QString()> titleNow = {}; ///< empty: title. For "Pause" in place of "Train"
    bool repeats = false; ///< while its key is held

    bool canRun() const { return run && (!isEnabled || isEnabled()); }
    /// Without the marks of menu letters.
    QString plainTitle() const;
    QString plainGroup() const; ///< "File › Open recent"
};

/// Everything that can be ordered. Whoever can do something adds it here:
///
///     commands.add({.id = "run.train", .title = tr("&Train"), .group = tr("Train"), .keys = {Qt::Key_Space},
///                   .run = [&runs] { runs.train(); }, .isEnabled = [&runs] { return runs.canTrain(); }});
///
/// - A menu or a tool bar shows action("run.train"). The same QAction stands everywhere; once it is added to a window (as
///   QWidget::addAction) its keys work. refresh() makes it follow its predicates: connect what they depend on to it, and
///   the menus' aboutToShow.
/// - The palette shows search(letters) and runs what is chosen by its id.
/// - A script, a lesson or a test calls run("run.train"), and is told whether that was possible.
/// - What comes and goes (presets, data sets, recent files, views) is given by a provider, asked whenever one looks.
class Commands : public QObject
{
    Q_OBJECT

public:
    using Provider = std::function<std::vector<Command>()>;

    explicit Commands(QObject* parent = nullptr);

    /// Its id must be new.
    void add(Command command);
    /// What a widget brings along as an action of its own, borrowed: title, key, state and effect are the action's, and
    /// action(id) is this very one. Gone with the action.
    void adopt(const QString& id, const QString& group, QAction* action);
    void addProvider(Provider provider) { m_providers.push_back(std::move(provider)); }

    /// False, and nothing done, where there is none of this id or it cannot be ordered now.
    bool run(const QString& id);
    /// Those that were added, in order, then the providers'.
    std::vector<Command> all() const;
    std::optional<Command> find(const QString& id) const;
    /// The best match first: words of the title that begin so, then their first letters, then letters in this order
    /// anywhere; the group and the id count less. Blanks part words, each of which has to match. What cannot be ordered
    /// now comes after what can. No letters: everything, what was run last first.
    std::vector<Command> search(const QString& letters) const;

    /// Made when first asked for, owned by this object. The id must be one that was added.
    QAction* action(const QString& id);
    /// Those of a menu, by its group, in the order of adding.
    QList<QAction*> actionsOf(const QString& group);
    // Keys, as a person has chosen them; kept in the program's settings.
    /// Not of what a provider gives.
    bool canChangeKey(const QString& id) const { return findAdded(id) != nullptr; }
    bool hasInitialKey(const QString& id) const { return !m_initialKeys.contains(id); }
    /// Who answers to it.
    std::optional<Command> holderOf(const QKeySequence& key) const;
    /// In place of all that it had; an empty one: none. It must be free.
    void setKey(const QString& id, const QKeySequence& key);
    void resetKey(const QString& id);

    /// Actions ask their predicates, once the event loop is back; many calls cost one.
    void refresh();

signals:
    void ran(const QString& id);
    void keysChanged();

private:
    const Command* findAdded(const QString& id) const;
    void useKeptKey(const QString& id);
    void enterKeys(const QString& id, const QList<QKeySequence>& keys);
    static void show(const Command& command, QAction& action);

    std::vector<Command> m_commands;
    std::vector<Provider> m_providers;
    std::map<QString, QAction*> m_actions;
    std::set<QString> m_adopted; ///< ids of those that take care of themselves
    std::map<QString, QList<QKeySequence>> m_initialKeys; ///< of those whose keys a person has changed
    QStringList m_lastRun; ///< ids, the newest first
    bool m_isRefreshing = false; ///< asked for, and still to come
};
