#pragma once

#include "app/cli/options.h"

#include "engine/recipe/recipe.h"

#include <map>
#include <span>
#include <string>

namespace cli {

/// A part of a recipe that is one kind among others with its settings, and the option that changes it.
struct RecipePart
{
    const char* option; ///< "--schedule"
    const char* what; ///< "schedule"
    const char* help;
    engine::Spec engine::Recipe::*spec;
    std::span<const engine::KindInfo> (*kinds)();
    const char* inSettings = ""; ///< the kind that settings alone mean, see specOf()
};

/// What was written for each part that was given, by its option.
using PartTexts = std::map<std::string, std::string>;

void addParts(Command command, PartTexts& texts);
/// Throws UsageError.
void changeParts(engine::Recipe& recipe, const PartTexts& texts);
/// Throws UsageError when a part is to be another than the recipe's, of a run from file that goes on.
void requireSameParts(const engine::Recipe& recipe, const PartTexts& texts, const std::string& file);

} // namespace cli
