#pragma once

#include "engine/layers/sequential.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
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
    std::size_t count(const char* name) const { return std::size_t(spec.integer(name)); }
    double at(std::size_t map, std::size_t y, std::size_t x) const
    {
        return input[(map * inputShape[1] + y) * inputShape[2] + x];
    }

    /// Where a window begins along an axis, before the map's own begin where it is padded: as TensorFlow's "SAME".
    std::ptrdiff_t windowBegin(std::size_t inputs, std::size_t outputs, std::size_t size, std::size_t output) const
    {
        const auto stride = std::ptrdiff_t(count("stride"));
        std::ptrdiff_t before = 0;
        if (spec.text("padding") == "same")
            before = std::max<std::ptrdiff_t>(0, (std::ptrdiff_t(outputs) - 1) * stride + std::ptrdiff_t(size) - std::ptrdiff_t(inputs)) / 2;
        return std::ptrdiff_t(output) * stride - before;
    }
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
    for (std::size_t unit = 0; unit < units; ++unit) {
        double sum = layer.parameter(units * inputs + unit);
        for (std::size_t i = 0; i < inputs; ++i)
            sum += layer.parameter(unit * inputs + i) * layer.input[i];
        output.push_back(sum);
    }
    return output;
}

inline Doubles referenceConv2d(const ReferenceLayer& layer)
{
    const auto height = std::ptrdiff_t(layer.inputShape[1]), width = std::ptrdiff_t(layer.inputShape[2]);
    const std::size_t channels = layer.inputShape[0], filters = layer.outputShape[0], size = layer.count("kernel_size");
    Doubles output;
    for (std::size_t filter = 0; filter < filters; ++filter)
        for (std::size_t row = 0; row < layer.outputShape[1]; ++row)
            for (std::size_t column = 0; column < layer.outputShape[2]; ++column) {
                const std::ptrdiff_t top = layer.windowBegin(layer.inputShape[1], layer.outputShape[1], size, row);
                const std::ptrdiff_t left = layer.windowBegin(layer.inputShape[2], layer.outputShape[2], size, column);
                double sum = layer.parameter(filters * channels * size * size + filter);
                for (std::size_t channel = 0; channel < channels; ++channel)
                    for (std::ptrdiff_t y = std::max<std::ptrdiff_t>(top, 0); y < std::min(top + std::ptrdiff_t(size), height); ++y)
                        for (std::ptrdiff_t x = std::max<std::ptrdiff_t>(left, 0); x < std::min(left + std::ptrdiff_t(size), width); ++x)
                            sum += layer.parameter(((filter * channels + channel) * size + std::size_t(y - top)) * size + std::size_t(x - left))
                                * layer.at(channel, std::size_t(y), std::size_t(x));
                output.push_back(sum);
            }
    return output;
}

inline Doubles referencePool(const ReferenceLayer& layer, bool isMaximum)
{
    const auto height = std::ptrdiff_t(layer.inputShape[1]), width = std::ptrdiff_t(layer.inputShape[2]);
    const std::size_t size = layer.count("pool_size");
    Doubles output;
    for (std::size_t map = 0; map < layer.inputShape[0]; ++map)
        for (std::size_t row = 0; row < layer.outputShape[1]; ++row)
            for (std::size_t column = 0; column < layer.outputShape[2]; ++column) {
                const std::ptrdiff_t top = layer.windowBegin(layer.inputShape[1], layer.outputShape[1], size, row);
                const std::ptrdiff_t left = layer.windowBegin(layer.inputShape[2], layer.outputShape[2], size, column);
                Doubles seen;
                for (std::ptrdiff_t y = std::max<std::ptrdiff_t>(top, 0); y < std::min(top + std::ptrdiff_t(size), height); ++y)
                    for (std::ptrdiff_t x = std::max<std::ptrdiff_t>(left, 0); x < std::min(left + std::ptrdiff_t(size), width); ++x)
                        seen.push_back(layer.at(map, std::size_t(y), std::size_t(x)));
                if (!isMaximum) {
                    double sum = 0;
                    for (const double value : seen)
                        sum += value;
                    output.push_back(sum / double(seen.size()));
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
        for (std::size_t row = 0; row < 4 * units; ++row) {
            double sum = layer.parameter(biases + row);
            for (std::size_t i = 0; i < features; ++i)
                sum += layer.parameter(row * features + i) * layer.input[step * features + i];
            for (std::size_t i = 0; i < units; ++i)
                sum += layer.parameter(recurrent + row * units + i) * hidden[i];
            sums.push_back(sum);
        }
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
