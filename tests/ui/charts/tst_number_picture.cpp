#include "tests/registered_test.h"
#include "ui/charts/number_picture.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <numeric>

class NumberPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }

    void unitsMakeABlockThatCanBeRead_data()
    {
        QTest::addColumn<int>("units");
        for (const int units : {1, 2, 3, 4, 5, 10, 16, 48, 64, 100, 128, 300, 784})
            QTest::addRow("%d", units) << units;
    }

    void unitsMakeABlockThatCanBeRead()
    {
        QFETCH(int, units);
        NumberPicture picture;
        picture.resize(88, picture.heightForWidth(88));
        picture.setNumbers(std::vector<float>(std::size_t(units), 1), 1, 1, units);
        const QRectF square(-0.01, -0.01, 88.02, 88.02);
        for (int unit = 0; unit < units; ++unit) {
            const QRectF cell = picture.cellRect(0, unit);
            QVERIFY(square.contains(cell));
            QVERIFY(cell.width() >= 88 / std::ceil(std::sqrt(units)) / 2);
            QVERIFY(cell.width() < 3 * cell.height() && cell.height() < 3 * cell.width());
            QVERIFY(unit == 0 || !cell.adjusted(0.1, 0.1, -0.1, -0.1).intersects(picture.cellRect(0, unit - 1)));
        }
    }

    void sixtyFourAreEightTimesEight()
    {
        NumberPicture picture;
        picture.setColours(ColourMap::Signed, 1);
        picture.resize(88, picture.heightForWidth(88));
        std::vector<float> values(64, 0);
        values[8 + 2] = 1; // the second row's third
        picture.setNumbers(values, 1, 1, 64);
        QCOMPARE(picture.cellRect(0, 10), QRectF(2 * 11, 11, 11, 11));
        const QImage shot = picture.grab().toImage();
        const auto colourOf = [&](int unit) { return shot.pixel(picture.cellRect(0, unit).center().toPoint()); };
        QCOMPARE(colourOf(10), Colouring(ColourMap::Signed, 1)(1));
        QCOMPARE(colourOf(9), theme().panel.rgb());
        QCOMPARE(colourOf(18), theme().panel.rgb());
    }

    void cellsWithoutAUnitStayBlankAndSilent()
    {
        NumberPicture picture;
        picture.setColours(ColourMap::Signed, 1);
        picture.resize(90, picture.heightForWidth(90));
        picture.setNumbers(std::vector<float>(7, 1), 1, 1, 7); // in 3 × 3
        const QImage shot = picture.grab().toImage();
        const QPoint blank(75, 75);
        QCOMPARE(shot.pixel(blank), theme().background.rgb());
        picture.show();
        const auto tipAt = [&](QPoint at) {
            QHelpEvent help(QEvent::ToolTip, at, picture.mapToGlobal(at));
            QCoreApplication::sendEvent(&picture, &help);
            return QToolTip::text();
        };
        QCOMPARE(tipAt({15, 75}), QStringLiteral("unit 6: 1"));
        QCOMPARE(tipAt({75, 15}), QStringLiteral("unit 2: 1"));
        tipAt(blank);
        QTRY_VERIFY(!QToolTip::isVisible());
    }

    void aFlatPictureIsHigherThanAHairline()
    {
        NumberPicture picture;
        picture.resize(88, picture.heightForWidth(88));
        picture.setNumbers(std::vector<float>(2 * 64), 1, 2, 64);
        QVERIFY(picture.cellRect(0, 0).height() >= 10);
        picture.setNumbers(std::vector<float>(28 * 28), 1, 28, 28);
        QCOMPARE(picture.cellRect(0, 0).size(), QSizeF(88.0 / 28, 88.0 / 28));
    }
};

const RegisteredTest<NumberPictureTest, QApplication> registeredNumberPictureTest;
#include "tst_number_picture.moc"
