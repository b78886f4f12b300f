#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

/// The way back to a default, which keeps its place while it is hidden. of: "Theme".
QToolButton* makeResetButton(const QString& of, QWidget* parent);

/// A setting: its name, a field, the way back to its default, and what it does.
class SettingRow : public QWidget
{
    Q_OBJECT

public:
    /// field: becomes this one's.
    SettingRow(const QString& title, const QString& help, QWidget* field, QWidget* parent = nullptr);

    /// Whether it is at its default.
    void setInitial(bool isInitial);
    /// What is wrong with what was typed; empty: nothing.
    void setProblem(const QString& sentence);

signals:
    void resetRequested();

private:
    QToolButton* m_reset;
    QLabel* m_problem;
};
