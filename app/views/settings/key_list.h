#pragma once

#include <QWidget>

#include <vector>

class Commands;
class QGridLayout;
class QKeySequenceEdit;
class QLabel;
class QToolButton;

/// Every command with its key, which can be changed here.
class KeyList : public QWidget
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    explicit KeyList(Commands& commands, QWidget* parent = nullptr);

signals:
    /// Other commands are listed: those that are searched for stand beneath the field.
    void filtered();

private:
    struct Row
    {
        QString id;
        QLabel* title;
        QKeySequenceEdit* key;
        QToolButton* reset;
    };

    void addRow(const QString& id, const QString& title, const QString& group);
    void change(const Row& row);
    void show();
    void filter(const QString& text);

    Commands& m_commands;
    QGridLayout* m_grid;
    QLabel* m_problem;
    std::vector<Row> m_rows;
};
