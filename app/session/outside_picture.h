#pragma once

#include "engine/imaging/ink_line.h"

#include <QImage>
#include <QRectF>
#include <QString>

#include <optional>

/// A picture from outside, and the ink that was found in it, as of one digit and of several. Places are in shares of
/// the picture's width and height.
struct OutsidePicture
{
    QString name; ///< of the file, or where it came from
    QImage source; ///< as it came
    QImage picture; ///< small enough to be shown
    std::optional<QRect> crop; ///< the part that somebody chose, in pixels of the source
    QRectF area{0, 0, 1, 1}; ///< what is read: the crop, else the sheet of paper that was found, else all of it
    bool isOnSheet = false; ///< the rest of what was looked at is a table
    std::optional<engine::DigitImage> digit; ///< nullopt: nothing stands out
    QRectF inkBox;
    engine::InkLine line;
    QSizeF lineSize; ///< of the plane that line's boxes are told in
    QRectF linePlace{0, 0, 1, 1}; ///< where that plane lies
};

// They take a while for a large picture: not on the window's thread.

OutsidePicture outsidePictureOf(const QString& name, const QImage& image);
/// Throws engine::FileError that names the file.
OutsidePicture outsidePictureOf(const QString& file);
/// The same picture, with another part of it read; nullopt: what the program finds.
OutsidePicture readAgain(OutsidePicture picture, const std::optional<QRect>& crop);

/// From shares of a part to shares of the whole.
QRectF onWhole(const QRectF& shares, const QRectF& part);
