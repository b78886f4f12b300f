#include "app/views/view_help.h"

QString helpText(const QString& purpose, std::initializer_list<HelpEntry> things)
{
    QString text = QStringLiteral("<p>%1</p>").arg(purpose.toHtmlEscaped());
    for (const HelpEntry& entry : things)
        text += QStringLiteral("<p><b>%1</b>. %2</p>").arg(entry.thing.toHtmlEscaped(), entry.meaning.toHtmlEscaped());
    return text;
}
