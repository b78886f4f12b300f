#pragma once

#include <QList>

class QWidget;

/// Where Tab stops in a window, in the order in which the eye reads it: what stands above comes first, and of what stands
/// side by side the left, all of it. Only what is in sight, or can be scrolled into sight.
QList<QWidget*> tabStops(const QWidget& window);

/// Moves the focus to the stop after the one that has it, or before, round at the ends, and scrolls it into sight. False:
/// there is none. For QWidget::focusNextPrevChild() of a window.
bool moveFocus(QWidget& window, bool forward);
