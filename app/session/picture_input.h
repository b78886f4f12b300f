#pragma once

#include "app/session/jobs.h"
#include "app/session/outside_picture.h"

#include <QObject>

#include <optional>

class QMimeData;

/// The picture from outside, whichever way it comes: a file, a drop, the clipboard. Read without making the window wait;
/// in the pad's place until one goes back to the pad.
class PictureInput : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    explicit PictureInput(Jobs& jobs, QObject* parent = nullptr);

    /// nullopt: the pad is in use.
    const std::optional<OutsidePicture>& picture() const { return m_picture; }

    void open(const QString& file);
    void paste();
    /// Another part of the picture is read, in shares of its width and height; nullopt: what the program finds. Called
    /// again before that is done, as while one drags, the last part counts.
    void setCrop(const std::optional<QRectF>& area);
    /// The part that is read, or will be in a moment, in the same shares, and whether somebody chose it. Only with a
    /// picture.
    QRectF area() const;
    bool isCropped() const { return m_wanted.has_value(); }
    /// Whether there is a picture in it, or a file that may be one, which is taken then.
    bool take(const QMimeData& content, const QString& name);
    /// Back to the pad.
    void close();
    /// Judged by what is in the file.
    static bool isPicture(const QString& file);

signals:
    void changed();
    void failed(const QString& sentence);

private:
    template<typename Work>
    void read(Work work);
    void readCrop();
    void show(const OutsidePicture& picture);

    Jobs& m_jobs;
    Jobs::Slot m_prediction; ///< of another picture
    Jobs::Slot m_crop; ///< of another part of the same
    std::optional<QRect> m_wanted; ///< the crop that was asked for last
    std::optional<OutsidePicture> m_picture;
};
