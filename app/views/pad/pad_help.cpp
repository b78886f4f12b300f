// What F1 says of the pad.
#include "app/views/pad/pad_view.h"

#include "app/views/view_help.h"

QString PadView::help()
{
    return helpText(tr("Draw a digit here; the network reads every stroke at once, also while it is being "
                       "trained."),
                    {{tr("The pad"),
                      tr("Left button or finger draws, right button erases. Enter takes up a pen for the "
                         "keyboard: arrows move it, Space sets it down and lifts it, Esc puts it away.")},
                     {tr("The network sees"),
                      tr("The drawing as the network is given it: cut out, scaled to 20 pixels, its centre of "
                         "mass in the middle, as MNIST's digits are.")},
                     {tr("The bars"),
                      tr("The probability of each class. The faint line in a bar is its recent past.")},
                     {tr("A picture"),
                      tr("Ctrl+I opens one. A sheet of paper on a table is found by itself; drag a frame over the picture "
                         "to read another part of it, or move it with the arrows.")},
                     {tr("123"),
                      tr("A wide pad for numbers of several digits.")},
                     {tr("Ink, pixels, numbers"),
                      tr("Three ways to see the drawing: the strokes, the 28 by 28 pixels, and their values from "
                         "0 to 255.")},
                     {tr("The arrows"),
                      tr("Step through the test digits. Home leads back to the drawing.")},
                     {tr("I drew a"),
                      tr("Says what you drew: the drawing is kept in My digits.")}});
}
