#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

class QWidget;

/// What a screen reader says by itself, wherever the focus is. Qt has an event of its own for it from 6.8 on; until then
/// something of the role notification comes into sight, which Orca speaks.
class Announcement : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds rest{1000};

    /// widget: about what it is; becomes the parent.
    explicit Announcement(QWidget* widget);

    /// At once, also what was told last.
    void tell(const QString& sentence);
    /// Once it has been the same for a second, and only if it differs from what was told last. Empty: nothing to tell.
    void tellAtRest(const QString& sentence);

    const QString& told() const { return m_told; } ///< last

signals:
    void spoken(const QString& sentence); ///< by a screen reader, if there is one

private:
    QTimer m_resting;
    QString m_next;
    QString m_told;
};
