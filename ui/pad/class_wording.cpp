#include "ui/pad/class_wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

constexpr qsizetype named = 3; ///< classes in a prompt
constexpr qsizetype digits = 10;

/// A context for the translators.
struct ClassWording
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

} // namespace

bool areNumbers(const QStringList& classNames)
{
    for (qsizetype i = 0; i < classNames.size(); ++i)
        if (classNames[i] != QString::number(i))
            return false;
    return true;
}

QString withArticle(const QString& name)
{
    // A letter by itself is spoken as its own name: an F, an M, but a U.
    const QString vowels = name.size() == 1 ? QStringLiteral("8AEFHILMNORSXaefhilmnorsx") : QStringLiteral("8AEIOaeio");
    const bool soundsLikeVowel = !name.isEmpty() && vowels.contains(name[0]);
    return (soundsLikeVowel ? ClassWording::tr("an %1") : ClassWording::tr("a %1")).arg(name);
}

QString drawingPrompt(const QStringList& classNames)
{
    if (areNumbers(classNames))
        return classNames.size() <= digits ? ClassWording::tr("Draw a digit")
                                           : ClassWording::tr("Draw one of %1 classes").arg(classNames.size());
    // The shortest names: they are the quickest to read.
    QStringList names = classNames;
    std::ranges::stable_sort(names, {}, &QString::size);
    const qsizetype count = std::min(named, names.size());
    QStringList some;
    for (qsizetype i = 0; i < count; ++i)
        some << withArticle(names[i]);
    const QString last = some.takeLast();
    QString list = some.isEmpty() ? last : ClassWording::tr("%1 or %2").arg(some.join(ClassWording::tr(", ")), last);
    if (classNames.size() > count)
        list += QStringLiteral("…");
    return ClassWording::tr("Draw %1").arg(list);
}
