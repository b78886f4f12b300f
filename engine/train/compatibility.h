#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"
#include "engine/message.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace engine {

/// Throws ShapeError when the recipe's loss cannot take such outputs.
void requireCompatibleLoss(const Sequential& network, const Recipe& recipe);

/// Throws Error when the recipe's network cannot learn from this data, or be tested with it: no samples, another
/// picture size, outputs that do not fit the target or the loss, a pre-training that the network cannot have.
void requireCompatible(const Sequential& network, const Recipe& recipe, const Dataset& data);

/// A network that tells classes apart, with another number of outputs than the data have classes.
struct OutputMismatch
{
    std::size_t outputs = 0;
    std::size_t classes = 0;

    /// "64 outputs, 10 classes"
    Message text() const;
    bool operator==(const OutputMismatch&) const = default;
};

/// Nothing where as many outputs as classes are, where one output says yes or no, or where no classes are learnt: an
/// auto-encoder, samples of no class, pictures of another size. learnt: the classes that the network was trained to tell
/// apart; with one for each output it is no mistake.
std::optional<OutputMismatch> outputMismatch(const Sequential& network, const Recipe& recipe, const Dataset& data,
                                             std::span<const std::string> learnt = {});

/// The recipe with so many units in the layer that gives the outputs; nothing where no dense layer does.
std::optional<Recipe> withOutputs(Recipe recipe, std::size_t outputs);

/// A recipe that has seen no data yet, for these: it reads pictures of their size, and its last layer has as many units as
/// there are classes, where it has too few, or where they have names. Left as it is where no dense layer comes last.
Recipe adaptedTo(Recipe recipe, const Dataset& data);

} // namespace engine
