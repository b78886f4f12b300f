#include "ui/charts/weight_pictures.h"

#include <QCoreApplication>

#include <cmath>

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("WeightPictures", text);
}

} // namespace

std::span<const float> WeightPictures::layer(std::span<const float> parameters) const
{
    return parameters.subspan(offset, stride * std::size_t(count));
}

std::span<const float> WeightPictures::unit(std::span<const float> parameters, int index) const
{
    return parameters.subspan(offset + stride * std::size_t(index), stride);
}

std::span<const float> WeightPictures::biases(std::span<const float> parameters) const
{
    return biasOffset ? parameters.subspan(*biasOffset, std::size_t(count)) : std::span<const float>();
}

WeightPictures densePictures(const QString& title, int channels, int height, int width, int units,
                             const WeightPlace& place)
{
    WeightPictures pictures{.title = title,
                            .help = {},
                            .count = units,
                            .mosaic = {},
                            .offset = place.weights,
                            .stride = std::size_t(channels) * std::size_t(height) * std::size_t(width),
                            .biasOffset = place.biases};
    if (height * width == 1) {
        const int columns = int(std::ceil(std::sqrt(channels)));
        pictures.mosaic = {.maps = 1, .rows = (channels + columns - 1) / columns, .columns = columns, .across = 1};
        pictures.help = words("One picture for each neuron, one cell for each neuron that it listens to.");
    } else {
        pictures.mosaic = Mosaic::nearSquare(channels, height, width);
        pictures.help = channels == 1
            ? words("One picture for each neuron: orange where ink excites it, blue where ink holds it back.")
            : words("One picture for each neuron: what it looks for in every feature map, map beside map.");
    }
    return pictures;
}

WeightPictures convolutionPictures(const QString& title, int channels, int kernelHeight, int kernelWidth, int filters,
                                   const WeightPlace& place)
{
    return {.title = title,
            .help = channels == 1 ? words("One picture for each filter: the pattern that it looks for everywhere.")
                                  : words("One picture for each filter: a kernel for every map that it reads."),
            .count = filters,
            .mosaic = Mosaic::nearSquare(channels, kernelHeight, kernelWidth),
            .offset = place.weights,
            .stride = std::size_t(channels) * std::size_t(kernelHeight) * std::size_t(kernelWidth),
            .biasOffset = place.biases};
}
