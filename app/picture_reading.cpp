#include "app/picture_reading.h"

#include "app/picture_file.h"
#include "engine/data/paper.h"

#include <QFileInfo>

PictureReading readingOf(const QString& name, const QImage& image)
{
    constexpr int mostShown = 1200;
    PictureReading reading;
    reading.name = name;
    reading.picture = image.width() > mostShown || image.height() > mostShown
        ? image.scaled(mostShown, mostShown, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        : image;
    const engine::GrayImage gray = toGray(image);
    reading.digit = engine::digitFromPicture(gray);
    const auto ink = engine::inkOnPaper(gray);
    if (!ink || !reading.digit)
        return reading;
    reading.line = engine::inkLineOf(gray);
    reading.lineSize = {double(ink->width), double(ink->height)};
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
    const QSizeF size = reading.lineSize;
    reading.inkBox = QRectF(QPointF(double(left) / size.width(), double(top) / size.height()),
                            QPointF(double(right) / size.width(), double(bottom) / size.height()));
    return reading;
}

PictureReading readingOfFile(const QString& file)
{
    return readingOf(QFileInfo(file).fileName(), readImage(file));
}
