#pragma once

#include "engine/data/dataset.h"

#include <array>
#include <string_view>

namespace engine {

/// The names that logicTable() knows.
inline constexpr std::array<std::string_view, 3> logicTables{"xor", "and", "or"};

/// The four points of a function of two inputs, both 0 or 1; class "0" or "1" is what the function gives. The same four
/// to train on and to test with: there are no others. Throws SettingError for a name that is not in logicTables.
DataSplits logicTable(std::string_view name);

} // namespace engine
