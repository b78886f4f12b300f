#include "app/session/outside_picture.h"

#include "app/session/picture_crop.h"
#include "app/session/picture_file.h"
#include "engine/imaging/adaptive_threshold.h"
#include "engine/imaging/digit_from_picture.h"

#include <QFileInfo>

#include <algorithm>

namespace {

/// Round all places for which isSet(x, y) holds, in shares of width and height.
template<typename IsSet>
QRectF boxOf(std::size_t width, std::size_t height, const IsSet& isSet)
{
    std::size_t left = width, right = 0, top = height, bottom = 0;
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            if (!isSet(x, y))
                continue;
            left = std::min(left, x);
            right = std::max(right, x + 1);
            top = std::min(top, y);
            bottom = y + 1;
        }
    }
    return {QPointF(double(left) / double(width), double(top) / double(height)),
            QPointF(double(right) / double(width), double(bottom) / double(height))};
}

} // namespace

QRectF onWhole(const QRectF& shares, const QRectF& part)
{
    return {part.left() + shares.left() * part.width(), part.top() + shares.top() * part.height(),
            shares.width() * part.width(), shares.height() * part.height()};
}

OutsidePicture outsidePictureOf(const QString& name, const QImage& image)
{
    constexpr int mostShown = 1200;
    OutsidePicture result;
    result.name = name;
    result.source = image;
    result.picture = image.width() > mostShown || image.height() > mostShown
        ? image.scaled(mostShown, mostShown, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        : image;
    return readAgain(std::move(result), {});
}

OutsidePicture outsidePictureOf(const QString& file)
{
    return outsidePictureOf(QFileInfo(file).fileName(), readImage(file));
}

OutsidePicture readAgain(OutsidePicture picture, const std::optional<QRect>& crop)
{
    picture.crop = crop;
    picture.linePlace = crop ? sharesOf(*crop, picture.source.size()) : QRectF(0, 0, 1, 1);
    picture.area = picture.linePlace;
    picture.isOnSheet = false;
    picture.digit.reset();
    picture.line = {};
    const QImage part = crop ? cropped(picture.source, *crop, picture.name) : picture.source;
    const auto found = engine::inkInPicture(toGray(part));
    if (!found)
        return picture;
    const engine::InkPlane& ink = found->ink;
    picture.digit = engine::digitFromPicture(ink);
    if (!picture.digit)
        return picture;
    picture.line = engine::inkLineOf(ink);
    picture.lineSize = {double(ink.width), double(ink.height)};
    const auto isInk = [&ink](std::size_t x, std::size_t y) { return ink.values[y * ink.width + x] > 0; };
    picture.inkBox = onWhole(boxOf(ink.width, ink.height, isInk), picture.linePlace);
    picture.isOnSheet = found->sheet.has_value();
    if (found->sheet && !crop)
        picture.area = boxOf(ink.width, ink.height,
                             [&sheet = *found->sheet](std::size_t x, std::size_t y) { return sheet.at(x, y) != 0; });
    return picture;
}
