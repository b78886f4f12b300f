#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

/// One sentence above the workspace, with what can be done about it. Stays until it is dismissed or replaced;
/// never takes the focus.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Level
    {
        Notice,
        Warning,
        Error
    };

    explicit MessageBar(QWidget* parent = nullptr);

    /// action: the text of the button that answers the message; none when empty.
    void setMessage(Level level, const QString& sentence, const QString& action = {});
    void clear();
    QString message() const;

signals:
    void actionTriggered();
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void dismiss();
    void paintLevel();

    Level m_level = Level::Notice;
    QLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_action;
    QToolButton* m_close;
};
