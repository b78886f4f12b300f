#include "app/window/key_help.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>

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

} // namespace

void showKeyHelp(QWidget* parent, const QMenuBar* menus)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("KeyHelp", "Keys"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(32);
    for (const QAction* entry : menus->actions()) {
        const QString rows = rowsOf(entry->menu());
        if (rows.isEmpty())
            continue;
        auto* label = new QLabel(QStringLiteral("<h3>%1</h3><table cellpadding=2>%2</table>").arg(withoutMnemonic(entry->text()), rows), dialog);
        columns->addWidget(label, 0, Qt::AlignTop);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* column = new QVBoxLayout(dialog);
    column->addLayout(columns);
    column->addWidget(buttons);
    dialog->show();
}
