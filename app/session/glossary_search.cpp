#include "app/session/glossary.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace {

constexpr std::size_t mostAtOnce = 3;

/// How a name is compared: "Auto-encoders" is "autoencoders", "normalization" is "normalisation".
QString key(const QString& name)
{
    QString letters;
    for (const QChar c : name)
        if (c.isLetterOrNumber())
            letters += c.toLower();
    return letters.replace(QStringLiteral("iz"), QStringLiteral("is"));
}

/// A name as it may stand in a text: with blanks or hyphens or neither between its words, one or several, British or American.
QString pattern(const QString& name)
{
    QString text = QRegularExpression::escape(name);
    text.replace(QRegularExpression(QStringLiteral("(\\\\ |\\\\-)")), QStringLiteral("[ -]?"));
    return text.replace(QRegularExpression(QStringLiteral("i[sz](?=e|ation)")), QStringLiteral("i[sz]"));
}

struct Index
{
    QRegularExpression names;
    QHash<QString, const Term*> terms; ///< by key()
};

Index makeIndex()
{
    Index index;
    QStringList names;
    const auto add = [&](const QString& name, const Term& term) {
        names << name;
        index.terms.insert(key(name), &term);
    };
    for (const Term& term : glossary()) {
        add(term.name, term);
        for (const QString& name : term.also)
            add(name, term);
    }
    std::ranges::stable_sort(names, std::ranges::greater(), &QString::size); // of several that fit, the longest
    std::ranges::transform(names, names.begin(), pattern);
    index.names.setPattern(QStringLiteral("(?<![\\w-])(%1)s?(?![\\w-])").arg(names.join(QLatin1Char('|'))));
    index.names.setPatternOptions(QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return index;
}

} // namespace

std::vector<const Term*> termsIn(const QString& text)
{
    static const Index index = makeIndex();
    std::vector<const Term*> found;
    for (auto matches = index.names.globalMatch(text); matches.hasNext();) {
        const Term* term = index.terms.value(key(matches.next().captured(1)));
        if (term && std::ranges::find(found, term) == found.end())
            found.push_back(term);
    }
    return found;
}

QString explanationOf(const QString& text, const QString& said)
{
    QString words;
    std::size_t count = 0;
    for (const Term* term : termsIn(text)) {
        if (said.contains(term->meaning) || count == mostAtOnce)
            continue;
        const QString name = term->group.isEmpty() ? term->name : QStringLiteral("%1 (%2)").arg(term->name, term->group);
        words += QStringLiteral("<p><b>%1</b>: %2</p>").arg(name.toHtmlEscaped(), term->meaning.toHtmlEscaped());
        ++count;
    }
    return words;
}
