#pragma once

#include "ui/panels/digit_grid.h"

#include <QFrame>

class QLabel;
class QPushButton;

/// How a set of digits was read before and after something was learnt.
struct BeforeAndAfter
{
    int samples = 0;
    int before = 0; ///< read right
    int after = 0;
};

/// What became of a lesson: the user's digits and the test digits, before and after, and the test digits that flipped.
struct LearningOutcome
{
    BeforeAndAfter mine;
    BeforeAndAfter test;
    QString testName; ///< "MNIST"
    int forgotten = 0; ///< test digits from right to wrong
    int gained = 0; ///< and back
    QString hand; ///< what it does to digits, where that was found out and is undone: "turned by 29° clockwise"
    double way = 1; ///< the share of what practice changed that is in use, (0, 1]
    double seconds = 0;
    std::vector<DigitTile> flips; ///< those forgotten first; perhaps not all
};

/// The forgetting meter: a card with the figures, and the digits that flipped as small pictures.
class LearningReport : public QFrame
{
    Q_OBJECT

public:
    explicit LearningReport(QWidget* parent = nullptr);

    void setOutcome(const LearningOutcome& outcome);
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
