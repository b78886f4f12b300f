#pragma once

#include "ui/pad/digit_boxes.h"

#include <QSizeF>
#include <QStringList>

class PadNumber;

// How a number of several digits is shown. classNames: of the classes that the network tells apart.

/// Round each digit. unit: what the line's boxes are told in shares of; margin: half a pen, for they are of its path.
DigitBoxes numberBoxes(const PadNumber& number, const QStringList& classNames, QSizeF unit, double margin);

/// Rich text; what does not look like a digit, though it is read as one, is grey. Empty: there is none, or nobody can say.
QString numberMarkup(const PadNumber& number, const QStringList& classNames);

/// "Looks like 10", for a screen reader, and how many of its digits are doubted. Empty as above.
QString numberSentence(const PadNumber& number, const QStringList& classNames);
