#pragma once

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"
#include "engine/inspect/summary.h"

#include <QString>

#include <optional>
#include <vector>

/// What became of building a network from a draft.
struct NetworkCheck
{
    std::vector<engine::SummaryRow> layers; ///< as far as they fit
    QString problem; ///< one sentence; empty when all is well
    std::optional<int> problemLayer; ///< the one that it is about, from 0
    QString problemPart; ///< or the part of the training's settings: "loss", as TrainingForm names them
};

/// data: what the network is to read; null: not known yet.
NetworkCheck checkNetwork(const engine::Recipe& recipe, const engine::DataSplits* data);
