#pragma once

#include <QLabel>

class Announcement;

/// One sentence on what was entered in a field, just beneath it, or above where there is no room. It lies over what is there,
/// so that nothing moves, lets the mouse through, and is read out.
class FieldHint : public QLabel
{
    Q_OBJECT

public:
    enum class Level { Advice, Problem };

    /// field: borrowed; the hint goes with it.
    explicit FieldHint(QWidget& field);

    void say(const QString& sentence, Level level);
    /// The same sentence stays for so long as one needs to read it; for what the field no longer shows.
    void leaveSoon();
    void clear();
    bool isProblem() const { return m_level == Level::Problem && !isHidden(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void showLook();
    void stopTimer();

    QWidget& m_field;
    Announcement* m_announcement;
    Level m_level = Level::Advice;
    int m_timer = 0; ///< 0: it stays
};
