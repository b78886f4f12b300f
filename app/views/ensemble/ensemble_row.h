#pragma once

#include <QFrame>

struct EnsembleLine;
class QLabel;
class QToolButton;
class SmallBars;

/// One network of an ensemble, or the ensemble itself: name, accuracy, ten small bars.
class EnsembleRow : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Member, Joint };

    explicit EnsembleRow(Kind kind, QWidget* parent = nullptr);

    void setLine(const EnsembleLine& line);

signals:
    void removeRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintCard();

    Kind m_kind;
    QLabel* m_name;
    QLabel* m_detail;
    QLabel* m_accuracy;
    SmallBars* m_bars;
    QToolButton* m_remove;
};
