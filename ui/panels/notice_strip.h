#pragma once

#include <QFrame>
#include <QPointer>

class Announcement;
class QLabel;
class QPushButton;
class QTextEdit;
class QToolButton;

/// One sentence on a card, with what can be done about it; LowerEdge places it. It never takes the focus by itself;
/// takeFocus() brings a person to its button by keyboard, and Esc back to where they were.
class NoticeStrip : public QFrame
{
    Q_OBJECT

public:
    enum class Level
    {
        Notice,
        Warning,
        Error
    };

    /// window: what it lies over, and its parent.
    explicit NoticeStrip(QWidget* window);

    /// action: the text of the button that answers it; none when empty. waiting: how many more there are to be seen.
    void setMessage(Level level, const QString& sentence, const QString& action = {}, std::size_t waiting = 0);
    void clear();
    QString sentence() const;

    /// The key that leads to takeFocus(), to be named by tooltips and to screen readers.
    void setKey(const QKeySequence& key);
    void takeFocus();

signals:
    void actionTriggered();
    void dismissed();
    /// Another of those that wait is to be seen.
    void nextRequested();
    /// Whether somebody is at it, with the pointer or the keyboard: it is not to go away meanwhile.
    void attended(bool isAttended);

protected:
    bool event(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showLevel();
    void noteAttention();
    void giveFocusBack();
    void dismiss();

    Level m_level = Level::Notice;
    bool m_isAttended = false;
    QPointer<QWidget> m_focusBefore;
    QLabel* m_icon;
    QTextEdit* m_sentence;
    QToolButton* m_waiting;
    QPushButton* m_action;
    QToolButton* m_close;
    Announcement* m_announcement;
};
