#pragma once

#include <functional>

class QWidget;

/// For lengths that are set, not hinted: calls measure now, and again whenever the widget's type or the scale has changed.
void keepMeasured(QWidget* widget, std::function<void()> measure);
