#pragma once

#include "app/cli/recipe_options.h"

#include <cstddef>
#include <optional>
#include <string>

namespace cli {

struct TrainOptions
{
    RecipeOptions recipe;
    std::optional<std::string> data;
    std::size_t threads = 0;
    std::optional<std::size_t> limit;
    std::optional<std::string> resume;
    std::optional<std::string> out;
    bool weightsOnly = false;
    bool json = false;
    // For the preset "ensemble".
    std::optional<std::string> members; ///< presets, with commas between
    std::optional<std::size_t> count;
    std::optional<std::string> of; ///< a preset
};

} // namespace cli
