#pragma once

#include <QString>
#include <QStringList>

// How classes are spoken of, be they digits or shirts.

/// "0", "1", … in order: digits, or classes that nobody named.
bool areNumbers(const QStringList& classNames);
/// "an 8", "an Ankle boot", "a 3", "an F".
QString withArticle(const QString& name);
/// "Draw a digit", "Draw a Trouser, a Dress or a Coat…": what an empty pad asks for.
QString drawingPrompt(const QStringList& classNames);
