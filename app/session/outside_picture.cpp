#include "app/session/outside_picture.h"

#include "app/session/picture_file.h"
#include "engine/imaging/adaptive_threshold.h"
#include "engine/imaging/digit_from_picture.h"

#include <QFileInfo>

OutsidePicture outsidePictureOf(const QString& name, const QImage& image)
{
    constexpr int mostShown = 1200;
    OutsidePicture result;
    result.name = name;
    result.picture = image.width() > mostShown || image.height() > mostShown
        ? image.scaled(mostShown, mostShown, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        : image;
    const engine::GrayImage gray = toGray(image);
    result.digit = engine::digitFromPicture(gray);
    const auto ink = engine::adaptiveThreshold(gray);
    if (!ink || !result.digit)
        return result;
    result.line = engine::inkLineOf(gray);
    result.lineSize = {double(ink->width), double(ink->height)};
    std::size_t left = ink->width, right = 0, top = ink->height, bottom = 0;
    for (std::size_t y = 0; y < ink->height; ++y) {
        for (std::size_t x = 0; x < ink->width; ++x) {
            if (ink->values[y * ink->width + x] > 0) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = y + 1;
            }
        }
    }
    const QSizeF size = result.lineSize;
    result.inkBox = QRectF(QPointF(double(left) / size.width(), double(top) / size.height()),
                            QPointF(double(right) / size.width(), double(bottom) / size.height()));
    return result;
}

OutsidePicture outsidePictureOf(const QString& file)
{
    return outsidePictureOf(QFileInfo(file).fileName(), readImage(file));
}
