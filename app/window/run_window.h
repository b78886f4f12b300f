#pragma once

#include "app/window/window_options.h"

/// Shows the window and returns when it is closed: the program's exit status.
int runWindow(int argc, char* argv[], const WindowOptions& options);
