#include "app/session/picture_crop.h"

#include "engine/errors.h"

#include <QImage>
#include <QSize>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

std::optional<QRect> cropFrom(std::string_view text)
{
    constexpr int most = 1 << 24; // of what no sum overflows
    std::array<int, 4> numbers{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0 && (at == end || *at++ != ','))
            return {};
        const auto [next, error] = std::from_chars(at, end, numbers[i]);
        if (error != std::errc() || numbers[i] < 0 || numbers[i] > most)
            return {};
        at = next;
    }
    const auto [x, y, width, height] = numbers;
    if (at != end || width == 0 || height == 0)
        return {};
    return QRect(x, y, width, height);
}

QImage cropped(const QImage& image, const QRect& crop, const QString& name)
{
    if (!image.rect().contains(crop))
        throw engine::FileError("%1: the crop reaches to %2, %3, and the picture is %4×%5 pixels; take a crop within it",
                                name.toStdString(), crop.x() + crop.width(), crop.y() + crop.height(), image.width(),
                                image.height());
    return image.copy(crop);
}

QRect cropOf(const QRectF& shares, const QSize& size)
{
    const auto along = [](double from, double to, int extent) {
        const int first = std::clamp(int(std::lround(from * extent)), 0, extent - 1);
        return std::pair(first, std::clamp(int(std::lround(to * extent)), first + 1, extent));
    };
    const auto [left, right] = along(shares.left(), shares.right(), size.width());
    const auto [top, bottom] = along(shares.top(), shares.bottom(), size.height());
    return {left, top, right - left, bottom - top};
}

QRectF sharesOf(const QRect& crop, const QSize& size)
{
    return {double(crop.x()) / size.width(), double(crop.y()) / size.height(), double(crop.width()) / size.width(),
            double(crop.height()) / size.height()};
}
