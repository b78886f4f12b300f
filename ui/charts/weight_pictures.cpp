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

std::span<const float> WeightPictures::unit(std::span<const float> parameters, int index, std::vector<float>& memory) const
{
    if (!pieces.isEmpty()) {
        const std::size_t length = stride / std::size_t(pieces.size());
        memory.clear();
        for (std::size_t piece = 0; piece < std::size_t(pieces.size()); ++piece) {
            const auto part = parameters.subspan(offset + (piece * std::size_t(count) + std::size_t(index)) * length, length);
            memory.insert(memory.end(), part.begin(), part.end());
        }
        return memory;
    }
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
            ? words("One picture for each neuron: %1 where ink excites it, blue where ink holds it back.")
            : words("One picture for each neuron: what it looks for in every feature map, map beside map.");
    }
    return pictures;
}

WeightPictures gatePictures(const QString& title, int inputs, int units, std::size_t offset)
{
    const bool isRecurrent = inputs == units;
    int rows = 1;
    for (int divisor = 2; isRecurrent && divisor * divisor <= inputs; ++divisor)
        if (inputs % divisor == 0)
            rows = divisor;
    return {.title = title,
            .help = isRecurrent
                ? words("One picture for each cell: how its four gates listen to the hidden state of one row before.")
                : words("One picture for each cell: how its four gates listen to a row; from the top: what to take in, what to "
                        "keep, what to note, what to tell."),
            .count = units,
            .mosaic = {.maps = 4, .rows = rows, .columns = inputs / rows, .across = isRecurrent ? 2 : 1},
            .offset = offset,
            .stride = 4 * std::size_t(inputs),
            .pieces = {words("input gate"), words("forget gate"), words("candidate"), words("output gate")},
            .biasOffset = {}};
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
