#include "app/session/commands.h"

#include "app/session/fuzzy_match.h"

#include <QAction>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype mostRemembered = 20;

// A title says what is meant; the group and the id are other ways to get there.
constexpr int forGroup = 300;
constexpr int forId = 400;

QString keptKey(const QString& id)
{
    return QStringLiteral("keys/") + id;
}

/// "&Save && close" as people read it: "Save & close".
QString withoutMarks(const QString& text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain;
}

/// The best of titles, group and id for each word, and their sum; nothing where a word is in none of them. What says "Pause"
/// now is found as "Train" too.
std::optional<int> score(const Command& command, const QStringList& words)
{
    const auto points = [](const QString& word, const QString& text, int less) {
        const auto match = matchScore(word, text);
        return match ? std::max(1, *match - less) : 0;
    };
    int sum = 0;
    for (const QString& word : words) {
        const int best = std::max({points(word, command.plainTitle(), 0), points(word, withoutMarks(command.title), 0),
                                   points(word, command.plainGroup(), forGroup), points(word, command.id, forId)});
        if (best == 0)
            return std::nullopt;
        sum += best;
    }
    return sum;
}

} // namespace

QString Command::plainTitle() const
{
    return withoutMarks(titleNow ? titleNow() : title);
}

QString Command::plainGroup() const
{
    return withoutMarks(group).replace(u'/', QStringLiteral(" › "));
}

Commands::Commands(QObject* parent)
    : QObject(parent)
{
}

void Commands::add(Command command)
{
    Q_ASSERT(!command.id.isEmpty() && command.run && !find(command.id));
    const QString id = command.id;
    m_commands.push_back(std::move(command));
    useKeptKey(id);
}

void Commands::adopt(const QString& id, const QString& group, QAction* action)
{
    Command command{.id = id, .title = action->text(), .group = group, .keys = action->shortcuts(), .help = action->statusTip(),
                    .run = [action] { action->trigger(); }};
    command.isEnabled = [action] { return action->isEnabled() && action->isVisible(); };
    if (action->isCheckable())
        command.isChecked = [action] { return action->isChecked(); };
    command.titleNow = [action] { return action->text(); };
    m_actions.emplace(id, action);
    m_adopted.insert(id);
    add(std::move(command));
    connect(action, &QObject::destroyed, this, [this, id] {
        m_actions.erase(id);
        m_adopted.erase(id);
        m_initialKeys.erase(id);
        std::erase_if(m_commands, [&id](const Command& known) { return known.id == id; });
    });
}

bool Commands::run(const QString& id)
{
    const auto command = find(id); // a copy: what it does may add commands
    if (!command || !command->canRun())
        return false;
    m_lastRun.removeAll(id);
    m_lastRun.prepend(id);
    if (m_lastRun.size() > mostRemembered)
        m_lastRun.removeLast();
    command->run();
    refresh();
    emit ran(id);
    return true;
}

std::vector<Command> Commands::all() const
{
    std::vector<Command> commands = m_commands;
    for (const Provider& provider : m_providers)
        std::ranges::move(provider(), std::back_inserter(commands));
    return commands;
}

std::optional<Command> Commands::find(const QString& id) const
{
    if (const Command* added = findAdded(id))
        return *added;
    for (const Provider& provider : m_providers) {
        const auto commands = provider();
        if (const auto found = std::ranges::find(commands, id, &Command::id); found != commands.end())
            return *found;
    }
    return std::nullopt;
}

std::vector<Command> Commands::search(const QString& letters) const
{
    struct Match
    {
        bool canRun;
        int score;
        Command command;
    };
    const QStringList words = letters.split(u' ', Qt::SkipEmptyParts);
    std::vector<Match> matches;
    for (Command& command : all()) {
        const qsizetype age = m_lastRun.indexOf(command.id);
        const auto points = words.isEmpty() ? std::optional(age < 0 ? 0 : int(mostRemembered - age)) : score(command, words);
        if (points)
            matches.push_back({command.canRun(), *points, std::move(command)});
    }
    std::ranges::stable_sort(matches, [](const Match& a, const Match& b) {
        return std::pair(a.canRun, a.score) > std::pair(b.canRun, b.score);
    });
    std::vector<Command> commands;
    for (Match& match : matches)
        commands.push_back(std::move(match.command));
    return commands;
}

