#include "ui/fields/setting_fields.h"

#include "ui/charts/number_text.h"
#include "ui/fields/field_hint.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <tuple>

QString boundText(int number)
{
    return number < 0 ? QString::number(number) : countText(quint64(number));
}

int fieldHeight(const QWidget& field)
{
    return field.fontMetrics().height() + scaled(14);
}

bool isUndoOrRedo(const QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<const QKeyEvent*>(event);
    return key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
}

CountField::CountField(QWidget* parent)
    : QSpinBox(parent)
    , m_hint(new FieldHint(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccelerated(true);
    setGroupSeparatorShown(true);
    keepMeasured(this, [this] { setFixedHeight(fieldHeight(*this)); });
}

bool CountField::event(QEvent* event)
{
    if (isUndoOrRedo(event)) {
        event->ignore();
        return false;
    }
    return QSpinBox::event(event);
}

void CountField::setUnit(const QString& unit)
{
    setSuffix(unit.isEmpty() ? QString() : QLatin1Char(' ') + unit);
}

void CountField::keyPressEvent(QKeyEvent* event)
{
    const auto line = [this] { return std::tuple(text(), lineEdit()->cursorPosition(), lineEdit()->hasSelectedText()); };
    const auto before = line();
    const bool isTyped = !event->text().isEmpty() && event->text().front().isPrint();
    QSpinBox::keyPressEvent(event);
    if (isTyped && line() == before) // it was not taken
        sayRange();
    else if (m_hint)
        m_hint->clear();
}

void CountField::focusOutEvent(QFocusEvent* event)
{
    const bool stays = hasAcceptableInput();
    QSpinBox::focusOutEvent(event);
    if (!stays)
        sayRange();
    if (m_hint)
        m_hint->leaveSoon();
}

void CountField::sayRange()
{
    if (m_hint)
        m_hint->say(tr("A whole number from %1 to %2.").arg(boundText(minimum()), boundText(maximum())), FieldHint::Level::Problem);
}

ChoiceField::ChoiceField(QWidget* parent)
    : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    keepMeasured(this, [this] { setFixedHeight(fieldHeight(*this)); });
}

void ChoiceField::keyPressEvent(QKeyEvent* event)
{
    const bool isLetter = !event->text().isEmpty() && event->text().front().isPrint() && event->key() != Qt::Key_Space;
    if (m_leavesLetters && isLetter)
        event->ignore();
    else
        QComboBox::keyPressEvent(event);
}
