#include "app/network_check.h"

#include "engine/errors.h"
#include "engine/inspect/summary.h"
#include "engine/train/fit.h"

#include <memory>
#include <span>

namespace {

std::vector<LayerSummary> rowsOf(const engine::Sequential& network)
{
    std::vector<LayerSummary> rows;
    for (const engine::SummaryRow& row : engine::summary(network))
        rows.push_back({QString::fromStdString(row.name), QString::fromStdString(row.outputShape.text()), row.parameters});
    return rows;
}

} // namespace

NetworkCheck checkNetwork(const engine::Recipe& recipe, const engine::DataSplits* data)
{
    NetworkCheck check;
    const std::span<const engine::Spec> layers(recipe.layers);
    std::unique_ptr<engine::Sequential> network;
    for (std::size_t count = 1; count <= layers.size(); ++count) {
        try {
            network = std::make_unique<engine::Sequential>(recipe.input, layers.first(count));
            check.layers = rowsOf(*network);
        } catch (const engine::Error& error) {
            check.problem = QString::fromUtf8(error.what());
            check.problemLayer = int(count) - 1;
            return check;
        }
    }
    try {
        engine::complete(recipe);
        if (!network)
            engine::Sequential(recipe.input, layers); // throws: says that there are no layers
        if (data)
            engine::requireFit(*network, recipe, data->train);
    } catch (const engine::Error& error) {
        check.problem = QString::fromUtf8(error.what());
    }
    return check;
}
