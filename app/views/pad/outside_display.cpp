#include "app/views/pad/outside_display.h"

#include "app/session/picture_input.h"
#include "app/views/pad/pad_panel.h"
#include "ui/pad/picture_view.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>

namespace {

/// A context for the translators.
struct OutsideDisplay
{
    Q_DECLARE_TR_FUNCTIONS(OutsideDisplay)
};

QString sentenceOn(const OutsidePicture& picture)
{
    if (!picture.digit && picture.crop)
        return OutsideDisplay::tr("From %1. Nothing in the frame stands out from its background: drag another one.");
    if (!picture.digit)
        return OutsideDisplay::tr("From %1. Nothing in it stands out from its background: try one with more contrast.");
    if (picture.crop)
        return OutsideDisplay::tr("From %1. What lies in your frame is read.");
    if (picture.isOnSheet)
        return OutsideDisplay::tr("From %1. The sheet of paper in it is read. Drag a frame to read another part.");
    return OutsideDisplay::tr("From %1. Framed: the ink that was found. Drag a frame to read a part of it.");
}

/// Not so long that it takes a line of its own.
QString shortName(const QString& name)
{
    constexpr int most = 24;
    return name.size() <= most ? name : name.left(most / 2 - 1) + QChar(0x2026) + name.right(most / 2);
}

} // namespace

void showOutsidePicture(PadPanel& panel, const PictureInput& pictures)
{
    const OutsidePicture& picture = *pictures.picture();
    panel.picture->setPicture(picture.picture);
    panel.picture->setCrop(pictures.area(), pictures.isCropped());
    panel.pictureText->setText(sentenceOn(picture).arg(shortName(picture.name)));
    panel.pictureText->setToolTip(picture.name);
    panel.resetCrop->setEnabled(pictures.isCropped());
}

DigitBoxes inkBoxOf(const OutsidePicture& picture)
{
    return picture.digit ? DigitBoxes{{picture.inkBox, {}, true}} : DigitBoxes{};
}

DigitBoxes onPicture(DigitBoxes boxes, const QRectF& place)
{
    for (DigitBox& box : boxes)
        box.cells = onWhole(box.cells, place);
    return boxes;
}
