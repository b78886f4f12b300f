#include "tests/registered_test.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/locked_scale.h"
#include "ui/charts/mosaic.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QTest>

#include <limits>
#include <numeric>
#include <vector>

namespace {

int distance(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
}

} // namespace

class ColourMapTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }

    void zeroIsThePanel_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<float>("limit");
        QTest::addRow("in the light theme") << false << 0.3f;
        QTest::addRow("in the dark theme") << true << 0.3f;
        QTest::addRow("when nothing has a size yet") << false << 0.0f;
        QTest::addRow("on a huge scale") << true << 1e30f;
    }

    void zeroIsThePanel()
    {
        QFETCH(bool, dark);
        QFETCH(float, limit);
        setTheme(dark ? ThemeMode::Dark : ThemeMode::Light);
        const float zero[] = {0.0f, -0.0f};
        const QImage image = renderSigned(zero, 1, 2, limit);
        QCOMPARE(image.pixel(0, 0), theme().panel.rgb());
        QCOMPARE(image.pixel(1, 0), theme().panel.rgb());
    }

    void negativeIsBlueAndPositiveIsOrangeInBothThemes()
    {
        for (const auto mode : {ThemeMode::Light, ThemeMode::Dark}) {
            setTheme(mode);
            const float ends[] = {-1, 1};
            const QImage image = renderSigned(ends, 1, 2, 1);
            QVERIFY(qBlue(image.pixel(0, 0)) > qRed(image.pixel(0, 0)) + 60);
            QVERIFY(qRed(image.pixel(1, 0)) > qBlue(image.pixel(1, 0)) + 60);
        }
    }

    void strongerNumbersLieFurtherFromThePanel()
    {
        const Colouring colouring(ColourMap::Signed, 1);
        for (const float sign : {-1.0f, 1.0f}) {
            for (float size = 0.1f; size < 1; size += 0.1f) {
                const int nearer = distance(colouring(sign * (size - 0.1f)), theme().panel.rgb());
                QVERIFY(distance(colouring(sign * size), theme().panel.rgb()) > nearer);
            }
        }
    }

    void saturatesBeyondTheLimit()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const Colouring colouring(ColourMap::Signed, 0.5f);
        QCOMPARE(colouring(7), colouring(0.5f));
        QCOMPARE(colouring(infinity), colouring(0.5f));
        QCOMPARE(colouring(-infinity), colouring(-0.5f));
        QCOMPARE(colouring(std::numeric_limits<float>::quiet_NaN()), colouring(0.5f));
        QCOMPARE(Colouring(ColourMap::Signed, 0)(1e-6f), colouring(0.5f));
        const Colouring upwards(ColourMap::NonNegative, 1);
        QCOMPARE(upwards(-3), upwards(0));
    }

    void nonNegativeIsViridis()
    {
        // The ends and the middle as matplotlib publishes them.
        const float values[] = {0, 1, 2};
        const QImage image = renderNonNegative(values, 1, 3, 2);
        QCOMPARE(image.pixelColor(0, 0), QColor(0x44, 0x01, 0x54));
        QVERIFY(distance(image.pixel(1, 0), qRgb(0x21, 0x91, 0x8c)) <= 4);
        QCOMPARE(image.pixelColor(2, 0), QColor(0xfd, 0xe7, 0x25));
    }

    void inkGoesFromPaperToInk()
    {
        const Colouring colouring(ColourMap::Ink, 1);
        QCOMPARE(QColor(colouring(0)), theme().paper);
        QCOMPARE(QColor(colouring(1)), theme().ink);
    }

    void rendersRowByRow()
    {
        const float values[] = {0, 1, 0, 0, 0, -1};
        const QImage image = renderSigned(values, 2, 3, 1);
        const Colouring colouring(ColourMap::Signed, 1);
        QCOMPARE(image.size(), QSize(3, 2));
        QCOMPARE(image.pixel(1, 0), colouring(1));
        QCOMPARE(image.pixel(2, 1), colouring(-1));
        QCOMPARE(image.pixel(0, 1), theme().panel.rgb());
    }

    void limitIsThe99thPercentileOfTheSize()
    {
        std::vector<float> values(100);
        std::iota(values.begin(), values.end(), 1.0f);
        for (std::size_t i = 0; i < values.size(); i += 2)
            values[i] = -values[i];
        QCOMPARE(symmetricLimit(values), 99.0f);
        std::ranges::reverse(values);
        values[0] = 1e9f; // in the place of 100
        QCOMPARE(symmetricLimit(values), 99.0f);
    }

    void limitOfAFewNumbersIsTheGreatest()
    {
        const float values[] = {0.5f, -3, 1};
        QCOMPARE(symmetricLimit(values), 3.0f);
        QCOMPARE(symmetricLimit({}), 0.0f);
    }

    void limitLeavesOutWhatIsNotFinite()
    {
        const float values[] = {std::numeric_limits<float>::quiet_NaN(), 2, std::numeric_limits<float>::infinity()};
        QCOMPARE(symmetricLimit(values), 2.0f);
    }

    void limitOfManyNumbersIsSampledEvenly()
    {
        std::vector<float> values(1'000'000);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = float(i) / float(values.size());
        QVERIFY(std::abs(symmetricLimit(values) - 0.99f) < 0.002f);
    }

    void mosaicHasGapsBetweenMaps()
    {
        // Two maps of 1×2 side by side: two pixels, a gap, two pixels.
        const Mosaic mosaic{.maps = 2, .rows = 1, .columns = 2, .across = 2};
        const float values[] = {1, 0, 0, -1};
        const Colouring colouring(ColourMap::Signed, 1);
        const QRgb blank = qRgb(1, 2, 3);
        const QImage image = renderMosaic(values, mosaic, colouring, blank);
        QCOMPARE(image.size(), QSize(5, 1));
        QCOMPARE(image.pixel(0, 0), colouring(1));
        QCOMPARE(image.pixel(2, 0), blank);
        QCOMPARE(image.pixel(4, 0), colouring(-1));
        QCOMPARE(mosaic.indexAt({4, 0}), std::optional(3));
        QVERIFY(!mosaic.indexAt({2, 0}));
        QVERIFY(!mosaic.indexAt({5, 0}));
    }

    void mosaicLeavesCellsWithoutNumbersBlank()
    {
        const Mosaic mosaic{.maps = 1, .rows = 2, .columns = 2, .across = 1};
        const float values[] = {1, 1, 1};
        const QRgb blank = qRgb(1, 2, 3);
        const QImage image = renderMosaic(values, mosaic, Colouring(ColourMap::Signed, 1), blank);
        QVERIFY(image.pixel(0, 1) != blank);
        QCOMPARE(image.pixel(1, 1), blank);
    }

    void nearSquareMosaics_data()
    {
        QTest::addColumn<Mosaic>("mosaic");
        QTest::addColumn<QSize>("size");
        QTest::addRow("one map has no gap") << Mosaic::nearSquare(1, 28, 28) << QSize(28, 28);
        QTest::addRow("64 maps of 7×7 are 8 by 8") << Mosaic::nearSquare(64, 7, 7) << QSize(63, 63);
        QTest::addRow("32 kernels of 3×3 are 6 by 6") << Mosaic::nearSquare(32, 3, 3) << QSize(23, 23);
    }

    void nearSquareMosaics()
    {
        QFETCH(Mosaic, mosaic);
        QFETCH(QSize, size);
        QCOMPARE(mosaic.size(), size);
    }

    void lockedScaleGrowsOnlyByAQuarter()
    {
        LockedScale scale;
        QVERIFY(scale.follow(1.0f));
        QVERIFY(!scale.follow(1.24f));
        QVERIFY(!scale.follow(0.1f));
        QCOMPARE(scale.limit(), 1.0f);
        QVERIFY(scale.follow(1.3f));
        QCOMPARE(scale.limit(), 1.3f);
        scale.release();
        QVERIFY(scale.follow(0.2f));
        QCOMPARE(scale.limit(), 0.2f);
    }

    void zerosDoNotLockTheScale()
    {
        LockedScale scale;
        scale.follow(0);
        scale.follow(0.5f);
        scale.follow(0.1f);
        QCOMPARE(scale.limit(), 0.5f);
    }

    void limitsAreRoundedUp()
    {
        QCOMPARE(roundedUp(3.14f), 3.2f);
        QCOMPARE(roundedUp(0.0371f), 0.038f);
        QCOMPARE(roundedUp(0.1f), 0.1f);
        QCOMPARE(roundedUp(100), 100.0f);
        QCOMPARE(roundedUp(0), 0.0f);
    }

    void numbersReadWell_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("text");
        QTest::addRow("zero") << 0.0 << QStringLiteral("0");
        QTest::addRow("three digits") << 0.041234 << QStringLiteral("0.0412");
        QTest::addRow("no idle zeros") << 2.5 << QStringLiteral("2.5");
        QTest::addRow("true minus") << -3.0 << QStringLiteral("−3");
        QTest::addRow("thousands") << 1204.4 << QStringLiteral("1,204");
        QTest::addRow("rounded up to the next power") << 0.99999 << QStringLiteral("1");
        QTest::addRow("tiny") << 0.0000123 << QStringLiteral("1.2e-05");
        QTest::addRow("infinite") << -std::numeric_limits<double>::infinity() << QStringLiteral("−∞");
    }

    void numbersReadWell()
    {
        QFETCH(double, number);
        QFETCH(QString, text);
        QCOMPARE(numberText(number), text);
    }
};

const RegisteredTest<ColourMapTest, QApplication> registeredColourMapTest;
#include "tst_colour_map.moc"
