#include "engine/recipe/input_normalization.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

constexpr std::string_view unit = "unit";
constexpr std::string_view standard = "standard";

/// The layer with all of its settings.
Spec layerOf(std::string_view kind)
{
    return kind == standard ? Spec{"normalization"} : Spec{"rescaling", {{"scale", 255.0}, {"offset", 0.0}}};
}

/// Whether the spec, which need not be complete, comes to the same as the complete one.
bool isSame(const Spec& spec, const Spec& whole)
{
    return spec.kind == whole.kind && std::ranges::all_of(spec.settings, [&](const auto& setting) {
               const auto found = whole.settings.find(setting.first);
               return found != whole.settings.end() && found->second == setting.second;
           });
}

} // namespace

std::span<const KindInfo> inputNormalizationKinds()
{
    static const std::array<KindInfo, 3> kinds{{
        {"unit", "[0, 1]", "Paper is 0 and ink is 1."},
        {"standard", "Standardised", "The pixels of the training set have mean 0 and variance 1."},
        {"none", "None", "Paper is 0 and ink is 255, as bytes have it."},
    }};
    return kinds;
}

std::string_view inputNormalization(const Recipe& recipe)
{
    if (!recipe.layers.empty())
        for (const KindInfo& info : inputNormalizationKinds())
            if (info.kind != unit && isSame(recipe.layers.front(), layerOf(info.kind)))
                return info.kind;
    return unit;
}

void setInputNormalization(Recipe& recipe, std::string_view kind)
{
    findKind(inputNormalizationKinds(), kind, "input normalization");
    if (inputNormalization(recipe) != unit)
        recipe.layers.erase(recipe.layers.begin());
    if (kind != unit)
        recipe.layers.insert(recipe.layers.begin(), layerOf(kind));
}

} // namespace engine
