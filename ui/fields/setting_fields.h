#pragma once

#include <QComboBox>
#include <QPointer>
#include <QSpinBox>

class FieldHint;

// Fields for a form inside a scrolling panel. Undo and redo are left to the panel, which knows more than one field's text.

/// A whole number. What cannot be typed, or does not stay, is told beside the field.
class CountField : public QSpinBox
{
    Q_OBJECT

public:
    explicit CountField(QWidget* parent = nullptr);
    /// What the number counts, behind it: "epochs".
    void setUnit(const QString& unit);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void sayRange();

    QPointer<FieldHint> m_hint;
};

class ChoiceField : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceField(QWidget* parent = nullptr);
    /// Letters are the window's keys and choose nothing while the list is closed: for one that stands beside buttons with keys.
    void leaveLetters() { m_leavesLetters = true; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool m_leavesLetters = false;
};

/// An end of a field's range: "60,000".
QString boundText(int number);
/// The height of every field in a form.
int fieldHeight(const QWidget& field);

/// True for Ctrl+Z and Ctrl+Y, which a field hands on.
bool isUndoOrRedo(const QEvent* event);
