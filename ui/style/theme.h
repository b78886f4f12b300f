#pragma once

#include <QColor>
#include <QFont>

/// The colours of the program by what they are for. Widgets read theme() when they paint and repaint on
/// QEvent::PaletteChange, so that nothing else need be told when it changes.
struct Theme
{
    bool isDark = false;
    QColor background; ///< behind the panels
    QColor panel; ///< a panel's ground; zero in diverging maps
    QColor raised; ///< buttons, fields, cards on a panel
    QColor border;
    QColor text;
    QColor mutedText; ///< units, hints, axis labels: still at least 4.5 : 1 on panel
    QColor accent; ///< the one thing to press; the selection
    QColor onAccent;
    QColor error;
    QColor warning;
    QColor good;
    QColor train; ///< curves of training data (Okabe-Ito)
    QColor validation; ///< curves of training data that is held out (Okabe-Ito)
    QColor test; ///< curves of test data (Okabe-Ito)
    QColor paper; ///< the pad's ground
    QColor ink; ///< the pad's ink
};

enum class ThemeMode { Light, Dark };

const Theme& theme();
/// Palette and style sheet of the whole application. Dynamic properties that the sheet knows: "primary" (the one button to
/// press) on buttons; "muted", "heading" and "error" on labels; each set to true.
void setTheme(ThemeMode mode);

/// How large type, lines and pictures are beside what the desktop has: 1 at first, 1.5 for people at the back of a room.
/// Widgets ask for it when they measure and paint, and measure anew on QEvent::StyleChange.
double uiScale();
void setUiScale(double scale);
/// A length that is so many pixels where the scale is 1. Never 0 of what is not.
int scaled(int pixels);
double scaled(double pixels);
/// The program's own at so much of its size, for what stands beside pictures and axes.
QFont smallFont(double share = 0.85);

/// from, moved towards to by share [0, 1]: tints, hover states, faint lines.
QColor mixed(const QColor& from, const QColor& to, float share);
