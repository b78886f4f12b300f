#include "engine/layers/convolution_ways.h"
#include "engine/layers/pieces.h"
#include "engine/layers/winograd.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/simd.h"
#include "engine/tensor/transpose.h"

#include <algorithm>

namespace engine::by_winograd {
namespace {

using winograd::coordinates;
using winograd::Tiling;

constexpr std::size_t area = 9; ///< of a kernel

/// Rows of the products: enough to make use of the weights that were fetched, few enough to stay in the
/// second-level cache.
constexpr std::size_t rowsAtOnce = 64;

/// A layer's sizes, as they are and filled up to whole vectors.
struct Sizes
{
    Sizes(const Shape& input, const Window& window, std::size_t outputMaps)
        : tiling{.height = input[1],
                 .width = input[2],
                 .before = window.padBefore(input[1]), // at stride 1 the same for both axes
                 .outHeight = window.outputs(input[1]),
                 .outWidth = window.outputs(input[2])}
        , channels(input[0])
        , filters(outputMaps)
        , filledChannels(simd::roundUp(channels))
        , filledFilters(simd::roundUp(filters))
        , samplesAtOnce(std::max<std::size_t>(1, rowsAtOnce / tiling.tiles()))
    {
    }

    std::size_t inPlaces() const { return tiling.height * tiling.width; }
    std::size_t outPlaces() const { return tiling.outHeight * tiling.outWidth; }
    std::size_t inputs() const { return channels * inPlaces(); }
    std::size_t outputs() const { return filters * outPlaces(); }
    std::size_t rows() const { return samplesAtOnce * tiling.tiles(); }
    std::size_t kernelsSize() const { return channels * area * filledFilters; }
    std::size_t weightsSize() const { return coordinates * filledChannels * filledFilters; }
    std::size_t mapsSize() const
    {
        return std::max((inPlaces() + 1) * filledChannels, (outPlaces() + 1) * filledFilters);
    }

    Tiling tiling;
    std::size_t channels;
    std::size_t filters;
    std::size_t filledChannels;
    std::size_t filledFilters;
    std::size_t samplesAtOnce;
};

/// The pieces of scratch that both directions use.
struct Memory
{
    explicit Memory(const Sizes& sizes, Pieces& pieces)
        : maps(pieces.next(sizes.mapsSize()).data())
        , kernels(pieces.next(sizes.kernelsSize()).data())
        , weights(pieces.next(sizes.weightsSize()))
        , inputs(pieces.next(coordinates * sizes.rows() * sizes.filledChannels).data())
        , outputs(pieces.next(coordinates * sizes.rows() * sizes.filledFilters).data())
    {
    }

    static std::size_t size(const Sizes& sizes)
    {
        return Pieces::size({sizes.mapsSize(), sizes.kernelsSize(), sizes.weightsSize(),
                             coordinates * sizes.rows() * sizes.filledChannels,
                             coordinates * sizes.rows() * sizes.filledFilters});
    }

    float* maps; ///< one sample's, places first
    float* kernels; ///< [channels · 9, filters]
    std::span<float>
        weights; ///< the coordinates of the weights or of their gradient, [36, channels, filters]
    float* inputs; ///< coordinates [36, rows, channels]
    float* outputs; ///< coordinates [36, rows, filters]
};

/// [maps, places] → [places + 1, filled maps], zeros in the last row.
void placesFirst(const float* from, std::size_t maps, std::size_t places, std::size_t filled, float* to)
{
    transpose(from, to, maps, places, {.from = places, .to = filled});
    std::fill_n(to + places * filled, filled, 0.0f);
}

/// The same numbers at every place; what the maps are filled up with stays undefined.
void fillPlaces(float* maps, std::size_t places, std::size_t filled, std::span<const float> numbers)
{
    std::ranges::copy(numbers, maps);
    for (float* place = maps + filled; place < maps + places * filled; place += filled)
        for (std::size_t i = 0; i < filled; i += simd::width) // a call of memmove for each would take longer
            simd::store(place + i, simd::load(maps + i));
}

/// Where packed weights keep what: the coordinates as forward multiplies with them, [36, channels,
/// filters]; turned round for the inputs' gradient, [36, filters, channels], where that is wanted; and the
/// kernels on the way there.
struct Packed
{
    Packed(const Sizes& sizes, PackingUse use)
        : turned(sizes.weightsSize())
        , kernels(use == PackingUse::OnePicture ? turned : turned + sizes.weightsSize())
        , size(kernels + sizes.kernelsSize())
    {
    }

