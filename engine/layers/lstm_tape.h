#pragma once

#include "engine/layers/lstm_gates.h"
#include "engine/tensor/shape.h"

#include <cstddef>
#include <span>

namespace engine {

/// How many numbers of each kind an LSTM has for some samples.
struct LstmSizes
{
    std::size_t steps;
    std::size_t features;
    std::size_t units;
    std::size_t samples;

    /// input: [T, F] or [1, T, F]
    LstmSizes(const Shape& input, std::size_t unitCount, std::size_t sampleCount)
        : steps(input[input.rank() - 2])
        , features(input[input.rank() - 1])
        , units(unitCount)
        , samples(sampleCount)
    {
    }

    std::size_t inputs() const { return steps * samples * features; }
    /// One number a sample and unit.
    std::size_t block() const { return samples * units; }
    std::size_t gates() const { return 4 * block(); }
    std::size_t tape() const { return steps * gates() + 2 * (steps + 1) * block() + steps * block(); }

    template<typename Number>
    std::span<Number> blockOf(std::span<Number> blocks, std::size_t index) const
    {
        return blocks.subspan(index * block(), block());
    }
};

/// All that an LSTM computed in a forward call, [T, samples, …]: with time outermost, what is computed for all samples at
/// one step, and for all steps at once, is one matrix each. In every mode but Inference it is what the layer saves.
template<typename Number>
struct LstmTape
{
    const LstmSizes& sizes;
    std::span<Number> gates; ///< [T, samples, 4 units], their values
    std::span<Number> cells; ///< [1 + T, samples, units], c₀ first
    std::span<Number> hidden; ///< [1 + T, samples, units], h₀ first
    std::span<Number> squashed; ///< [T, samples, units]

    /// memory: at least of.tape() numbers.
    LstmTape(const LstmSizes& of, std::span<Number> memory)
        : sizes(of)
        , gates(memory.first(of.steps * of.gates()))
        , cells(memory.subspan(gates.size(), (of.steps + 1) * of.block()))
        , hidden(memory.subspan(gates.size() + cells.size(), (of.steps + 1) * of.block()))
        , squashed(memory.subspan(gates.size() + 2 * cells.size(), of.steps * of.block()))
    {
    }

    LstmStep<Number> at(std::size_t step) const
    {
        return {.units = sizes.units,
                .cellBefore = sizes.blockOf(cells, step),
                .gates = gates.subspan(step * sizes.gates(), sizes.gates()),
                .cell = sizes.blockOf(cells, step + 1),
                .squashed = sizes.blockOf(squashed, step),
                .hidden = sizes.blockOf(hidden, step + 1)};
    }
};

} // namespace engine
