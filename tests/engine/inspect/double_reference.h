#pragma once

#include "engine/layers/sequential.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

// What a network makes of one sample, in double precision, by plain loops from each layer's definition: for tests that
// compare the engine with something that shares no code with it. Outside of training: no dropout, moving statistics.

using Doubles = std::vector<double>;

/// Which side of its kinks a network is on. Two inputs with the same pattern lie on one smooth piece of the function.
struct Kinks
{
    std::uint64_t pattern = 14695981039346656037u; ///< FNV-1a over signs and arg-maxima
    double nearest = std::numeric_limits<double>::infinity(); ///< how far the closest one is, in what the layer gets

    void add(std::size_t side, double distance)
    {
        pattern = (pattern ^ side) * 1099511628211u;
        nearest = std::min(nearest, distance);
    }
};

/// One layer, its parameters and its input.
struct ReferenceLayer
{
    engine::Spec spec;
    engine::Shape inputShape;
    engine::Shape outputShape;
    std::span<const float> parameters;
    const Doubles& input;
    Kinks& kinks;

    double parameter(std::size_t index) const { return double(parameters[index]); }
    /// Σ parameter(first + i) x[i]
    double product(std::size_t first, std::span<const double> x) const
    {
        return std::transform_reduce(x.begin(), x.end(), parameters.begin() + std::ptrdiff_t(first), 0.0);
    }
    std::size_t count(const char* name) const { return std::size_t(spec.integer(name)); }
    double at(std::size_t map, std::ptrdiff_t y, std::ptrdiff_t x) const
    {
        return input[(map * inputShape[1] + std::size_t(y)) * inputShape[2] + std::size_t(x)];
    }
};

/// How a square window slides along one axis of a layer's maps.
struct ReferenceWindow
{
    std::ptrdiff_t inputs;
    std::ptrdiff_t outputs;
    std::ptrdiff_t size;
    std::ptrdiff_t stride;
    std::ptrdiff_t before = 0; ///< padding: as TensorFlow's "SAME", the odd one at the end

    /// axis: of shapes [C, H, W]
    ReferenceWindow(const ReferenceLayer& layer, std::size_t axis, const char* sizeName)
        : inputs(std::ptrdiff_t(layer.inputShape[axis]))
        , outputs(std::ptrdiff_t(layer.outputShape[axis]))
        , size(std::ptrdiff_t(layer.count(sizeName)))
        , stride(std::ptrdiff_t(layer.count("stride")))
    {
        if (layer.spec.text("padding") == "same")
            before = std::max<std::ptrdiff_t>(0, (outputs - 1) * stride + size - inputs) / 2;
    }

    /// The input under a cell of the window at an output's place.
    std::ptrdiff_t input(std::ptrdiff_t output, std::ptrdiff_t cell) const { return output * stride - before + cell; }
    bool isInside(std::ptrdiff_t input) const { return input >= 0 && input < inputs; }
};

inline double sigmoidOf(double x)
{
    return 1 / (1 + std::exp(-x));
}

inline Doubles referenceDense(const ReferenceLayer& layer)
{
    const std::size_t units = layer.outputShape[0];
    const std::size_t inputs = layer.input.size();
    Doubles output;
    for (std::size_t unit = 0; unit < units; ++unit)
        output.push_back(layer.product(unit * inputs, layer.input) + layer.parameter(units * inputs + unit));
    return output;
}

inline Doubles referenceConv2d(const ReferenceLayer& layer)
{
    const ReferenceWindow down(layer, 1, "kernel_size"), across(layer, 2, "kernel_size");
    const std::size_t channels = layer.inputShape[0], filters = layer.outputShape[0];
    const std::size_t cells = channels * std::size_t(down.size * across.size);
    Doubles output;
    for (std::size_t filter = 0; filter < filters; ++filter) {
        Doubles map(std::size_t(down.outputs * across.outputs), layer.parameter(filters * cells + filter));
        std::size_t cell = filter * cells;
        for (std::size_t channel = 0; channel < channels; ++channel)
            for (std::ptrdiff_t y = 0; y < down.size; ++y)
                for (std::ptrdiff_t x = 0; x < across.size; ++x) {
                    const double weight = layer.parameter(cell++);
                    for (std::ptrdiff_t row = 0; row < down.outputs; ++row)
                        for (std::ptrdiff_t column = 0; down.isInside(down.input(row, y)) && column < across.outputs; ++column)
                            if (across.isInside(across.input(column, x)))
                                map[std::size_t(row * across.outputs + column)]
                                    += weight * layer.at(channel, down.input(row, y), across.input(column, x));
                }
        output.insert(output.end(), map.begin(), map.end());
    }
    return output;
}

inline Doubles referencePool(const ReferenceLayer& layer, bool isMaximum)
{
    const ReferenceWindow down(layer, 1, "pool_size"), across(layer, 2, "pool_size");
    Doubles output, seen;
    for (std::size_t map = 0; map < layer.inputShape[0]; ++map)
        for (std::ptrdiff_t row = 0; row < down.outputs; ++row)
            for (std::ptrdiff_t column = 0; column < across.outputs; ++column) {
                seen.clear();
                for (std::ptrdiff_t y = 0; y < down.size; ++y)
                    for (std::ptrdiff_t x = 0; x < across.size; ++x)
                        if (down.isInside(down.input(row, y)) && across.isInside(across.input(column, x)))
                            seen.push_back(layer.at(map, down.input(row, y), across.input(column, x)));
                if (!isMaximum) {
                    output.push_back(std::accumulate(seen.begin(), seen.end(), 0.0) / double(seen.size()));
                    continue;
                }
                const auto largest = std::ranges::max_element(seen);
                output.push_back(*largest);
                for (const double value : seen)
                    if (value != *largest) // equals are what ReLU made 0, and stay it
                        layer.kinks.add(std::size_t(largest - seen.begin()), *largest - value);
            }
    return output;
}

