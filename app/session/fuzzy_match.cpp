#include "app/session/fuzzy_match.h"

#include <QString>

#include <algorithm>

namespace {

// Apart enough that length, which breaks ties, never turns one kind into another.
constexpr int wholeText = 900;
constexpr int startOfText = 800;
constexpr int wholeWord = 700;
constexpr int startOfWord = 600;
constexpr int firstLetters = 500;
constexpr int piece = 400;
constexpr int withGaps = 100;
constexpr int step = 99;

bool isWordStart(const QString& text, qsizetype at)
{
    return text[at].isLetterOrNumber() && (at == 0 || !text[at - 1].isLetterOrNumber());
}

bool isWordEnd(const QString& text, qsizetype at)
{
    return at == text.size() || !text[at].isLetterOrNumber();
}

/// Where letters stand in text, at the start of a word if they do anywhere; -1: nowhere.
qsizetype find(const QString& letters, const QString& text)
{
    const qsizetype first = text.indexOf(letters);
    for (qsizetype at = first; at >= 0; at = text.indexOf(letters, at + 1)) {
        if (isWordStart(text, at))
            return at;
    }
    return first;
}

bool areFirstLetters(const QString& letters, const QString& text)
{
    qsizetype matched = 0;
    for (qsizetype at = 0; at < text.size() && matched < letters.size(); ++at)
        matched += isWordStart(text, at) && text[at] == letters[matched] ? 1 : 0;
    return matched == letters.size();
}

/// How many letters of text lie between the first and the last match; nothing where letters are not in it in this order.
std::optional<int> gaps(const QString& letters, const QString& text)
{
    qsizetype first = -1;
    qsizetype at = -1;
    for (const QChar letter : letters) {
        at = text.indexOf(letter, at + 1);
        if (at < 0)
            return std::nullopt;
        first = first < 0 ? at : first;
    }
    return int(at - first + 1 - letters.size());
}

} // namespace

std::optional<int> matchScore(QStringView lettersAsTyped, QStringView textAsWritten)
{
    const QString letters = lettersAsTyped.toString().toCaseFolded();
    const QString text = textAsWritten.toString().toCaseFolded();
    Q_ASSERT(!letters.isEmpty());
    const int brevity = step - int(std::min<qsizetype>(text.size(), step)); // the shorter text is meant more likely
    if (letters == text)
        return wholeText + step;
    if (const qsizetype at = find(letters, text); at >= 0) {
        const bool endsWord = isWordEnd(text, at + letters.size());
        if (!isWordStart(text, at))
            return piece + brevity;
        return (at == 0 ? startOfText : endsWord ? wholeWord : startOfWord) + brevity;
    }
    if (areFirstLetters(letters, text))
        return firstLetters + brevity;
    if (const auto missing = gaps(letters, text))
        return withGaps + std::max(0, step - *missing);
    return std::nullopt;
}
