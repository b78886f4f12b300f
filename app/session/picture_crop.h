#pragma once

#include <QRect>
#include <QRectF>
#include <QString>

#include <optional>
#include <string_view>

class QImage;
class QSize;

// The part of a picture that is read: a rectangle in pixels, as it lies once the picture is turned as its camera says.

/// "X,Y,WIDTH,HEIGHT", whole numbers, some width and some height; nullopt for any other text.
std::optional<QRect> cropFrom(std::string_view text);

/// Throws engine::FileError that names the picture where the crop reaches beyond it.
QImage cropped(const QImage& image, const QRect& crop, const QString& name);

/// From shares of width and height; at least a pixel, within a picture of that size.
QRect cropOf(const QRectF& shares, const QSize& size);
/// And back.
QRectF sharesOf(const QRect& crop, const QSize& size);
