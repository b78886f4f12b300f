#include "ui/fields/real_field.h"

#include "ui/fields/setting_fields.h"
#include "ui/fields/words.h"

#include <QKeyEvent>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>
#include <limits>

namespace {

constexpr double stepFactor = 1.1;

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
{
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(fieldHeight(*this));
    connect(this, &QLineEdit::textChanged, this, &RealField::showWhetherValid);
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
    setValue(m_value);
    QLineEdit::focusOutEvent(event);
}

std::optional<double> RealField::valueOfText() const
{
    bool isNumber = false;
    const double value = text().trimmed().toDouble(&isNumber);
    if (!isNumber || !(value >= m_minimum && value <= m_maximum))
        return std::nullopt;
    return value;
}

void RealField::commit()
{
    const std::optional<double> entered = valueOfText();
    if (!entered || *entered == m_value)
        return;
    setValue(*entered);
    emit valueEdited(*entered);
}

void RealField::step(double factor)
{
    const double from = valueOfText().value_or(m_value);
    // Zero cannot be multiplied away from: up leads to a hundredth of the range.
    const double to = from == 0 && factor > 1 ? m_maximum / 100 : rounded(from * factor);
    setText(shortest(std::clamp(to, m_minimum, m_maximum)));
    commit();
}

void RealField::showWhetherValid()
{
    const bool isValid = valueOfText().has_value();
    const QString range
        = tr("A number from %1 to %2, such as 0.001 or 1e-3.").arg(shortest(m_minimum), shortest(m_maximum));
    setToolTip(isValid ? m_help : range);
    if (property("invalid").toBool() == !isValid)
        return;
    setProperty("invalid", !isValid);
    setStyleSheet(isValid
                      ? QString()
                      : QStringLiteral(
                          "QLineEdit { color: palette(bright-text); border-color: palette(bright-text); }"));
}
