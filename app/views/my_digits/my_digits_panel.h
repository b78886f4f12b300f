#pragma once

#include "app/views/my_digits/digit_grid.h"
#include "app/views/my_digits/fine_tuning_report.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedLayout;
class QToolButton;

/// Which of the digits are shown.
struct DigitFilter
{
    enum class Kind { All, Digit, NoDigit, Unlabelled, ReadWrong };
    Kind kind = Kind::All;
    int digit = 0;

    bool operator==(const DigitFilter&) const = default;
};

/// How many there are of each.
struct DigitCounts
{
    std::array<int, 10> ofDigit{};
    int noDigit = 0;
    int unlabelled = 0;
    int readWrong = 0;
    int all = 0;

    int of(const DigitFilter& filter) const;
};

/// The user's own digits: a grid of them with what they are and how they are read, what can be done with them, and "Learn
/// from my digits" with its report.
class MyDigitsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit MyDigitsPanel(QWidget* parent = nullptr);

    /// tiles: those that the filter lets through.
    void setDigits(const std::vector<DigitTile>& tiles, const DigitCounts& counts);
    void setUndo(bool canUndo, bool canRedo);
    DigitFilter filter() const;
    QString writer() const;
    void setWriter(const QString& writer);
    /// What is being done, with the share that is done; no text: nothing is.
    void setProgress(const QString& text, double share);
    void setOutcome(const FineTuningOutcome& outcome);
    void clearOutcome();
    const DigitGrid& grid() const { return *m_grid; }
    FineTuningReport* report() const { return m_report; }

signals:
    void filterChanged();
    void writerChanged(const QString& writer);
    /// Of those selected. nullopt: no digit.
    void relabelRequested(const std::vector<quint64>& ids, std::optional<int> label);
    void deleteRequested(const std::vector<quint64>& ids);
    void drawRequested(quint64 id); ///< it is to be brought to the pad
    void undoRequested();
    void redoRequested();
    void importRequested();
    void exportRequested();
    void learnRequested();
    void cancelRequested();

private:
    QWidget* buildLearning();
    QWidget* buildEditing();
    QWidget* buildProgress();
    QWidget* buildEmpty();
    void buildLabelMenu();
    QPushButton* addButton(QWidget* parent, const char* name, const QString& text, const QString& help);
    void fillFilter(const DigitCounts& counts);
    void showSelection();
    void relabel(std::optional<int> label);
    void remove();

    DigitGrid* m_grid;
    FineTuningReport* m_report;
    QComboBox* m_filter = nullptr;
    QLineEdit* m_writer = nullptr;
    QLabel* m_counts = nullptr;
    QPushButton* m_learn = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_label = nullptr;
    QPushButton* m_delete = nullptr;
    QToolButton* m_undo = nullptr;
    QToolButton* m_redo = nullptr;
    QLabel* m_progressText = nullptr;
    QProgressBar* m_progressBar = nullptr;
    QWidget* m_progress;
    QLabel* m_emptyText = nullptr;
    QStackedLayout* m_pages;
    bool m_canLearn = false; ///< there is a drawing with a label
};
