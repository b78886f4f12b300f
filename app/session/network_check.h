#pragma once

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"
#include "engine/inspect/summary.h"
#include "engine/train/compatibility.h"

#include <QString>

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What became of building a network from a draft.
struct NetworkCheck
{
    std::vector<engine::SummaryRow> layers; ///< as far as they fit
    QString problem; ///< one sentence; empty when all is well
    std::optional<int> problemLayer; ///< the one that it is about, from 0
    QString problemPart; ///< or the part of the training's settings: "loss", as TrainingForm names them
    std::optional<engine::OutputMismatch> outputs; ///< a problem where they are too few
};

/// data: what the network is to read; null: not known yet. learnt: the classes that it was trained to tell apart.
NetworkCheck checkNetwork(const engine::Recipe& recipe, const engine::DataSplits* data, std::span<const std::string> learnt = {});
