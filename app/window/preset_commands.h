#pragma once

struct Context;

/// A command for every preset of the gallery: another network, untrained, fitted to the data where it reads them.
void addPresetCommands(const Context& context);
