#pragma once

#include "engine/drawing/digit_image.h"

#include <QRect>
#include <QString>

#include <optional>

class QImage;

/// Grey levels; a transparent picture is laid on the paper that its ink stands out from.
engine::GrayImage toGray(const QImage& image);

/// Any PNG or JPEG, turned as its camera says. Needs no display.
/// Throws engine::FileError that names the file.
QImage readImage(const QString& file);
/// Its grey levels; with a crop, of that part alone (see picture_crop.h).
engine::GrayImage readPicture(const QString& file, const std::optional<QRect>& crop = {});
