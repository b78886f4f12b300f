#pragma once

#include <QCursor>

/// A ring as large as what the pen or the eraser touches, visible on paper and on ink alike; a cross where it would be
/// too large for a cursor. diameter: in the widget's units.
QCursor brushCursor(double diameter, double devicePixelRatio, bool isEraser);