/// Gates in Keras' order: input, forget, candidate, output.
inline Doubles referenceLstm(const ReferenceLayer& layer)
{
    const std::size_t units = layer.count("units");
    const std::size_t features = layer.inputShape[layer.inputShape.rank() - 1];
    const std::size_t steps = layer.input.size() / features;
    const std::size_t recurrent = 4 * units * features, biases = recurrent + 4 * units * units;
    Doubles hidden(units), cell(units), all;
    for (std::size_t step = 0; step < steps; ++step) {
        Doubles sums;
        const auto read = std::span(layer.input).subspan(step * features, features);
        for (std::size_t row = 0; row < 4 * units; ++row)
            sums.push_back(layer.product(row * features, read) + layer.product(recurrent + row * units, hidden)
                           + layer.parameter(biases + row));
        for (std::size_t unit = 0; unit < units; ++unit) {
            cell[unit] = sigmoidOf(sums[units + unit]) * cell[unit] + sigmoidOf(sums[unit]) * std::tanh(sums[2 * units + unit]);
            hidden[unit] = sigmoidOf(sums[3 * units + unit]) * std::tanh(cell[unit]);
        }
        all.insert(all.end(), hidden.begin(), hidden.end());
    }
    return layer.outputShape.rank() == 1 ? hidden : all;
}

inline Doubles referenceBatchNormalization(const ReferenceLayer& layer)
{
    const engine::Shape& shape = layer.inputShape;
    const std::size_t channels = shape.rank() == 3 ? shape[0] : shape[shape.rank() - 1];
    const std::size_t length = shape.rank() == 3 ? shape[1] * shape[2] : 1;
    Doubles output;
    for (std::size_t i = 0; i < layer.input.size(); ++i) {
        const std::size_t channel = i / length % channels;
        const double deviation = std::sqrt(layer.parameter(3 * channels + channel) + layer.spec.real("epsilon"));
        output.push_back(layer.parameter(channel) * (layer.input[i] - layer.parameter(2 * channels + channel)) / deviation
                         + layer.parameter(channels + channel));
    }
    return output;
}

inline Doubles referenceSoftmax(const ReferenceLayer& layer)
{
    Doubles output;
    double sum = 0;
    for (const double x : layer.input)
        sum += output.emplace_back(std::exp(x - std::ranges::max(layer.input)));
    for (double& y : output)
        y /= sum;
    return output;
}

/// Of each number alone.
inline Doubles referenceFunction(const ReferenceLayer& layer)
{
    const std::string& kind = layer.spec.kind;
    const double alpha = layer.spec.settings.contains("alpha") ? layer.spec.real("alpha") : 0;
    Doubles output;
    for (const double x : layer.input) {
        if (kind == "relu" || kind == "leaky_relu" || kind == "elu")
            layer.kinks.add(x > 0, std::abs(x));
        if (kind == "relu")
            output.push_back(std::max(x, 0.0));
        else if (kind == "leaky_relu")
            output.push_back(x > 0 ? x : alpha * x);
        else if (kind == "elu")
            output.push_back(x > 0 ? x : alpha * (std::exp(x) - 1));
        else if (kind == "sigmoid")
            output.push_back(sigmoidOf(x));
        else if (kind == "tanh")
            output.push_back(std::tanh(x));
        else if (kind == "normalization")
            output.push_back((x - layer.parameter(0)) / std::sqrt(layer.parameter(1)));
        else if (kind == "rescaling")
            output.push_back(x * layer.spec.real("scale") + layer.spec.real("offset"));
        else if (kind == "linear" || kind == "flatten" || kind == "dropout")
            output.push_back(x);
        else
            throw std::logic_error("the reference does not know the layer " + kind);
    }
    return output;
}

inline Doubles referenceOutput(const ReferenceLayer& layer)
{
    const std::string& kind = layer.spec.kind;
    if (kind == "dense")
        return referenceDense(layer);
    if (kind == "rbm") {
        Doubles sums = referenceDense(layer);
        std::ranges::transform(sums, sums.begin(), sigmoidOf);
        return sums;
    }
    if (kind == "conv2d")
        return referenceConv2d(layer);
    if (kind == "max_pool2d" || kind == "average_pool2d")
        return referencePool(layer, kind == "max_pool2d");
    if (kind == "lstm")
        return referenceLstm(layer);
    if (kind == "batch_normalization")
        return referenceBatchNormalization(layer);
    if (kind == "softmax")
        return referenceSoftmax(layer);
    return referenceFunction(layer);
}

struct ReferencePass
{
    std::vector<Doubles> activations; ///< what enters layer i; the last is the output
    Kinks kinks;

    const Doubles& output() const { return activations.back(); }
};

inline ReferencePass referencePass(const engine::Sequential& network, std::span<const float> parameters, Doubles input)
{
    ReferencePass pass{.activations = {std::move(input)}, .kinks = {}};
    for (std::size_t i = 0; i < network.size(); ++i)
        pass.activations.push_back(referenceOutput({.spec = network.layer(i).spec(),
                                                    .inputShape = network.shapeBefore(i),
                                                    .outputShape = network.shapeBefore(i + 1),
                                                    .parameters = network.parameters().ofLayer(parameters, i),
                                                    .input = pass.activations.back(),
                                                    .kinks = pass.kinks}));
    return pass;
}
