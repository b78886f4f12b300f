#pragma once

#include "ui/style/theme.h"

#include <QIcon>

/// Line drawings on a 24×24 grid, drawn afresh at every size in the theme's colour of the moment.
enum class Icon {
    // The pad.
    Pen, Eraser, Undo, Redo, Clear, Ink, Pixels, Numbers, Upright,
    // Running.
    Play, Pause, Step, FastForward, Stop, Restart, Dice,
    // Files and editing.
    Open, Save, Add, Remove, Up, Down, Close, Export, Reset,
    // The rest.
    Curve, Layers, Grid, Network, Database, Sun, Moon, Help, Info, Warning,
    // Pages.
    Cards, Picture, Plane, Rings, Gear, Histogram,
};

/// colour: what it is drawn in, &Theme::onAccent on a primary button.
QIcon icon(Icon shape, QColor Theme::*colour = &Theme::text);
