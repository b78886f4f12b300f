#include "ui/fields/real_field.h"

#include "ui/fields/field_hint.h"
#include "ui/fields/setting_fields.h"
#include "ui/fields/words.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QWheelEvent>

#include <algorithm>
#include <limits>
#include <utility>

namespace {

constexpr double stepFactor = 1.1;
constexpr int besideText = 2; // pixels that QLineEdit leaves at either side

/// Three digits are all that a step needs: 0.00121 rather than 0.0012100000000000001.
double rounded(double value)
{
    return QString::number(value, 'g', 3).toDouble();
}

} // namespace

RealField::RealField(QWidget* parent)
    : QLineEdit(parent)
    , m_minimum(std::numeric_limits<double>::lowest())
    , m_maximum(std::numeric_limits<double>::max())
    , m_hint(new FieldHint(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    keepMeasured(this, [this] { setFixedHeight(fieldHeight(*this)); });
    connect(this, &QLineEdit::textChanged, this, &RealField::showWhetherValid);
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (m_hint)
            m_hint->clear(); // what was said of another number
    });
    connect(this, &QLineEdit::returnPressed, this, &RealField::commit);
    setValue(0);
}

void RealField::setRange(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
    showWhetherValid();
}

void RealField::setHelp(const QString& help)
{
    m_help = help;
    showWhetherValid();
}

void RealField::setUnit(const QString& unit)
{
    m_unit = unit;
    update();
}

void RealField::setAdvice(std::function<QString(double)> adviceOn)
{
    m_adviceOn = std::move(adviceOn);
}

void RealField::setValue(double value)
{
    m_value = value;
    setText(shortest(value));
    setCursorPosition(0);
    showWhetherValid(); // also while signals are blocked
}

bool RealField::event(QEvent* event)
{
    if (isUndoOrRedo(event)) {
        event->ignore();
        return false;
    }
    return QLineEdit::event(event);
}

void RealField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up)
        step(stepFactor);
    else if (event->key() == Qt::Key_Down)
        step(1 / stepFactor);
    else if (event->key() == Qt::Key_Escape && isModified())
        setValue(m_value);
    else
        QLineEdit::keyPressEvent(event);
}

void RealField::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    step(event->angleDelta().y() > 0 ? stepFactor : 1 / stepFactor);
    event->accept();
}

void RealField::focusOutEvent(QFocusEvent* event)
{
    commit();
    const QString problem = entry().problem;
    setValue(m_value);
    if (m_hint && !problem.isEmpty()) {
        m_hint->say(tr("%1 It stays at %2.").arg(problem, shortest(m_value)), FieldHint::Level::Problem);
        m_hint->leaveSoon();
    } else if (m_hint) {
        m_hint->leaveSoon(); // advice
    }
    QLineEdit::focusOutEvent(event);
}

/// The unit follows the number, in the colour of what cannot be edited.
void RealField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (m_unit.isEmpty())
        return;
    QStyleOptionFrame option;
    initStyleOption(&option);
    QRect room = style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(besideText, 0, -besideText, 0);
    room.setLeft(room.left() + fontMetrics().horizontalAdvance(text() + QLatin1Char(' ')));
    if (room.width() < fontMetrics().horizontalAdvance(m_unit))
        return;
    QPainter painter(this);
    painter.setPen(theme().mutedText);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, m_unit);
}

NumberEntry RealField::entry() const
{
    return readNumber(text(), m_minimum, m_maximum);
}

void RealField::commit()
{
    const std::optional<double> entered = entry().value;
    if (!entered || *entered == m_value)
        return;
    setValue(*entered);
    emit valueEdited(*entered);
    const QString advice = m_adviceOn ? m_adviceOn(*entered) : QString();
    if (m_hint && !advice.isEmpty())
        m_hint->say(advice, FieldHint::Level::Advice);
}

void RealField::step(double factor)
{
    const double from = entry().value.value_or(m_value);
    // Zero cannot be multiplied away from: up leads to a hundredth of the range.
    const double to = from == 0 && factor > 1 ? m_maximum / 100 : rounded(from * factor);
    setText(shortest(std::clamp(to, m_minimum, m_maximum)));
    commit();
}

void RealField::showWhetherValid()
{
    const NumberEntry entered = entry();
    const bool isValid = entered.value.has_value();
    setToolTip(isValid ? m_help : entered.problem);
    sayWhy(entered.problem);
    if (property("invalid").toBool() == !isValid)
        return;
    setProperty("invalid", !isValid);
    setStyleSheet(isValid
                      ? QString()
                      : QStringLiteral(
                          "QLineEdit { color: palette(bright-text); border-color: palette(bright-text); }"));
}

/// Beside the field, while somebody is there.
void RealField::sayWhy(const QString& problem)
{
    if (!m_hint || !hasFocus())
        return;
    if (!problem.isEmpty())
        m_hint->say(problem, FieldHint::Level::Problem);
    else if (m_hint->isProblem()) // advice stays until another number is typed
        m_hint->clear();
}
