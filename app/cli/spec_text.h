#pragma once

#include "engine/recipe/spec.h"

#include <span>
#include <string>
#include <vector>

namespace cli {

/// A kind as it is written on the command line: "cosine", "cosine:epochs=20,warmup=1"; the first setting may go without its
/// name, "dense:128". inSettings: the kind that settings alone mean, "rotation=15,elastic=34"; empty: none.
/// what: "schedule", "layer", … Returns it complete. Throws engine::SettingError.
engine::Spec specOf(const std::string& text, std::span<const engine::KindInfo> kinds, const char* what,
                    const std::string& inSettings = {});

/// The same, of settings only what is written, unchecked.
engine::Spec writtenSpec(const std::string& text, std::span<const engine::KindInfo> kinds, const char* what,
                         const std::string& inSettings = {});

/// Several of them with spaces between: "flatten dense:128 relu dense:10". Throws engine::SettingError.
std::vector<engine::Spec> layersOf(const std::string& text);

} // namespace cli
