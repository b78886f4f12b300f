#pragma once

#include <QString>

#include <optional>
#include <span>

/// Numbers beyond which an activation function is nearly flat.
struct FlatParts
{
    float below;
    float above; ///< infinite: none
};

/// How many of a layer's numbers say nothing, or can hardly change.
struct LayerShares
{
    int numbers = 0;
    int zeros = 0;
    std::optional<int> saturated; ///< nullopt: the layer has no flat parts
    int notFinite = 0;
};

LayerShares sharesOf(std::span<const float> values, const std::optional<FlatParts>& flat);

/// As sentences: "58.3 % of the 24 units are 0. None is saturated …". areMaps: a unit has many numbers.
QString inWords(const LayerShares& shares, const std::optional<FlatParts>& flat, bool areMaps);
