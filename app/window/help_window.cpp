#include "app/window/help_window.h"

#include "app/session/glossary.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// A context for the translators.
struct Help
{
    Q_DECLARE_TR_FUNCTIONS(Help)
};

QString withoutMnemonic(QString text)
{
    return text.remove(QLatin1Char('&')).toHtmlEscaped();
}

QString rowsOf(const QMenu* menu)
{
    QString rows;
    for (const QAction* action : menu->actions()) {
        const QString many = action->menu() ? action->menu()->property("keys").toString() : QString();
        if (!many.isEmpty())
            rows += QStringLiteral("<tr><td align=right><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(many.toHtmlEscaped(), withoutMnemonic(action->text()));
        if (!action->shortcut().isEmpty())
            rows += QStringLiteral("<tr><td align=right><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                        .arg(action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(), withoutMnemonic(action->text()));
    }
    return rows;
}

QString keysOf(const QMenuBar* menus)
{
    QString columns;
    for (const QAction* entry : menus->actions()) {
        const QString rows = rowsOf(entry->menu());
        if (!rows.isEmpty())
            columns += QStringLiteral("<td valign=top style='padding-right: 24px'><h3>%1</h3><table cellpadding=2>%2</table></td>")
                           .arg(withoutMnemonic(entry->text()), rows);
    }
    return QStringLiteral("<table><tr>%1</tr></table>").arg(columns);
}

bool isMeant(const Term& term, const QString& wanted)
{
    const auto has = [&wanted](const QString& text) { return text.contains(wanted, Qt::CaseInsensitive); };
    return has(term.name) || has(term.meaning) || has(term.group) || std::ranges::any_of(term.also, has);
}

/// wanted: what the terms have to do with; empty: all.
QString wordsOfTheField(const QString& wanted)
{
    QString rows;
    for (const Term& term : glossary()) {
        if (!isMeant(term, wanted))
            continue;
        const QString group = term.group.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(term.group);
        rows += QStringLiteral("<p><b>%1</b>%2. %3</p>").arg(term.name.toHtmlEscaped(), group.toHtmlEscaped(), term.meaning.toHtmlEscaped());
    }
    return rows.isEmpty() ? QStringLiteral("<p>%1</p>").arg(Help::tr("No term matches.")) : rows;
}

QTextBrowser* makeText(const QString& title, const QString& html, QWidget* parent)
{
    auto* text = new QTextBrowser(parent);
    text->setFrameShape(QFrame::NoFrame);
    text->setAccessibleName(title);
    text->document()->setDocumentMargin(12);
    text->setHtml(html);
    return text;
}

QTextBrowser* addPage(QTabWidget& tabs, const QString& title, const QString& html)
{
    QTextBrowser* text = makeText(title, html, &tabs);
    tabs.addTab(text, title);
    return text;
}

void addWords(QTabWidget& tabs)
{
    auto* page = new QWidget(&tabs);
    auto* field = new QLineEdit(page);
    field->setObjectName(QStringLiteral("findWord"));
    field->setPlaceholderText(Help::tr("Find a word"));
    field->setAccessibleName(Help::tr("Find a word"));
    field->setClearButtonEnabled(true);
    QTextBrowser* text = makeText(Help::tr("Words"), wordsOfTheField({}), page);
    text->setObjectName(QStringLiteral("words"));
    QObject::connect(field, &QLineEdit::textChanged, text, [text](const QString& wanted) { text->setHtml(wordsOfTheField(wanted.trimmed())); });
    auto* column = new QVBoxLayout(page);
    column->addWidget(field);
    column->addWidget(text, 1);
    tabs.addTab(page, Help::tr("Words"));
}

} // namespace

void showHelp(QWidget* parent, const QMenuBar* menus, const HelpSubject& page, const HelpSubject& pad)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("help"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Help::tr("Help"));
    auto* tabs = new QTabWidget(dialog);
    const QString heading = QStringLiteral("<h2>%1</h2>%2");
    addPage(*tabs, page.title, heading.arg(page.title.toHtmlEscaped(), page.text))->setObjectName(QStringLiteral("helpOfPage"));
    addPage(*tabs, pad.title, heading.arg(pad.title.toHtmlEscaped(), pad.text));
    addWords(*tabs);
    addPage(*tabs, Help::tr("Keys"), keysOf(menus));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(tabs, 1);
    column->addWidget(buttons);
    dialog->resize(QSize(880, 560).boundedTo(parent->size()));
    dialog->show();
}
