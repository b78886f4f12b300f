#pragma once

#include <QStringList>

class QWidget;

/// Every label, button, choice and row in sight whose words have no room where they stand, each in a sentence.
QStringList cutTexts(const QWidget& window);
/// Every widget in sight that lies beyond the window or is wider than what it scrolls in.
QStringList widgetsBeyond(const QWidget& window);
