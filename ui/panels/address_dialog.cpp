#include "ui/panels/address_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

AddressDialog::AddressDialog(const Words& words, const QString& address, std::function<QString(const QString&)> problemOf,
                             QWidget* parent)
    : QDialog(parent)
    , m_problemOf(std::move(problemOf))
    , m_address(new QLineEdit(address, this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Download %1").arg(words.what));
    auto* question = new QLabel(tr("Download the four files of %1 from the folder at").arg(words.what), this);
    question->setBuddy(m_address);
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setPlaceholderText(words.usual);
    m_address->setMinimumWidth(460);
    m_address->setClearButtonEnabled(true);
    auto* help = new QLabel(tr("Several addresses, separated by blanks, are tried in turn; leave it empty for the "
                               "public ones. Every file is checked by its MD5 sum. The files go to %1.")
                                .arg(words.folder),
                            this);
    help->setWordWrap(true);
    help->setProperty("muted", true);
    m_problem->setObjectName(QStringLiteral("addressProblem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_fetch = buttons->addButton(tr("Download"), QDialogButtonBox::AcceptRole);
    m_fetch->setObjectName(QStringLiteral("fetch"));
    for (QAbstractButton* button : buttons->buttons())
        button->setIcon({});
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{question, m_address, m_problem, help, buttons})
        column->addWidget(part);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_address, &QLineEdit::textChanged, this, &AddressDialog::check);
    check();
}

QString AddressDialog::address() const
{
    return m_address->text().trimmed();
}

void AddressDialog::check()
{
    const QString problem = m_problemOf(address());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_fetch->setEnabled(problem.isEmpty());
}
