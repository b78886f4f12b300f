#pragma once

#include "engine/inspect/attribution.h"

#include <cmath>
#include <functional>

namespace engine {

/// What is asked of the network as the pixels with ink are erased one after the other: before the first, …, after the
/// last.
using DeletionCurve = std::vector<float>;

/// Its mean height over the share that is erased, by the trapezoidal rule, in units of the logit.
double areaUnder(const DeletionCurve& curve);

/// What a map is worth, by numbers that anybody can check.
struct MapGrades
{
    DeletionCurve deletion{}; ///< the map's largest numbers first: the steeper it falls, the better the map
    DeletionCurve randomDeletion{}; ///< mean of ten random orders: what the map must be better than
    DeletionCurve brightnessDeletion{}; ///< the brightest pixels first, those alike row by row: knows no network
    /// With the map that the network with all layers initialised anew would give, over the pixels with ink (Adebayo et
    /// al. 2018). Nothing where one of the maps is the same everywhere.
    std::optional<double> randomisedRankCorrelation{};

    /// Where not, it shows the picture: do not trust it.
    bool dependsOnNetwork() const { return std::abs(randomisedRankCorrelation.value_or(0)) < 0.5; }
};

/// map: the one to grade, of input. mapOf: how it was made, of the same input, for another model. Only pixels with ink
/// are erased, for among all of them any map would beat chance. Without ink, and once stop is requested, there are no
/// curves.
MapGrades gradeMap(const Model& model, std::span<const float> input, const AskedLogit& asked,
                   std::span<const float> map, const std::function<std::vector<float>(const Model&)>& mapOf,
                   const std::stop_token& stop = {});

/// The network as it would begin another run, with the recipe's initialisers: where those make all weights alike, by
/// Glorot's. What it has measured of its data to scale them stays.
Model initialisedAnew(const Model& model, std::uint64_t seed);

} // namespace engine
