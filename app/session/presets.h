#pragma once

#include "app/session/network_check.h"
#include "app/session/runs.h"

#include <string>

/// An untrained network of the preset is in use, for the data that it is for and fitted to them; where a trained one went, that
/// is said with a way back. Nothing is changed where the network cannot be: what is returned has a problem then. Throws
/// SettingError for a name that is none.
NetworkCheck openPreset(Runs& runs, const std::string& name);

/// The recipe, whole already, in use and untrained, for the same data; as above.
NetworkCheck applyRecipe(Runs& runs, engine::Recipe recipe);
