#pragma once

#include "app/cli/console.h"

#include "engine/data/dataset.h"
#include "engine/drawing/writer_transform.h"
#include "engine/recipe/recipe.h"

#include <memory>
#include <optional>
#include <string>

namespace cli {

/// What --data names, or else what the recipe is for, or the best digits that there are; says on err in one line what
/// that was. limit: so many of the training samples. writerTransform: of files of drawings.
std::shared_ptr<const engine::DataSplits> openData(const std::optional<std::string>& where, const engine::Recipe& recipe,
                                                   std::optional<std::size_t> limit, const Console& console,
                                                   const engine::WriterTransform& writerTransform = {});

/// A preset as it suits the data, other picture sizes and numbers of classes included; says on err what is changed.
engine::Recipe presetFor(const engine::Recipe& preset, const engine::DataSplits& data, const Console& console);

} // namespace cli
