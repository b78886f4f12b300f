#pragma once

namespace cli {

struct Commands;

/// "learn": see its --help.
void addLearn(Commands& commands);

} // namespace cli
