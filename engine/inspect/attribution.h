#pragma once

#include "engine/inspect/asked_logit.h"
#include "engine/model/model.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// How much each pixel has to do with what is asked of a network.
struct Attribution
{
    /// [height · width], in units of the logit for an input in [0, 1]; empty once stop is requested.
    std::vector<float> map{};
    double logit = 0; ///< what was asked: z_k, or z_k - z_j
    /// The same of the picture that this one is compared with, where the map is to add up to the difference.
    std::optional<double> baselineLogit{};

    double sum() const;
    /// |sum - difference| / |difference|; nothing where no sum is promised, or there is no difference.
    std::optional<double> completenessError() const;
};

// Maps of one picture: input is [height · width], in [0, 1]. Each throws Error where LogitFunction does.

/// ∂z/∂x (Simonyan et al. 2013): what a little more ink would do.
Attribution gradientMap(const Model& model, std::span<const float> input, const AskedLogit& asked,
                        const std::stop_token& stop = {});

/// x ∂z/∂x: what the ink that is there adds, were the network linear.
Attribution gradientTimesInput(const Model& model, std::span<const float> input, const AskedLogit& asked,
                               const std::stop_token& stop = {});

struct SmoothGradOptions
{
    double deviation = 0.15; ///< of the noise, >= 0; white is 1
    std::size_t samples = 32; ///< >= 1
    std::uint64_t seed = 1;
};

/// The mean of ∂z/∂x over inputs with normal noise added (Smilkov et al. 2017).
Attribution smoothGrad(const Model& model, std::span<const float> input, const AskedLogit& asked,
                       const SmoothGradOptions& options = {}, const std::stop_token& stop = {});

/// z(x) - z(x without a square of side × side pixels), for the square at each place that it fits in (Zeiler and Fergus
/// 2014); a pixel gets the mean over all squares that it is in. Without: its pixels are paper, 0.
Attribution occlusionMap(const Model& model, std::span<const float> input, const AskedLogit& asked,
                         std::size_t side = 5, const std::stop_token& stop = {});

} // namespace engine
