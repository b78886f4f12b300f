#include "app/session/unit_steps.h"

#include "app/session/inspection.h"

#include <algorithm>

namespace {

std::ptrdiff_t unitsOf(const engine::Sequential& network, std::size_t layer)
{
    return std::ptrdiff_t(network.shapeBefore(layer + 1)[0]);
}

} // namespace

void selectUnitBeside(Selection& selection, const Inspection& inspection, int by)
{
    const auto unit = selection.unit();
    const std::size_t layer = unit ? unit->layer : 0;
    const std::ptrdiff_t count = unitsOf(*inspection.model().network, layer);
    const std::ptrdiff_t next = unit ? (std::ptrdiff_t(unit->index) + by + count) % count : 0;
    selection.selectUnit(Selection::Unit{layer, std::size_t(next)});
}

void selectLayerBeside(Selection& selection, const Inspection& inspection, int by)
{
    const engine::Sequential& network = *inspection.model().network;
    const Selection::Unit now = selection.unit().value_or(Selection::Unit{});
    const auto layer = std::size_t(std::clamp(std::ptrdiff_t(now.layer) + by, std::ptrdiff_t{0}, std::ptrdiff_t(network.size()) - 1));
    selection.selectUnit(Selection::Unit{layer, std::min(now.index, std::size_t(unitsOf(network, layer)) - 1)});
}