QAction* Commands::action(const QString& id)
{
    const auto made = m_actions.find(id);
    if (made != m_actions.end())
        return made->second;
    const Command* command = findAdded(id);
    Q_ASSERT(command);
    auto* action = new QAction(this);
    action->setObjectName(id);
    action->setShortcuts(command->keys);
    action->setAutoRepeat(command->repeats);
    action->setCheckable(bool(command->isChecked));
    m_actions.emplace(id, action);
    show(*command, *action);
    connect(action, &QAction::triggered, this, [this, id] {
        if (!run(id))
            refresh(); // it had not heard that this cannot be ordered now
    });
    return action;
}

QList<QAction*> Commands::actionsOf(const QString& group)
{
    QList<QAction*> actions;
    for (const Command& command : m_commands) {
        if (command.group == group)
            actions.append(action(command.id));
    }
    return actions;
}

std::optional<Command> Commands::holderOf(const QKeySequence& key) const
{
    const auto found = std::ranges::find_if(m_commands, [&key](const Command& command) { return command.keys.contains(key); });
    return key.isEmpty() || found == m_commands.end() ? std::nullopt : std::optional(*found);
}

void Commands::setKey(const QString& id, const QKeySequence& key)
{
    const Command* const command = findAdded(id);
    Q_ASSERT(command);
    const QList<QKeySequence> keys = key.isEmpty() ? QList<QKeySequence>() : QList{key};
    m_initialKeys.emplace(id, command->keys); // unless an earlier change has kept them
    if (keys == m_initialKeys[id]) {
        resetKey(id);
        return;
    }
    QSettings().setValue(keptKey(id), key.toString(QKeySequence::PortableText));
    enterKeys(id, keys);
    emit keysChanged();
}

void Commands::resetKey(const QString& id)
{
    const auto initial = m_initialKeys.find(id);
    if (initial == m_initialKeys.end())
        return;
    QSettings().remove(keptKey(id));
    const QList<QKeySequence> keys = initial->second;
    m_initialKeys.erase(initial);
    enterKeys(id, keys);
    emit keysChanged();
}

void Commands::useKeptKey(const QString& id)
{
    const QVariant kept = QSettings().value(keptKey(id));
    if (!kept.isValid())
        return;
    const auto key = QKeySequence::fromString(kept.toString(), QKeySequence::PortableText);
    m_initialKeys.emplace(id, findAdded(id)->keys);
    enterKeys(id, key.isEmpty() ? QList<QKeySequence>() : QList{key});
}

void Commands::enterKeys(const QString& id, const QList<QKeySequence>& keys)
{
    const auto command = std::ranges::find(m_commands, id, &Command::id);
    const auto inBrackets = [](const QList<QKeySequence>& of) {
        return of.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(of.front().toString(QKeySequence::NativeText));
    };
    const QString before = inBrackets(command->keys);
    command->keys = keys;
    const auto action = m_actions.find(id);
    if (action == m_actions.end())
        return;
    action->second->setShortcuts(keys);
    if (!m_adopted.contains(id))
        show(*command, *action->second);
    else if (!before.isEmpty()) // whoever brought it names its key there
        action->second->setToolTip(action->second->toolTip().replace(before, inBrackets(keys)));
}

void Commands::refresh()
{
    if (std::exchange(m_isRefreshing, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_isRefreshing = false;
        for (const auto& [id, action] : m_actions)
            if (!m_adopted.contains(id))
                show(*findAdded(id), *action);
    });
}

const Command* Commands::findAdded(const QString& id) const
{
    const auto found = std::ranges::find(m_commands, id, &Command::id);
    return found == m_commands.end() ? nullptr : &*found;
}

void Commands::show(const Command& command, QAction& action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString help = command.help.isEmpty() ? command.plainTitle() : command.help;
    action.setText(command.titleNow ? command.titleNow() : command.title);
    action.setToolTip(keys.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, keys));
    action.setStatusTip(command.help);
    action.setEnabled(command.canRun());
    if (command.isChecked)
        action.setChecked(command.isChecked());
}
