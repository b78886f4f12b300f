#pragma once

#include <QObject>

class Commands;
class LowerEdge;
class NoticeStrip;
class Notices;
class QWidget;

/// Shows the session's notices over the window's lower edge.
class NoticePresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    NoticePresenter(Notices& notices, Commands& commands, LowerEdge& edge, QWidget& window);

private:
    void show();

    Notices& m_notices;
    NoticeStrip* m_strip;
};
