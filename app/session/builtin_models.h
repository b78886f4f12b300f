#pragma once

#include "engine/io/model_file.h"

#include <string>
#include <vector>

/// The trained models that are compiled into the program, by name.
std::vector<std::string> builtinModels();

/// file: a path, "builtin" (the one to begin with) or "builtin:NAME".
/// Throws engine::FileError; for an unknown NAME, with the list of names.
engine::SavedModel openModel(const std::string& file);
/// The same where several networks are welcome: the members of an ensemble's file, or one network.
std::vector<engine::SavedModel> openModels(const std::string& file);
