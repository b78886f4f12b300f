#pragma once

#include "engine/model/model.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// What an explanation is asked for: "why 3?" is the logit of 3, "why 3 and not 8?" the difference of two.
struct AskedLogit
{
    std::size_t ofClass = 0;
    std::optional<std::size_t> against = {};

    bool operator==(const AskedLogit&) const = default;
};

/// So many of the network's layers make its logits: all but a softmax, or sigmoids, at its end.
std::size_t logitLayers(const Sequential& network);

/// What the logits are multiplied with to give what is asked, one a logit: 1 and, for the other class, -1. A network
/// with one output has the classes 0 and 1 and says the logit of 1. Throws Error where it has no such class, or no
/// classes at all.
std::vector<float> logitWeights(const Model& model, const AskedLogit& asked);

/// That sum, over one row of logits.
double askedValue(std::span<const float> logits, std::span<const float> weights);

} // namespace engine
