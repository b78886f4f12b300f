#include "ui/charts/mosaic.h"

#include "ui/charts/colour_map.h"

#include <algorithm>
#include <cmath>

Mosaic Mosaic::nearSquare(int maps, int rows, int columns)
{
    const double aspect = double(rows) / double(columns);
    const int across = std::max(1, int(std::ceil(std::sqrt(maps * aspect) - 1e-9)));
    return {.maps = maps, .rows = rows, .columns = columns, .across = std::min(across, maps)};
}

QSize Mosaic::size() const
{
    const int down = (maps + across - 1) / across;
    return {across * (columns + 1) - 1, down * (rows + 1) - 1};
}

QPoint Mosaic::corner(int map) const
{
    return {map % across * (columns + 1), map / across * (rows + 1)};
}

std::optional<int> Mosaic::indexAt(QPoint pixel) const
{
    if (!QRect(QPoint(), size()).contains(pixel))
        return {};
    const int map = pixel.y() / (rows + 1) * across + pixel.x() / (columns + 1);
    const int row = pixel.y() % (rows + 1);
    const int column = pixel.x() % (columns + 1);
    if (map >= maps || row == rows || column == columns)
        return {};
    return (map * rows + row) * columns + column;
}

QImage renderMosaic(std::span<const float> values, const Mosaic& mosaic, const Colouring& colouring, QRgb blank)
{
    Q_ASSERT(values.size() <= std::size_t(mosaic.maps) * std::size_t(mosaic.rows) * std::size_t(mosaic.columns));

    QImage image(mosaic.size(), QImage::Format_RGB32);
    image.fill(blank);
    const auto columns = std::size_t(mosaic.columns);
    for (int map = 0; map < mosaic.maps && !values.empty(); ++map) {
        const QPoint corner = mosaic.corner(map);
        for (int row = 0; row < mosaic.rows && !values.empty(); ++row) {
            const auto line = values.first(std::min(columns, values.size()));
            values = values.subspan(line.size());
            auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(corner.y() + row)) + corner.x();
            std::transform(line.begin(), line.end(), pixels, colouring);
        }
    }
    return image;
}
