#include "app/picture_file.h"

#include "engine/errors.h"

#include <QFileInfo>
#include <QImage>
#include <QImageReader>

namespace {

/// Sides of a picture that is read whole; a photo of 24 megapixels keeps within it.
constexpr int longestSide = 8192;

/// Dark, judged by what can be seen of it.
bool inkIsDark(const QImage& argb)
{
    double level = 0;
    double weight = 0;
    for (int y = 0; y < argb.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(argb.constScanLine(y));
        for (int x = 0; x < argb.width(); ++x) {
            level += qGray(line[x]) * double(qAlpha(line[x]));
            weight += qAlpha(line[x]);
        }
    }
    return level < weight * 128;
}

QImage onPaper(const QImage& image)
{
    const QImage argb = image.convertToFormat(QImage::Format_ARGB32);
    const int paper = inkIsDark(argb) ? 255 : 0;
    QImage result(argb.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < argb.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(argb.constScanLine(y));
        uchar* target = result.scanLine(y);
        for (int x = 0; x < argb.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            target[x] = uchar((qGray(line[x]) * alpha + paper * (255 - alpha)) / 255);
        }
    }
    return result;
}

[[noreturn]] void refuse(const QString& file, const QString& why)
{
    throw engine::FileError((file + QStringLiteral(": ") + why).toStdString());
}

} // namespace

engine::GrayImage toGray(const QImage& image)
{
    const QImage gray
        = image.hasAlphaChannel() ? onPaper(image) : image.convertToFormat(QImage::Format_Grayscale8);
    engine::GrayImage result{std::size_t(gray.width()), std::size_t(gray.height()), {}};
    result.pixels.reserve(result.width * result.height);
    for (int y = 0; y < gray.height(); ++y) {
        const uchar* line = gray.constScanLine(y);
        result.pixels.insert(result.pixels.end(), line, line + gray.width());
    }
    return result;
}

engine::GrayImage readPicture(const QString& file)
{
    if (!QFileInfo::exists(file))
        refuse(file, QStringLiteral("there is no such file"));
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!reader.canRead())
        refuse(file, QStringLiteral("this is no picture that can be read, expected PNG or JPEG"));
    const QSize size = reader.size();
    if (qMax(size.width(), size.height()) > longestSide)
        refuse(file,
               QStringLiteral("the picture is %1×%2 pixels, expected at most %3 on a side")
                   .arg(size.width())
                   .arg(size.height())
                   .arg(longestSide));
    const QImage image = reader.read();
    if (image.isNull())
        refuse(file, QStringLiteral("the picture is damaged (%1)").arg(reader.errorString()));
    return toGray(image);
}
