#pragma once

#include "app/views/my_digits/digit_grid.h"

#include <QFrame>

class QLabel;
class QPushButton;

/// Accuracy on a set of digits before and after fine-tuning.
struct BeforeAndAfter
{
    int samples = 0;
    int before = 0; ///< read right
    int after = 0;
};

/// What fine-tuning did: the user's digits and the test digits, before and after, and the test digits that flipped.
struct FineTuningOutcome
{
    BeforeAndAfter mine;
    BeforeAndAfter test;
    QString testName; ///< "MNIST"
    int forgotten = 0; ///< test digits from right to wrong
    int gained = 0; ///< and back
    QString hand; ///< what the writer does to digits, where that was found and is undone: "turned by 29° clockwise"
    double way = 1; ///< of old and fine-tuned weights, (0, 1]: the share of the change that is in use
    double seconds = 0;
    std::vector<DigitTile> flips; ///< those forgotten first; perhaps not all
};

/// The forgetting meter: a card with the figures, and the digits that flipped as small pictures.
class FineTuningReport : public QFrame
{
    Q_OBJECT

public:
    explicit FineTuningReport(QWidget* parent = nullptr);

    void setOutcome(const FineTuningOutcome& outcome);
    /// Of what is shown, in sentences.
    QString text() const;

signals:
    void undoRequested();
    void dismissed();
    void flipChosen(quint64 id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintCard();

    QLabel* m_hand;
    QLabel* m_mine;
    QLabel* m_test;
    QLabel* m_verdict;
    DigitGrid* m_flips;
    QPushButton* m_undo;
};
