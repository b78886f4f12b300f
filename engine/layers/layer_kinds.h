#pragma once

#include "engine/layers/layer.h"

#include <memory>
#include <span>

namespace engine {

/// Every layer that a person can put into a network, with its settings and their ranges.
std::span<const KindInfo> layerKinds();

/// Throws SettingError for an unknown kind or a setting out of range.
std::unique_ptr<Layer> makeLayer(const Spec& spec);

} // namespace engine
