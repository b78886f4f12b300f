#pragma once

#include <QString>

struct Theme;

/// What the palette alone cannot say: radii, padding, focus rings and states, in the colours of a theme.
QString styleSheetOf(const Theme& theme);
