#pragma once

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class CountField;
class EnsembleRow;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

/// What one network, or all of them together, say of the drawing and do on the test set.
struct EnsembleLine
{
    QString name; ///< "lenet-5"
    QString detail; ///< "seed 2 · MNIST"
    std::vector<float> probabilities; ///< of the drawing; none: there is nothing to read
    std::optional<double> accuracy; ///< on the test set, [0, 1]; none: not known
    bool isMeasuring = false; ///< it is about to be
    QStringList classNames{}; ///< of the probabilities; empty: numbers
};

/// Several networks that predict together: each one's prediction for the drawing and its accuracy, and theirs as one.
class EnsemblePanel : public QWidget
{
    Q_OBJECT

public:
    explicit EnsemblePanel(QWidget* parent = nullptr);

    /// joint: of all members; not shown while there are none.
    void setLines(const std::vector<EnsembleLine>& members, const EnsembleLine& joint);
    /// What is being done, with the share that is done; no text: nothing is.
    void setProgress(const QString& text, double share);
    /// What can be trained: "lenet-5, seeds 2, 3 and 4".
    void setTrainHelp(const QString& text);
    int trainCount() const;

signals:
    void addCurrentRequested();
    void addShippedRequested();
    void addFileRequested();
    void removeRequested(int member);
    void clearRequested();
    void trainRequested(int count);
    void cancelRequested();
    void saveRequested();

private:
    QWidget* buildTools();
    QWidget* buildEmpty();
    QWidget* buildProgress();
    QPushButton* addButton(QWidget* parent, const QString& name, const QString& text, const QString& help,
                           void (EnsemblePanel::*intention)());

    QWidget* m_empty;
    QWidget* m_list;
    QVBoxLayout* m_column;
    std::vector<EnsembleRow*> m_rows;
    EnsembleRow* m_joint;
    QLabel* m_verdict;
    CountField* m_count = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_clear = nullptr;
    QLabel* m_progressText = nullptr;
    QProgressBar* m_progressBar = nullptr;
    QWidget* m_progress; ///< of the two above
};
