#include "ui/fields/setting_fields.h"

#include <QKeyEvent>
#include <QLineEdit>

int fieldHeight(const QWidget& field)
{
    return field.fontMetrics().height() + 14;
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
{
    setFocusPolicy(Qt::StrongFocus);
    setAccelerated(true);
    setGroupSeparatorShown(true);
    setFixedHeight(fieldHeight(*this));
}

bool CountField::event(QEvent* event)
{
    if (isUndoOrRedo(event)) {
        event->ignore();
        return false;
    }
    return QSpinBox::event(event);
}

ChoiceField::ChoiceField(QWidget* parent)
    : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setFixedHeight(fieldHeight(*this));
}
