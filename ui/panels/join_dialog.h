#pragma once

#include <QDialog>

#include <functional>
#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

/// One source of data that are joined.
struct JoinedPart
{
    enum class Kind { Pictures, Drawings, Made };
    enum class Test { Usual, None, All, Last, Writers };

    Kind kind = Kind::Pictures;
    QString title; ///< "MNIST"
    QString source; ///< as the command line names it: a path, "mnist", "synthetic"
    int count = 20'000; ///< of what is made
    int times = 1; ///< each sample counts so often
    Test test = Test::Usual;
    int last = 10'000; ///< with Test::Last
    QString writers{}; ///< with Test::Writers: "23-30, anna"

    /// "mnist[test=last10000]*2"
    QString text() const;
};

/// Puts sources of data together, and shows what the command line calls the sum.
class JoinDialog : public QDialog
{
    Q_OBJECT

public:
    /// problemOf: a sentence on what is wrong with a sum; empty: nothing.
    JoinDialog(std::vector<JoinedPart> parts, std::function<QString(const QString&)> problemOf, QWidget* parent);

    const std::vector<JoinedPart>& parts() const { return m_parts; }
    /// "mnist+my.jsonl*4"
    QString sum() const;

    void add(const JoinedPart& part);

protected:
    bool focusNextPrevChild(bool next) override;

private:
    QWidget* buildAdding();
    void addFolder();
    void addDrawings();
    void showParts();
    void fitTable();
    void addRow(int row);
    QWidget* countOf(int row);
    QWidget* testOf(int row);
    void remove(int row);
    QString problem() const;
    void showSum();

    std::function<QString(const QString&)> m_problemOf;
    std::vector<JoinedPart> m_parts;
    QScrollArea* m_area;
    QWidget* m_table = nullptr; ///< within it; made anew when parts come or go
    QGridLayout* m_grid = nullptr;
    QLineEdit* m_sum;
    QLabel* m_problem;
    QPushButton* m_join;
};
