#pragma once

#include "engine/drawing/drawing_style.h"
#include "engine/drawing/writer_transform.h"
#include "engine/layers/sequential.h"
#include "engine/model/calibration.h"
#include "engine/model/snapshot.h"
#include "engine/recipe/recipe.h"

#include <memory>
#include <string>
#include <vector>

namespace engine {

/// What the outputs stand for, in their order; empty: nobody has named them, they are called by their numbers.
using Classes = std::vector<std::string>;

/// How what is drawn becomes an input like those that the network has learnt from.
struct InputConvention
{
    DrawingStyle drawing{};
    WriterTransform writer{}; ///< of drawings alone: what undoes the hand of the writer whom the network has adapted to

    bool operator==(const InputConvention&) const = default;
};

/// A network at one moment, with all that is needed to predict: what every function takes that looks at it. Copying is
/// cheap: network and weights are shared and never change.
struct Model
{
    Recipe recipe;
    std::shared_ptr<const Sequential> network{};
    std::shared_ptr<const Snapshot> weights{};
    Calibration calibration{}; ///< of these very weights; the default where nothing is known of them
    Classes classes{}; ///< of what it was trained on
    InputConvention input{}; ///< of what it was trained on

    /// Also in part, by pre-training alone.
    bool isTrained() const { return weights->step > 0 || weights->pretrainingStep > 0; }
    /// Points of a plane, where other networks read pictures.
    bool readsPoints() const { return network->inputShape().rank() == 1; }
    /// An auto-encoder's outputs name no class, so that it has no accuracy.
    bool namesClasses() const { return recipe.target == Target::Label; }
};

} // namespace engine
