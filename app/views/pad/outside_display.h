#pragma once

#include "ui/pad/digit_boxes.h"

class PadPanel;
class PictureInput;
struct OutsidePicture;

// How a picture from outside is shown.

/// The picture, the frame round what is read of it, and a sentence on what was made of it. pictures: with a picture.
void showOutsidePicture(PadPanel& panel, const PictureInput& pictures);

/// Round the ink as that of one digit.
DigitBoxes inkBoxOf(const OutsidePicture& picture);
/// From shares of what was looked at to shares of the whole picture.
DigitBoxes onPicture(DigitBoxes boxes, const QRectF& place);
