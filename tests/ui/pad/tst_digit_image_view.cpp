#include "tests/registered_test.h"
#include "ui/pad/digit_image_view.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

#include <array>

namespace {

std::array<std::uint8_t, 784> oneBrightPixel(std::size_t row, std::size_t column, std::uint8_t value)
{
    std::array<std::uint8_t, 784> pixels{};
    pixels[row * 28 + column] = value;
    return pixels;
}

QPoint centreOf(const DigitImageView& view, int row, int column)
{
    const QRectF area = view.pictureArea();
    return (area.topLeft() + QPointF((column + 0.5) * area.width() / 28, (row + 0.5) * area.height() / 28)).toPoint();
}

} // namespace

class DigitImageViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }

    void drawsZeroAsPaperAnd255AsInk()
    {
        const std::array<std::uint8_t, 4> pixels{0, 255, 255, 0};
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            setTheme(mode);
            const QImage image = DigitImageView::render(pixels, 2, 2);
            QCOMPARE(image.size(), QSize(2, 2));
            QCOMPARE(image.pixelColor(0, 0), theme().paper);
            QCOMPARE(image.pixelColor(1, 0), theme().ink);
            QCOMPARE(image.pixelColor(0, 1), theme().ink);
        }
    }

    void showsEachPixelAsACrispSquare()
    {
        DigitImageView view;
        view.resize(200, 230);
        view.setPicture(oneBrightPixel(10, 20, 255));
        const QRectF area = view.pictureArea();
        const double pixel = area.width() / 28;
        QCOMPARE(pixel, std::floor(pixel));
        const QImage shot = view.grab().toImage();
        const QRect square(int(area.left() + 20 * pixel), int(area.top() + 10 * pixel), int(pixel), int(pixel));
        for (int y = square.top() - 1; y <= square.bottom() + 1; ++y)
            for (int x = square.left() - 1; x <= square.right() + 1; ++x)
                QCOMPARE(shot.pixelColor(x, y), square.contains(x, y) ? theme().ink : theme().paper);
    }

    void tellsTheValueUnderThePointer()
    {
        DigitImageView view;
        view.resize(200, 230);
        view.setPicture(oneBrightPixel(3, 7, 129));
        view.show();
        const QPoint position = centreOf(view, 3, 7);
        QHelpEvent help(QEvent::ToolTip, position, view.mapToGlobal(position));
        QApplication::sendEvent(&view, &help);
        QCOMPARE(QToolTip::text(), QStringLiteral("row 3, column 7: 129"));
    }

    void saysThatThereIsNothingYet()
    {
        DigitImageView view;
        view.resize(200, 230);
        view.setEmptyText({});
        view.setPicture(oneBrightPixel(14, 14, 255));
        QCOMPARE(view.grab().toImage().pixelColor(centreOf(view, 14, 14)), theme().ink);
        view.clearPicture();
        QVERIFY(!view.hasPicture());
        QCOMPARE(view.grab().toImage().pixelColor(centreOf(view, 14, 14)), theme().paper);
    }

    void takesTheNewThemesColours()
    {
        DigitImageView view;
        view.resize(200, 230);
        view.setPicture(oneBrightPixel(14, 14, 255));
        view.show();
        setTheme(ThemeMode::Dark);
        QCOMPARE(view.grab().toImage().pixelColor(centreOf(view, 14, 14)), theme().ink);
    }
};

const RegisteredTest<DigitImageViewTest, QApplication> registeredDigitImageViewTest;
#include "tst_digit_image_view.moc"
