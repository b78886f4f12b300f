#pragma once

#include <QComboBox>
#include <QSpinBox>

// Fields for a form inside a scrolling panel. Undo and redo are left to the panel, which knows more than one field's text.

class CountField : public QSpinBox
{
    Q_OBJECT

public:
    explicit CountField(QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
};

class ChoiceField : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceField(QWidget* parent = nullptr);
};

/// The height of every field in a form.
int fieldHeight(const QWidget& field);

/// True for Ctrl+Z and Ctrl+Y, which a field hands on.
bool isUndoOrRedo(const QEvent* event);
