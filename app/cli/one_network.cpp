#include "app/cli/one_network.h"

#include "app/session/builtin_models.h"

#include <utility>

namespace cli {

engine::Model modelOf(engine::SavedModel saved)
{
    engine::Checkpoint& checkpoint = saved.checkpoint;
    const auto network = std::make_shared<const engine::Sequential>(saved.recipe.input, saved.recipe.layers);
    const auto weights = std::make_shared<const engine::Snapshot>(
        engine::Snapshot{checkpoint.step, std::move(checkpoint.parameters), checkpoint.pretrainingStep});
    return {.recipe = std::move(saved.recipe),
            .network = network,
            .weights = weights,
            .calibration = saved.calibration,
            .classes = std::move(saved.classes),
            .input = saved.input};
}

engine::Model openNetwork(const std::string& file)
{
    return modelOf(openModel(file));
}

} // namespace cli
