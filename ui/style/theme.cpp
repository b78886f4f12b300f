#include "ui/style/theme.h"

#include "ui/style/calm_style.h"
#include "ui/style/style_sheet.h"

#include <QApplication>
#include <QPalette>
#include <QPointer>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace {

// Neutral greys and one teal accent, so that blue and orange stay free for the curves and the signed maps.
const Theme lightTheme{
    .isDark = false,
    .background = QColor(0xEE, 0xF0, 0xF2),
    .panel = QColor(0xFA, 0xFB, 0xFB),
    .raised = QColor(0xFF, 0xFF, 0xFF),
    .border = QColor(0xD3, 0xD8, 0xDD),
    .text = QColor(0x1C, 0x21, 0x26),
    .mutedText = QColor(0x59, 0x62, 0x6C),
    .accent = QColor(0x0B, 0x75, 0x70),
    .onAccent = QColor(0xFF, 0xFF, 0xFF),
    .error = QColor(0xB4, 0x23, 0x18),
    .warning = QColor(0x85, 0x57, 0x00),
    .good = QColor(0x1A, 0x73, 0x3A),
    .train = QColor(0x00, 0x72, 0xB2),
    .validation = QColor(0x00, 0x9E, 0x73),
    .test = QColor(0xD5, 0x5E, 0x00),
    .paper = QColor(0xFF, 0xFF, 0xFF),
    .ink = QColor(0x14, 0x17, 0x1A),
};

const Theme darkTheme{
    .isDark = true,
    .background = QColor(0x14, 0x16, 0x19),
    .panel = QColor(0x1C, 0x1F, 0x23),
    .raised = QColor(0x27, 0x2B, 0x30),
    .border = QColor(0x3A, 0x40, 0x47),
    .text = QColor(0xE6, 0xE9, 0xEC),
    .mutedText = QColor(0xA3, 0xAB, 0xB4),
    .accent = QColor(0x4F, 0xC1, 0xB5),
    .onAccent = QColor(0x05, 0x22, 0x1F),
    .error = QColor(0xFF, 0x8B, 0x7D),
    .warning = QColor(0xEE, 0xB9, 0x4E),
    .good = QColor(0x6F, 0xCB, 0x8A),
    .train = QColor(0x56, 0xB4, 0xE9),
    .validation = QColor(0x00, 0x9E, 0x73),
    .test = QColor(0xE6, 0x9F, 0x00),
    .paper = QColor(0x0E, 0x10, 0x12),
    .ink = QColor(0xF4, 0xF6, 0xF8),
};

const Theme* current = &lightTheme;

double scaleInUse = 1;

QPalette paletteOf(const Theme& t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.panel);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.raised);
    palette.setColor(QPalette::AlternateBase, t.background);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.mutedText);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.error);
    palette.setColor(QPalette::ToolTipBase, t.raised);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, mixed(t.raised, t.text, 0.06f));
    palette.setColor(QPalette::Midlight, t.raised);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, mixed(t.border, t.text, 0.2f));
    palette.setColor(QPalette::Shadow, mixed(t.border, t.text, 0.4f));

    const QColor faded = mixed(t.mutedText, t.panel, 0.45f);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Base, t.panel);
    palette.setColor(QPalette::Disabled, QPalette::Button, t.panel);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, t.mutedText);
    return palette;
}

} // namespace

QColor mixed(const QColor& from, const QColor& to, float share)
{
    const auto blend = [share](float a, float b) { return a + share * (b - a); };
    return QColor::fromRgbF(blend(from.redF(), to.redF()), blend(from.greenF(), to.greenF()), blend(from.blueF(), to.blueF()),
        blend(from.alphaF(), to.alphaF()));
}

const Theme& theme()
{
    return *current;
}

double uiScale()
{
    return scaleInUse;
}

void setUiScale(double scale)
{
    static const QFont desktop = QApplication::font();
    if (scale == scaleInUse)
        return;
    scaleInUse = scale;
    QFont font = desktop;
    font.setPointSizeF(desktop.pointSizeF() * scale);
    QApplication::setFont(font);
    qApp->setStyleSheet(styleSheetOf(*current)); // its lengths are others; and styled widgets ask for the font only then
}

int scaled(int pixels)
{
    return pixels == 0 ? 0 : std::max(1, int(std::lround(pixels * scaleInUse)));
}

double scaled(double pixels)
{
    return pixels * scaleInUse;
}

QFont smallFont(double share)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * share);
    return font;
}

void setTheme(ThemeMode mode)
{
    current = mode == ThemeMode::Dark ? &darkTheme : &lightTheme;
    static QPointer<QStyle> style; // the application's, which dies with it
    if (!style) {
        style = new CalmStyle;
        QApplication::setStyle(style);
    }
    QApplication::setPalette(paletteOf(*current));
    qApp->setStyleSheet(styleSheetOf(*current));
}
