#include "app/session/picture_file.h"

#include "app/session/picture_crop.h"
#include "engine/errors.h"

#include <QFileInfo>
#include <QImage>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

/// Of a picture that is read whole: a photo of 48 megapixels, a strip 20,000 pixels wide.
constexpr qint64 mostPixels = 60'000'000;

/// Weights of red, green and blue whose sum tells ink from paper best, and what to add so that it lies in [0, 255]: the main
/// axis of all colours (by power iteration on their covariance), for red on green of the same brightness is ink too.
struct ColourAxis
{
    std::array<double, 3> weights;
    double offset;
};

ColourAxis mainAxisOf(const QImage& rgb)
{
    std::array<double, 3> mean{};
    std::array<std::array<double, 3>, 3> products{};
    double count = 0;
    const int step = 1 + std::max(rgb.width(), rgb.height()) / 256;
    for (int y = 0; y < rgb.height(); y += step) {
        const auto* line = reinterpret_cast<const QRgb*>(rgb.constScanLine(y));
        for (int x = 0; x < rgb.width(); x += step, ++count) {
            const std::array<double, 3> colour{double(qRed(line[x])), double(qGreen(line[x])), double(qBlue(line[x]))};
            for (std::size_t i = 0; i < 3; ++i) {
                mean[i] += colour[i];
                for (std::size_t j = 0; j < 3; ++j)
                    products[i][j] += colour[i] * colour[j];
            }
        }
    }
    std::array<double, 3> axis{0.299, 0.587, 0.114}; // as the eye sees, where nothing stands out
    for (int round = 0; round < 30; ++round) {
        std::array<double, 3> next{};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j)
                next[i] += (products[i][j] / count - mean[i] / count * mean[j] / count) * axis[j];
        }
        const double size = std::abs(next[0]) + std::abs(next[1]) + std::abs(next[2]);
        if (!(size > 1e-9))
            break;
        for (std::size_t i = 0; i < 3; ++i)
            axis[i] = next[i] / size;
    }
    // Light stays light, as far as one can say so.
    const double sign = axis[0] + axis[1] + axis[2] < 0 ? -1 : 1;
    ColourAxis result{{sign * axis[0], sign * axis[1], sign * axis[2]}, 0};
    for (const double weight : result.weights)
        result.offset -= std::min(0.0, 255 * weight);
    return result;
}

QImage alongMainAxis(const QImage& rgb)
{
    const ColourAxis axis = mainAxisOf(rgb);
    QImage result(rgb.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < rgb.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(rgb.constScanLine(y));
        uchar* target = result.scanLine(y);
        for (int x = 0; x < rgb.width(); ++x)
            target[x] = uchar(std::clamp(axis.weights[0] * qRed(line[x]) + axis.weights[1] * qGreen(line[x])
                                             + axis.weights[2] * qBlue(line[x]) + axis.offset + 0.5, 0.0, 255.0));
    }
    return result;
}

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

/// Opaque: what is transparent becomes paper that the ink stands out from.
QImage onPaper(const QImage& image)
{
    const QImage argb = image.convertToFormat(QImage::Format_ARGB32);
    QImage result(argb.size(), QImage::Format_RGB32);
    result.fill(inkIsDark(argb) ? Qt::white : Qt::black);
    QPainter(&result).drawImage(0, 0, argb);
    return result;
}

[[noreturn]] void refuse(const QString& file, const engine::Message& why)
{
    throw engine::FileError("%1: %2", file.toStdString(), why);
}

} // namespace

engine::GrayImage toGray(const QImage& image)
{
    const QImage opaque = image.hasAlphaChannel() ? onPaper(image) : image.convertToFormat(QImage::Format_RGB32);
    const QImage gray = opaque.isGrayscale() ? opaque.convertToFormat(QImage::Format_Grayscale8) : alongMainAxis(opaque);
    engine::GrayImage result{std::size_t(gray.width()), std::size_t(gray.height()), {}};
    result.pixels.reserve(result.width * result.height);
    for (int y = 0; y < gray.height(); ++y) {
        const uchar* line = gray.constScanLine(y);
        result.pixels.insert(result.pixels.end(), line, line + gray.width());
    }
    return result;
}

QImage readImage(const QString& file)
{
    if (!QFileInfo::exists(file))
        refuse(file, "there is no such file");
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!reader.canRead())
        refuse(file, "this is no picture that can be read, expected PNG or JPEG");
    const QSize size = reader.size();
    if (qint64(size.width()) * size.height() > mostPixels)
        refuse(file, engine::Message("the picture is %1×%2 pixels, expected at most 60 million in all; cut out the digit",
                                     size.width(), size.height()));
    QImageReader::setAllocationLimit(256); // MB; mostPixels of four bytes each
    const QImage image = reader.read();
    if (image.isNull())
        refuse(file, engine::Message("the picture is damaged (%1)", reader.errorString().toStdString()));
    return image;
}

engine::GrayImage readPicture(const QString& file, const std::optional<QRect>& crop)
{
    const QImage image = readImage(file);
    return toGray(crop ? cropped(image, *crop, file) : image);
}
