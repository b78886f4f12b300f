#pragma once

#include "engine/inspect/attribution.h"
#include "engine/recipe/spec.h"

#include <string>

namespace engine {

/// A map of one picture that can be asked for.
struct AttributionRequest
{
    std::string method = "integrated_gradients"; ///< see attributionMethods()
    std::vector<float> baseline{}; ///< integrated_gradients': [height · width], in [0, 1]; empty: paper, all 0
    /// Passes through the network: midpoints of integrated_gradients, noisy pictures of smoothgrad; without it as many
    /// as the method takes by itself.
    std::optional<std::size_t> steps{};
};

/// Name, title and what it shows; without settings.
std::span<const KindInfo> attributionMethods();

/// Throws SettingError for an unknown method, Error where the method cannot look into such a network.
Attribution attribute(const Model& model, std::span<const float> input, const AskedLogit& asked,
                      const AttributionRequest& request, const std::stop_token& stop = {});

} // namespace engine
