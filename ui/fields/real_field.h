#pragma once

#include "ui/fields/number_entry.h"

#include <QLineEdit>
#include <QPointer>

#include <functional>

class FieldHint;

/// A line for one real number, also as 1e-3. Up and Down, and the wheel where ScrollWheel lets it, multiply by 1.1 and 1/1.1.
/// Text that is no number of the range is shown in the error colour, explained beside the field, and never sent; leaving the
/// field brings the last good number back.
class RealField : public QLineEdit
{
    Q_OBJECT

public:
    explicit RealField(QWidget* parent = nullptr);

    /// Both ends are allowed.
    void setRange(double minimum, double maximum);
    void setHelp(const QString& help);
    /// What the number counts, behind it: "pixels".
    void setUnit(const QString& unit);
    /// One sentence on a number that is allowed and hardly wise, said when it is entered; empty: it is fine.
    void setAdvice(std::function<QString(double)> adviceOn);
    /// Shows the number; sends nothing.
    void setValue(double value);
    double value() const { return m_value; }

signals:
    /// The user entered another number: by Enter, by leaving the field or by a step.
    void valueEdited(double value);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    NumberEntry entry() const;
    void commit();
    void step(double factor);
    void showWhetherValid();
    void sayWhy(const QString& problem);

    double m_value = 0;
    double m_minimum = 0;
    double m_maximum = 0;
    QString m_help;
    QString m_unit;
    std::function<QString(double)> m_adviceOn;
    QPointer<FieldHint> m_hint;
};
