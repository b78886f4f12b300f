#include "ui/style/style_sheet.h"

#include "ui/style/theme.h"

#include <QHash>
#include <QRegularExpression>

namespace {

// Colours are named $like_this and filled in from the theme. Lengths keep a rhythm of 4 and 8 px.
const char* const sheet = R"(
QMainWindow, QDialog { background: $background; }
QMainWindow::separator { background: $background; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $background; }
QSplitter::handle:hover { background: $accent; }
QToolBar { background: $panel; border: none; border-bottom: 1px solid $border; padding: 4px; spacing: 4px; }
QToolBar::separator { background: $border; width: 1px; margin: 4px; }
QToolBar#rail { padding: 0; border: none; }
CorrectionBar QToolButton { padding: 4px 1px; }
CorrectionBar QToolButton:checked:focus { padding: 3px 0; }
PageRail QToolButton { padding: 2px 1px; }
PageRail QToolButton:checked:focus { padding: 1px 0; }
QStatusBar { background: $panel; border-top: 1px solid $border; color: $mutedText; }
QStatusBar::item { border: none; }

QPushButton, QToolButton { border-radius: 6px; padding: 4px 8px; color: $text; }
QPushButton { background: $raised; border: 1px solid $border; padding: 5px 12px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:default, QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $onAccent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: $accentHover; border-color: $accentHover; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:default:focus, QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton:disabled { background: $panel; border-color: $border; color: $disabledText; }
QToolButton { background: transparent; border: 1px solid transparent; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $accentTint; border-color: $accent; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked:focus { border: 2px solid $accent; padding: 3px; }
QToolButton:disabled { color: $disabledText; }
QToolButton[primary="true"] { background: $accent; color: $onAccent; }
QToolButton[primary="true"]:hover { background: $accentHover; }
QToolButton[primary="true"]:focus { border-color: $text; }
QToolButton[primary="true"]:disabled { background: $panel; border-color: $border; color: $disabledText; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-button { border: none; width: 16px; }

QLabel[muted="true"] { color: $mutedText; }
QLabel[error="true"] { color: $error; }
QLabel[heading="true"] { font-weight: 600; }
QLineEdit, QPlainTextEdit, QTextEdit {
    background: $raised; border: 1px solid $border; border-radius: 6px; padding: 3px 6px;
    selection-background-color: $accent; selection-color: $onAccent; }
QLineEdit { min-height: 20px; }
QAbstractSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid $accent; }

QDockWidget { color: $text; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { qproperty-drawBase: 0; qproperty-elideMode: ElideNone; qproperty-usesScrollButtons: true; }
QTabBar::tab { background: transparent; color: $mutedText; border: none; padding: 7px 8px; }
QTabBar::tab:top { border-bottom: 2px solid transparent; }
QTabBar::tab:bottom { border-top: 2px solid transparent; }
QTabBar::tab:left { border-right: 2px solid transparent; padding: 8px 7px; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; }
QTabBar::tab:top:selected { border-bottom-color: $accent; }
QTabBar::tab:bottom:selected { border-top-color: $accent; }
QTabBar::tab:left:selected { border-right-color: $accent; }
QTabBar::tab:focus { color: $text; background: $accentTint; }
QTabBar::tab:disabled { color: $disabledText; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: $raised; border: 1px solid $accent; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled { border-color: $border; background: $panel; }

QListView, QTreeView, QTableView { background: $raised; border: 1px solid $border; border-radius: 6px; padding: 2px; outline: none;
    selection-background-color: $accentTint; selection-color: $text; }
QListView::item { padding: 0 6px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accentTint; color: $text; }
QListView:focus, QTreeView:focus, QTableView:focus { border-color: $accent; }
QHeaderView::section { background: $panel; color: $mutedText; border: none; border-bottom: 1px solid $border; padding: 4px 8px; }

QScrollArea { border: 1px solid transparent; background: transparent; }
QScrollArea:focus { border-color: $accent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $scrollHandle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $mutedText; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QGroupBox { border: 1px solid $border; border-radius: 6px; margin-top: 10px; padding: 12px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; padding: 0 4px; color: $mutedText; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px; }
QMenuBar { background: $panel; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accentTint; color: $text; }
QMenu::item:disabled { color: $disabledText; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { background: $border; height: 1px; margin: 4px 8px; }
)";

/// Every length as large as everything else is.
QString inScale(const QString& lengths)
{
    if (uiScale() == 1)
        return lengths;
    static const QRegularExpression length(QStringLiteral("(-?)(\\d+)px"));
    QString scaledLengths;
    qsizetype from = 0;
    for (auto found = length.globalMatch(lengths); found.hasNext();) {
        const auto match = found.next();
        scaledLengths += lengths.mid(from, match.capturedStart() - from) + match.captured(1)
            + QString::number(scaled(match.captured(2).toInt())) + QStringLiteral("px");
        from = match.capturedEnd();
    }
    return scaledLengths + lengths.mid(from);
}

} // namespace

QString styleSheetOf(const Theme& t)
{
    const QHash<QString, QString> colours{
        {QStringLiteral("background"), t.background.name()},
        {QStringLiteral("panel"), t.panel.name()},
        {QStringLiteral("raised"), t.raised.name()},
        {QStringLiteral("border"), t.border.name()},
        {QStringLiteral("text"), t.text.name()},
        {QStringLiteral("mutedText"), t.mutedText.name()},
        {QStringLiteral("accent"), t.accent.name()},
        {QStringLiteral("onAccent"), t.onAccent.name()},
        {QStringLiteral("error"), t.error.name()},
        {QStringLiteral("hover"), mixed(t.panel, t.text, 0.07f).name()},
        {QStringLiteral("pressed"), mixed(t.panel, t.text, 0.13f).name()},
        {QStringLiteral("accentHover"), mixed(t.accent, t.text, 0.15f).name()},
        {QStringLiteral("accentTint"), mixed(t.panel, t.accent, 0.18f).name()},
        {QStringLiteral("scrollHandle"), mixed(t.panel, t.text, 0.25f).name()},
        {QStringLiteral("disabledText"), mixed(t.mutedText, t.panel, 0.45f).name()},
    };
    const QString text = QString::fromLatin1(sheet);
    QString filled;
    filled.reserve(text.size() + 1024);
    qsizetype from = 0;
    for (qsizetype dollar = text.indexOf(u'$'); dollar >= 0; dollar = text.indexOf(u'$', from)) {
        qsizetype end = dollar + 1;
        while (end < text.size() && text[end].isLetter())
            ++end;
        Q_ASSERT(colours.contains(text.mid(dollar + 1, end - dollar - 1)));
        filled += text.mid(from, dollar - from) + colours.value(text.mid(dollar + 1, end - dollar - 1));
        from = end;
    }
    return inScale(filled + text.mid(from));
}
