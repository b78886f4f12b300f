#include "tests/registered_test.h"
#include "ui/style/icons.h"
#include "ui/style/style_sheet.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor& colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF()))
        + 0.0722 * linear(double(colour.blueF()));
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

class PaletteWatcher : public QWidget
{
public:
    int changes = 0;

protected:
    void changeEvent(QEvent* event) override
    {
        changes += event->type() == QEvent::PaletteChange ? 1 : 0;
        QWidget::changeEvent(event);
    }
};

} // namespace

Q_DECLARE_METATYPE(QColor Theme::*)

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void measuresContrastAsTheStandardDoes()
    {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 1e-6);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // the standard's own example of "just not enough"
    }

    void isLegible_data()
    {
        QTest::addColumn<ThemeMode>("mode");
        QTest::addColumn<QColor Theme::*>("front");
        QTest::addColumn<QColor Theme::*>("back");

        const std::pair<const char*, ThemeMode> modes[] = {{"light", ThemeMode::Light}, {"dark", ThemeMode::Dark}};
        const std::pair<const char*, QColor Theme::*> fronts[] = {{"text", &Theme::text}, {"muted text", &Theme::mutedText},
            {"error", &Theme::error}, {"warning", &Theme::warning}, {"good", &Theme::good}};
        const std::pair<const char*, QColor Theme::*> backs[] = {
            {"background", &Theme::background}, {"panel", &Theme::panel}, {"raised", &Theme::raised}};
        for (const auto& [modeName, mode] : modes) {
            for (const auto& [frontName, front] : fronts)
                for (const auto& [backName, back] : backs)
                    QTest::addRow("%s: %s on %s", modeName, frontName, backName) << mode << front << back;
            QTest::addRow("%s: text on the accent", modeName) << mode << &Theme::onAccent << &Theme::accent;
            QTest::addRow("%s: hint on paper", modeName) << mode << &Theme::mutedText << &Theme::paper;
            QTest::addRow("%s: ink on paper", modeName) << mode << &Theme::ink << &Theme::paper;
        }
    }

    void isLegible()
    {
        QFETCH(ThemeMode, mode);
        QFETCH(QColor Theme::*, front);
        QFETCH(QColor Theme::*, back);
        setTheme(mode);
        const double ratio = contrast(theme().*front, theme().*back);
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("contrast %1 : 1, wanted 4.5 : 1").arg(ratio)));
    }

    void showsGraphicsClearly()
    {
        // WCAG 2.1, 1.4.11: what must be told apart, text aside, has 3 : 1.
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            setTheme(mode);
            for (const QColor& colour : {theme().accent, theme().train, theme().test})
                QVERIFY(contrast(colour, theme().panel) >= 3.0);
        }
    }

    void drawsCurvesInOkabeAndItosColours()
    {
        // M. Okabe, K. Ito, "Color Universal Design" (2008): blue, vermillion; sky blue, orange.
        setTheme(ThemeMode::Light);
        QCOMPARE(theme().train, QColor(0, 114, 178));
        QCOMPARE(theme().test, QColor(213, 94, 0));
        setTheme(ThemeMode::Dark);
        QCOMPARE(theme().train, QColor(86, 180, 233));
        QCOMPARE(theme().test, QColor(230, 159, 0));
    }

    void tellsWidgetsWhenItChanges()
    {
        setTheme(ThemeMode::Light);
        PaletteWatcher watcher;
        watcher.show();
        const int before = watcher.changes;
        setTheme(ThemeMode::Dark);
        QVERIFY(watcher.changes > before);
        QVERIFY(theme().isDark);
        QCOMPARE(watcher.palette().color(QPalette::WindowText), theme().text);
    }

    void reachesTheControls()
    {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            setTheme(mode);
            QPushButton button;
            button.setProperty("primary", true);
            button.resize(80, 32);
            QCOMPARE(button.grab().toImage().pixelColor(40, 6), theme().accent);
        }
    }

    void leavesNoColourUnnamedInTheStyleSheet()
    {
        QVERIFY(!styleSheetOf(theme()).contains(u'$'));
        QVERIFY(!styleSheetOf(theme()).contains(QStringLiteral(": ;")));
    }

    void mixesColours()
    {
        const QColor red(255, 0, 0);
        const QColor blue(0, 0, 255);
        QCOMPARE(mixed(red, blue, 0).rgb(), red.rgb());
        QCOMPARE(mixed(red, blue, 1).rgb(), blue.rgb());
        QCOMPARE(mixed(red, blue, 0.2f).rgb(), qRgb(204, 0, 51));
    }

    void recoloursIcons()
    {
        const QIcon stop = icon(Icon::Stop);
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            setTheme(mode);
            QCOMPARE(stop.pixmap(24, 24).toImage().pixelColor(12, 12), theme().text);
        }
        QCOMPARE(icon(Icon::Stop, &Theme::error).pixmap(24, 24).toImage().pixelColor(12, 12), theme().error);
    }

    void drawsEveryIconCrisplyAtEveryScale()
    {
        for (int shape = 0; shape <= int(Icon::Warning); ++shape) {
            for (const int side : {16, 24, 48}) {
                const QImage image = icon(Icon(shape)).pixmap(side, side).toImage();
                QCOMPARE(image.size(), QSize(side, side));
                int inked = 0;
                for (int y = 0; y < side; ++y)
                    for (int x = 0; x < side; ++x)
                        inked += image.pixelColor(x, y).alpha() > 127 ? 1 : 0;
                QVERIFY2(inked * 100 > side * side * 2, qPrintable(QStringLiteral("icon %1 at %2 px is empty").arg(shape).arg(side)));
            }
        }
    }
};

const RegisteredTest<ThemeTest, QApplication> registeredThemeTest;
#include "tst_theme.moc"
