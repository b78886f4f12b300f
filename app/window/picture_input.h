#pragma once

#include "app/background_jobs.h"
#include "app/picture_reading.h"

#include <QObject>

#include <optional>

class PadPanel;
class QMimeData;
class QWidget;

/// Pictures from outside, whichever way they come: a file, a drop, the clipboard. Read without making the window wait, and
/// shown in the pad's place until one goes back to it.
class PictureInput : public QObject
{
    Q_OBJECT

public:
    /// window: parent of the file dialog. Both borrowed; they must outlive it.
    PictureInput(PadPanel& panel, QWidget* window);

    /// nullopt: the pad is in use.
    const std::optional<PictureReading>& picture() const { return m_picture; }

    void open(); ///< asks for a file
    void open(const QString& file);
    void paste();
    /// Whether there is a picture in it, or a file that may be one, which is taken then.
    bool take(const QMimeData& content, const QString& name);
    /// Judged by what is in the file.
    static bool isPicture(const QString& file);

signals:
    void pictureChanged();
    void failed(const QString& sentence);

private:
    void show(const PictureReading& picture);
    void leave();

    PadPanel& m_panel;
    QWidget* m_window;
    BackgroundJobs m_jobs;
    quint64 m_last = 0; ///< the picture that was asked for last
    std::optional<PictureReading> m_picture;
};
