#pragma once

#include <QLabel>

class QFormLayout;

/// The same spacing and alignment for every form, so that all fields of a panel line up.
void alignForm(QFormLayout& form);

/// When a setting takes effect once it is changed.
enum class Effect
{
    Live,
    NextRun
};

/// Explains the marks.
class Legend : public QLabel
{
    Q_OBJECT

public:
    explicit Legend(QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showText();
};

/// A setting's name, as wide as the others so that the fields of all forms stand in one column.
class FieldLabel : public QLabel
{
    Q_OBJECT

public:
    FieldLabel(const QString& text, Effect effect, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showText();

    QString m_text;
    Effect m_effect;
};
