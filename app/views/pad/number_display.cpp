#include "app/views/pad/number_display.h"

#include "app/session/pad_number.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

/// A context for the translators.
struct NumberDisplay
{
    Q_DECLARE_TR_FUNCTIONS(NumberDisplay)
};

/// In a grey that is seen on light and on dark.
QString faint(const QString& text)
{
    return QStringLiteral("<span style='color: #808080'>%1</span>").arg(text);
}

QString textOf(const PadNumber& number, const engine::DigitPrediction& digit, const QStringList& classNames)
{
    if (!number.namesDigits())
        return {};
    return digit.digit < classNames.size() ? classNames[digit.digit] : QString::number(digit.digit);
}

} // namespace

DigitBoxes numberBoxes(const PadNumber& number, const QStringList& classNames, QSizeF unit, double margin)
{
    DigitBoxes boxes;
    const auto selected = number.selected();
    for (std::size_t i = 0; i < number.prediction().digits.size(); ++i) {
        const engine::DigitPrediction& digit = number.prediction().digits[i];
        const engine::Box& box = number.line().groups.candidates()[digit.candidate].box;
        const QRectF place = QRectF(QPointF(double(box.left), double(box.top)), QPointF(double(box.right), double(box.bottom)))
                                 .adjusted(-margin, -margin, margin, margin);
        const QString text = textOf(number, digit, classNames);
        boxes.push_back({QRectF(place.left() / unit.width(), place.top() / unit.height(), place.width() / unit.width(),
                                place.height() / unit.height()),
                         number.isDoubted(digit) ? NumberDisplay::tr("%1?").arg(text) : text, selected == i});
    }
    return boxes;
}

QString numberMarkup(const PadNumber& number, const QStringList& classNames)
{
    QStringList texts;
    bool isOneLetterEach = true;
    for (const engine::DigitPrediction& digit : number.prediction().digits) {
        const QString text = textOf(number, digit, classNames);
        texts << (number.isDoubted(digit) && !text.isEmpty() ? faint(text.toHtmlEscaped()) : text.toHtmlEscaped());
        isOneLetterEach = isOneLetterEach && text.size() <= 1;
    }
    return texts.join(isOneLetterEach ? QString() : QStringLiteral(" · "));
}

QString numberSentence(const PadNumber& number, const QStringList& classNames)
{
    QStringList texts;
    int doubted = 0;
    for (const engine::DigitPrediction& digit : number.prediction().digits) {
        texts << textOf(number, digit, classNames);
        doubted += number.isDoubted(digit);
    }
    if (texts.join(QString()).isEmpty())
        return {};
    const bool isOneLetterEach = std::ranges::all_of(texts, [](const QString& text) { return text.size() <= 1; });
    const QString sentence = NumberDisplay::tr("Looks like %1").arg(texts.join(isOneLetterEach ? QString() : QStringLiteral(", ")));
    if (doubted == 0)
        return sentence;
    return doubted == 1 ? NumberDisplay::tr("%1; one of them looks like no digit").arg(sentence)
                        : NumberDisplay::tr("%1; %2 of them look like no digits").arg(sentence).arg(doubted);
}
