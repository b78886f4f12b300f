#include "app/window/help_window.h"

#include "app/session/glossary.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace {

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

QString wordsOfTheField()
{
    QString rows;
    for (const Term& term : glossary())
        rows += QStringLiteral("<p><b>%1</b>. %2</p>").arg(term.name.toHtmlEscaped(), term.meaning.toHtmlEscaped());
    return rows;
}

QTextBrowser* addPage(QTabWidget& tabs, const QString& title, const QString& html)
{
    auto* text = new QTextBrowser(&tabs);
    text->setFrameShape(QFrame::NoFrame);
    text->document()->setDocumentMargin(12);
    text->setHtml(html);
    tabs.addTab(text, title);
    return text;
}

} // namespace

void showHelp(QWidget* parent, const QMenuBar* menus, const HelpSubject& page, const HelpSubject& pad)
{
    const auto say = [](const char* text) { return QCoreApplication::translate("Help", text); };
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("help"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(say("Help"));
    auto* tabs = new QTabWidget(dialog);
    const QString heading = QStringLiteral("<h2>%1</h2>%2");
    addPage(*tabs, page.title, heading.arg(page.title.toHtmlEscaped(), page.text))->setObjectName(QStringLiteral("helpOfPage"));
    addPage(*tabs, pad.title, heading.arg(pad.title.toHtmlEscaped(), pad.text));
    addPage(*tabs, say("Words"), wordsOfTheField());
    addPage(*tabs, say("Keys"), keysOf(menus));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(tabs, 1);
    column->addWidget(buttons);
    dialog->resize(QSize(880, 560).boundedTo(parent->size()));
    dialog->show();
}
