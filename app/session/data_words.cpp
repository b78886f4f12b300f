#include "app/session/data_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

QString inWords(const QString& description)
{
    static const QRegularExpression sizes(QStringLiteral(R"( \([0-9,]+ \+ [0-9,]+\))"));
    static const QRegularExpression choices(QStringLiteral(R"((:[0-9]+)?(@[0-9]+)?(\[[^\]]*\])*(\*[0-9]+)?$)"));
    const QString joint = QStringLiteral(" + ");
    const QString then = QStringLiteral(", then "); // 20 digits of mine
    const auto end = description.indexOf(then);
    QStringList sources = description.left(end).remove(sizes).split(joint);
    for (QString& source : sources) {
        source.remove(choices);
        if (source == QLatin1String("synthetic"))
            source = QCoreApplication::translate("inWords", "synthetic digits");
        else if (source == QLatin1String("nondigits"))
            source = QCoreApplication::translate("inWords", "non-digits");
    }
    return sources.join(joint) + (end < 0 ? QString() : description.mid(end));
}
