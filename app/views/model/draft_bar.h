#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

/// What stands between the draft and the network in use.
class DraftBar : public QWidget
{
    Q_OBJECT

public:
    enum class State
    {
        InUse, ///< nothing to apply
        NewRun, ///< the layers stay, training starts afresh
        NewNetwork,
        DoesNotFit,
    };

    explicit DraftBar(QWidget* parent = nullptr);

    void setState(State state);

signals:
    void applyRequested();
    void revertRequested();

private:
    QLabel* m_text;
    QPushButton* m_revert;
    QPushButton* m_apply;
};