    std::size_t turned;
    std::size_t kernels;
    std::size_t size;
};

/// Of the channels from begin to end. kernels and to: as for winograd::readWeights().
void readWeights(const Sizes& sizes, std::span<const float> parameters, std::size_t begin, std::size_t end,
                 float* kernels, float* to)
{
    float* own = kernels + begin * area * sizes.filledFilters;
    transpose(parameters.data() + begin * area, own, sizes.filters, (end - begin) * area,
              {.from = sizes.channels * area, .to = sizes.filledFilters});
    winograd::readWeights(own, {end - begin, sizes.filledChannels, sizes.filledFilters},
                          to + begin * sizes.filledFilters);
}

/// Of the same channels, [36, channels, filters] → [36, filters, channels].
void turnWeights(const Sizes& sizes, const float* weights, std::size_t begin, std::size_t end, float* turned)
{
    for (std::size_t i = 0; i < coordinates; ++i) {
        const std::size_t first = i * sizes.filledChannels * sizes.filledFilters;
        transposeInto(weights + first + begin * sizes.filledFilters, turned + first + begin, end - begin,
                      sizes.filledFilters, {.from = sizes.filledFilters, .to = sizes.filledChannels});
    }
}

/// The coordinates of a pass's weights: packed already, or made now.
const float* weightsOf(const Sizes& sizes, const auto& pass, const Memory& memory)
{
    if (!pass.packed.empty())
        return pass.packed.data();
    if (sizes.filledChannels > sizes.channels)
        std::ranges::fill(memory.weights, 0.0f);
    readWeights(sizes, pass.parameters, 0, sizes.channels, memory.kernels, memory.weights.data());
    return memory.weights.data();
}

const float* turnedWeightsOf(const Sizes& sizes, const BackwardPass& pass, const Memory& memory,
                             std::span<float> turned)
{
    if (!pass.packed.empty())
        return pass.packed.data() + Packed(sizes, PackingUse::Training).turned;
    if (sizes.filledChannels > sizes.channels)
        std::ranges::fill(turned, 0.0f);
    turnWeights(sizes, weightsOf(sizes, pass, memory), 0, sizes.channels, turned.data());
    return turned.data();
}

void readInputs(const Sizes& sizes, std::span<const float> input, std::size_t samples, const Memory& memory)
{
    const std::size_t rows = samples * sizes.tiling.tiles();
    for (std::size_t i = 0; i < samples; ++i) {
        placesFirst(input.data() + i * sizes.inputs(), sizes.channels, sizes.inPlaces(), sizes.filledChannels,
                    memory.maps);
        winograd::readInputs(sizes.tiling, memory.maps,
                             {.first = memory.inputs + i * sizes.tiling.tiles() * sizes.filledChannels,
                              .rows = rows,
                              .channels = sizes.filledChannels});
    }
}

/// gradientMaps: of one sample's outputs, places first.
void addBiasGradient(const Sizes& sizes, std::span<const float> gradientMaps, std::span<float> sums)
{
    for (std::size_t place = 0; place < sizes.outPlaces(); ++place)
        for (std::size_t f = 0; f < sizes.filters; ++f)
            sums[f] += gradientMaps[place * sizes.filledFilters + f];
}

/// The coordinates of the weights' gradient, from those of inputs and outputs' gradient in so many rows.
void multiplyWeightGradient(const Sizes& sizes, const Memory& memory, std::size_t rows, Into into)
{
    for (std::size_t i = 0; i < coordinates; ++i)
        multiply({.data = memory.inputs + i * rows * sizes.filledChannels, .row = 1, .column = sizes.filledChannels},
                 memory.outputs + i * rows * sizes.filledFilters,
                 memory.weights.data() + i * sizes.filledChannels * sizes.filledFilters, sizes.filledChannels, rows,
                 sizes.filledFilters, into);
}

void storeWeightGradient(const Sizes& sizes, const Memory& memory, std::span<float> gradient)
{
    winograd::storeWeightGradient(memory.weights.data(), {sizes.channels, sizes.filledChannels, sizes.filledFilters},
                                  memory.kernels);
    transpose(memory.kernels, gradient.data(), sizes.channels * area, sizes.filters,
              {.from = sizes.filledFilters, .to = sizes.channels * area});
}

} // namespace

bool suits(const Shape& input, const Window& window, std::size_t filters)
{
    constexpr std::size_t fewest
        = 16; // maps, below which the way to the coordinates and back is not worth it
    return window.size == 3 && window.stride == 1 && input[0] >= fewest && filters >= fewest;
}

std::size_t scratchSize(const Shape& input, const Window& window, std::size_t filters)
{
    const Sizes sizes(input, window, filters);
    return Memory::size(sizes) + Pieces::size({sizes.weightsSize(), sizes.mapsSize()});
}

std::size_t packedSize(const Shape& input, const Window& window, std::size_t filters, PackingUse use)
{
    return Packed(Sizes(input, window, filters), use).size;
}

void pack(const PackPass& pass, const Window& window, std::size_t filters)
{
    const Sizes sizes(pass.inputShape, window, filters);
    const Packed places(sizes, pass.use);
    const std::size_t begin = pass.begin(sizes.channels);
    const std::size_t end = pass.end(sizes.channels);
    float* packed = pass.packed.data();
    readWeights(sizes, pass.parameters, begin, end, packed + places.kernels, packed);
    if (pass.use != PackingUse::OnePicture)
        turnWeights(sizes, packed, begin, end, packed + places.turned);
}

void forward(const ForwardPass& pass, const Window& window, std::size_t filters)
{
    const Sizes sizes(pass.inputShape, window, filters);
    const auto bias = pass.parameters.subspan(sizes.filters * sizes.channels * area, filters);
    Pieces pieces(pass.scratch);
    const Memory memory(sizes, pieces);
    const float* weights = weightsOf(sizes, pass, memory);
    const std::size_t tiles = sizes.tiling.tiles();
    for (std::size_t first = 0, samples = 0; first < pass.samples; first += samples) {
        samples = std::min(sizes.samplesAtOnce, pass.samples - first);
        const std::size_t rows = samples * tiles;
        readInputs(sizes, pass.input.subspan(first * sizes.inputs()), samples, memory);
        for (std::size_t i = 0; i < coordinates; ++i)
            multiply({.data = memory.inputs + i * rows * sizes.filledChannels,
                      .row = sizes.filledChannels,
                      .column = 1},
                     weights + i * sizes.filledChannels * sizes.filledFilters,
                     memory.outputs + i * rows * sizes.filledFilters, rows, sizes.filledChannels,
                     sizes.filledFilters);
        for (std::size_t i = 0; i < samples; ++i) {
            fillPlaces(memory.maps, sizes.outPlaces(), sizes.filledFilters, bias);
            winograd::addOutputs(sizes.tiling,
                                 {.first = memory.outputs + i * tiles * sizes.filledFilters,
                                  .rows = rows,
                                  .channels = sizes.filledFilters},
                                 memory.maps);
            transpose(memory.maps, pass.output.data() + (first + i) * sizes.outputs(), sizes.outPlaces(),
                      sizes.filters, {.from = sizes.filledFilters, .to = sizes.outPlaces()});
        }
    }
}

void backward(const BackwardPass& pass, const Window& window, std::size_t filters)
{
    const Sizes sizes(pass.inputShape, window, filters);
    const std::size_t weightCount = filters * sizes.channels * area;
    const bool wantsParameters = !pass.parameterGradient.empty();
    const auto biasGradient = wantsParameters ? pass.parameterGradient.subspan(weightCount, filters) : std::span<float>{};
    std::ranges::fill(biasGradient, 0.0f);
    Pieces pieces(pass.scratch);
    const Memory memory(sizes, pieces);
    const auto turnedMemory = pieces.next(sizes.weightsSize());
    const auto gradientMaps = pieces.next(sizes.mapsSize());
    const float* turnedWeights
        = pass.inputGradient.empty() ? nullptr : turnedWeightsOf(sizes, pass, memory, turnedMemory);
    const std::size_t tiles = sizes.tiling.tiles();
    for (std::size_t first = 0, samples = 0; first < pass.samples; first += samples) {
        samples = std::min(sizes.samplesAtOnce, pass.samples - first);
        const std::size_t rows = samples * tiles;
        if (wantsParameters)
            readInputs(sizes, pass.input.subspan(first * sizes.inputs()), samples, memory);
        for (std::size_t i = 0; i < samples; ++i) {
            placesFirst(pass.outputGradient.data() + (first + i) * sizes.outputs(), sizes.filters,
                        sizes.outPlaces(), sizes.filledFilters, gradientMaps.data());
            winograd::readOutputGradient(sizes.tiling, gradientMaps.data(),
                                         {.first = memory.outputs + i * tiles * sizes.filledFilters,
                                          .rows = rows,
                                          .channels = sizes.filledFilters});
            if (wantsParameters)
                addBiasGradient(sizes, gradientMaps, biasGradient);
        }
        if (wantsParameters)
            multiplyWeightGradient(sizes, memory, rows, first > 0 ? Into::Add : Into::Overwrite);
        if (pass.inputGradient.empty())
            continue;
        for (std::size_t i = 0; i < coordinates; ++i)
            multiply({.data = memory.outputs + i * rows * sizes.filledFilters,
                      .row = sizes.filledFilters,
                      .column = 1},
                     turnedWeights + i * sizes.filledChannels * sizes.filledFilters,
                     memory.inputs + i * rows * sizes.filledChannels, rows, sizes.filledFilters,
                     sizes.filledChannels);
        for (std::size_t i = 0; i < samples; ++i) {
            std::fill_n(memory.maps, sizes.inPlaces() * sizes.filledChannels, 0.0f);
            winograd::addInputGradient(sizes.tiling,
                                       {.first = memory.inputs + i * tiles * sizes.filledChannels,
                                        .rows = rows,
                                        .channels = sizes.filledChannels},
                                       memory.maps);
            transpose(memory.maps, pass.inputGradient.data() + (first + i) * sizes.inputs(), sizes.inPlaces(),
                      sizes.channels, {.from = sizes.filledChannels, .to = sizes.inPlaces()});
        }
    }
    if (wantsParameters)
        storeWeightGradient(sizes, memory, pass.parameterGradient);
}

} // namespace engine::by_winograd
