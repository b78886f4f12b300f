#pragma once

#include "engine/imaging/ink_line.h"

#include <QImage>
#include <QRectF>
#include <QString>

#include <optional>

/// A picture from outside, and the ink that was found in it, as of one digit and of several.
struct OutsidePicture
{
    QString name; ///< of the file, or where it came from
    QImage picture; ///< small enough to be shown
    std::optional<engine::DigitImage> digit; ///< nullopt: nothing stands out
    QRectF inkBox; ///< of the ink, in shares of the picture
    engine::InkLine line;
    QSizeF lineSize; ///< of the plane that line's boxes are told in
};

/// Takes a while for a large picture: not on the window's thread.
OutsidePicture outsidePictureOf(const QString& name, const QImage& image);
/// Throws engine::FileError that names the file.
OutsidePicture outsidePictureOf(const QString& file);
