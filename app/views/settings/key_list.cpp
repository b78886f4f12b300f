#include "app/views/settings/key_list.h"

#include "app/session/commands.h"
#include "app/views/settings/setting_row.h"

#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

KeyList::KeyList(Commands& commands, QWidget* parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_grid(new QGridLayout)
    , m_problem(new QLabel(this))
{
    auto* search = new QLineEdit(this);
    search->setObjectName(QStringLiteral("keySearch"));
    search->setPlaceholderText(tr("Find a command"));
    search->setAccessibleName(tr("Find a command"));
    search->setClearButtonEnabled(true);
    m_problem->setObjectName(QStringLiteral("keyProblem"));
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(search);
    column->addWidget(m_problem);
    column->addLayout(m_grid);
    column->addStretch();
    for (const Command& command : commands.all())
        if (commands.canChangeKey(command.id))
            addRow(command.id, command.plainTitle(), command.plainGroup());
    connect(search, &QLineEdit::textChanged, this, &KeyList::filter);
    connect(&commands, &Commands::keysChanged, this, &KeyList::show);
    show();
}

void KeyList::addRow(const QString& id, const QString& title, const QString& group)
{
    const int at = m_grid->rowCount();
    Row row{id, new QLabel(QStringLiteral("%1 › %2").arg(group, title), this), new QKeySequenceEdit(this),
            makeResetButton(title, this)};
    row.key->setObjectName(QStringLiteral("key.") + id);
    row.key->setAccessibleName(tr("Key of %1").arg(row.title->text()));
    row.key->findChild<QLineEdit*>()->setAccessibleName(row.key->accessibleName()); // which has the focus for it
    row.key->setMaximumWidth(160);
    row.title->setWordWrap(true);
    row.title->setBuddy(row.key);
    m_grid->addWidget(row.title, at, 0);
    m_grid->addWidget(row.key, at, 1);
    m_grid->addWidget(row.reset, at, 2);
    connect(row.key, &QKeySequenceEdit::editingFinished, this, [this, row] { change(row); });
    connect(row.reset, &QToolButton::clicked, this, [this, id] {
        m_problem->clear();
        m_commands.resetKey(id);
    });
    m_rows.push_back(row);
}

void KeyList::change(const Row& row)
{
    // One press: of "S, T" nobody would know that the S does nothing yet.
    const QKeySequence wanted = row.key->keySequence().isEmpty() ? QKeySequence() : QKeySequence(row.key->keySequence()[0]);
    const auto holder = m_commands.holderOf(wanted);
    if (holder && holder->id != row.id) {
        m_problem->setText(tr("%1 is already the key of “%2”: change that one first.")
                               .arg(wanted.toString(QKeySequence::NativeText), holder->plainTitle()));
    } else {
        m_problem->clear();
        m_commands.setKey(row.id, wanted);
    }
    show();
}

void KeyList::show()
{
    for (const Row& row : m_rows) {
        const auto command = m_commands.find(row.id);
        const QKeySequence key = command && !command->keys.isEmpty() ? command->keys.front() : QKeySequence();
        if (row.key->keySequence() != key)
            row.key->setKeySequence(key);
        row.reset->setVisible(!m_commands.hasInitialKey(row.id));
    }
}

void KeyList::filter(const QString& text)
{
    // The list keeps its height, or the page would move under the pointer.
    setMinimumHeight(text.isEmpty() ? 0 : std::max(minimumHeight(), height()));
    bool isAny = false;
    for (const Row& row : m_rows) {
        const bool isWanted = row.title->text().contains(text, Qt::CaseInsensitive);
        isAny = isAny || isWanted;
        row.title->setVisible(isWanted);
        row.key->setVisible(isWanted);
        QSizePolicy policy = row.reset->sizePolicy();
        policy.setRetainSizeWhenHidden(isWanted); // or a line that is not listed leaves its place empty
        row.reset->setSizePolicy(policy);
        row.reset->setVisible(isWanted && !m_commands.hasInitialKey(row.id));
    }
    m_problem->setText(isAny ? QString() : tr("No command is called “%1”.").arg(text));
    emit filtered();
}
