#include "app/cli/map_picture.h"

#include "engine/io/atomic_file.h"

#include <QBuffer>
#include <QImage>

#include <algorithm>
#include <array>
#include <cmath>

namespace cli {
namespace {

constexpr int pixelsPerNumber = 10;

/// size: [-1, 1]. Towards a red or a blue that are as dark as each other, for whoever cannot tell them apart by hue.
QRgb colourOf(float size)
{
    const std::array<float, 3> deepest
        = size > 0 ? std::array{178.0f, 24.0f, 43.0f} : std::array{33.0f, 102.0f, 172.0f};
    const auto channel = [&](std::size_t i) { return int(std::lround(255 + (deepest[i] - 255) * std::abs(size))); };
    return qRgb(channel(0), channel(1), channel(2));
}

} // namespace

void writeMapPicture(const std::string& file, std::span<const float> map, std::size_t columns)
{
    float largest = 0;
    for (const float value : map)
        largest = std::max(largest, std::abs(value));
    QImage picture(int(columns), int(map.size() / columns), QImage::Format_RGB32);
    for (std::size_t i = 0; i < map.size(); ++i)
        picture.setPixel(int(i % columns), int(i / columns), colourOf(largest > 0 ? map[i] / largest : 0));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.scaled(picture.size() * pixelsPerNumber).save(&buffer, "PNG");
    const auto content = std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
    engine::writeFileAtomically(file, {&content, 1});
}

} // namespace cli
