#include "engine/imaging/paper_sheet.h"

#include "engine/drawing/stroke_file.h"
#include "engine/imaging/adaptive_threshold.h"
#include "engine/imaging/digit_from_picture.h"
#include "engine/inspect/predictor.h"
#include "engine/io/model_file.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"
#include "tests/table_photo.h"
#include "tests/test_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using engine::GrayImage;
using engine::Mask;

namespace {

constexpr TableScene onTable{}, cut{.isCut = true}, blank{.isWritten = false}, bare{.hasTable = false};

/// A picture of that size whose brightness is a function of the place.
template<typename Brightness>
GrayImage painted(std::size_t width, std::size_t height, const Brightness& brightness)
{
    GrayImage image{width, height, {}};
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            image.pixels.push_back(std::uint8_t(std::clamp(brightness(double(x), double(y)), 0.0, 255.0)));
    return image;
}

bool isWithin(double x, double y, double left, double top, double right, double bottom)
{
    return x >= left && x < right && y >= top && y < bottom;
}

void addScenes()
{
    QTest::addColumn<TableScene>("scene");
    QTest::addRow("a dark table") << onTable;
    QTest::addRow("wood") << TableScene{.table = Table::Wood};
    QTest::addRow("a checked cloth") << TableScene{.table = Table::Checked};
    QTest::addRow("a grey table") << TableScene{.table = Table::Grey};
    QTest::addRow("a light table") << TableScene{.table = Table::Light};
    QTest::addRow("a shadow over all") << TableScene{.table = Table::Wood, .hasShadow = true};
    QTest::addRow("cut by the photo's edges") << cut;
    QTest::addRow("cut, on wood") << TableScene{.table = Table::Wood, .isCut = true};
}

} // namespace

/// On photos that tests/table_photo.h computes of real pen digits.
class PaperSheetTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const auto file = penDigitsFile())
            m_digits = engine::readStrokeFile(*file).samples;
        m_reader = engine::loadModel(testData(QStringLiteral("../../resources/models/reader.safetensors")).toStdString());
    }

    void findsTheSheet_data() { addScenes(); }
    void findsTheSheet()
    {
        if (m_digits.empty())
            QSKIP("the pen digits are not here: set DIGITSCOPE_DATA");
        QFETCH(TableScene, scene);
        constexpr unsigned photos = 6;
        int found = 0;
        for (unsigned i = 0; i < photos; ++i) {
            const ColourPhoto photo = photographed(digit(i).strokes, scene, i);
            const auto sheet = engine::paperSheetIn(grey(photo));
            if (!sheet)
                continue;
            const Mask mask = engine::resized(*sheet, photo.width, photo.height);
            std::size_t right = 0;
            for (std::size_t place = 0; place < photo.isSheet.size(); ++place)
                right += mask.places()[place] && photo.isSheet[place];
            const auto all = std::size_t(std::ranges::count(photo.isSheet, 1));
            found += double(right) > 0.995 * double(mask.count()) && double(right) > 0.8 * double(all);
        }
        QVERIFY2(found >= int(photos) - 1, qPrintable(QString::number(found)));
    }

    void readsWhatIsWrittenOnIt_data() { addScenes(); }
    /// Of 40 photos of each of these eight scenes 317 in all are read right; where no sheet is looked for, 42.
    void readsWhatIsWrittenOnIt()
    {
        if (m_digits.empty())
            QSKIP("the pen digits are not here: set DIGITSCOPE_DATA");
        QFETCH(TableScene, scene);
        constexpr unsigned photos = 12;
        const int right = rightOf(scene, photos);
        qInfo("%d of %u are read right", right, photos);
        QVERIFY(right >= int(photos) - 1);
    }

    void photosWithoutATableAreReadAsBefore()
    {
        if (m_digits.empty())
            QSKIP("the pen digits are not here: set DIGITSCOPE_DATA");
        QVERIFY(rightOf(bare, 10) >= 9);
        QVERIFY(rightOf({.hasShadow = true, .hasTable = false}, 10) >= 9);
        for (unsigned i = 0; i < 10; ++i) {
            QVERIFY(!engine::paperSheetIn(grey(photographed(digit(i).strokes, bare, i))));
            QVERIFY(!engine::paperSheetIn(grey(photographed(digit(i).strokes, {.hasShadow = true, .hasTable = false}, i))));
        }
    }

    void aBlankSheetHoldsNoInk()
    {
        if (m_digits.empty())
            QSKIP("the pen digits are not here: set DIGITSCOPE_DATA");
        int none = 0;
        for (unsigned i = 0; i < 8; ++i)
            none += !engine::adaptiveThreshold(grey(photographed(digit(i).strokes, blank, i)));
        QVERIFY2(none >= 7, qPrintable(QString::number(none)));
    }

    void whatIsNoSheetIsLeftAlone_data()
    {
        QTest::addColumn<GrayImage>("picture");
        QTest::addRow("nothing") << painted(100, 100, [](double, double) { return 200.0; });
        QTest::addRow("a digit's own size") << painted(28, 28, [](double x, double y) { return isWithin(x, y, 6, 4, 22, 24) ? 250.0 : 0.0; });
        QTest::addRow("light falls off") << painted(200, 150, [](double x, double) { return 30 + x; });
        QTest::addRow("a spot of light") << painted(200, 150, [](double x, double y) { return 240 * std::exp(-std::hypot(x - 90, y - 70) / 60); });
        QTest::addRow("a white nought on black") << painted(200, 200, [](double x, double y) {
            const double away = std::hypot(x - 100, (y - 100) * 0.8);
            return away > 45 && away < 70 ? 250.0 : 5.0;
        });
        QTest::addRow("chalk on a board") << painted(200, 200, [](double x, double y) {
            return std::abs(x - 60 - y / 3) < 5 || isWithin(x, y, 50, 60, 150, 68) ? 220.0 : 40.0;
        });
        QTest::addRow("a board on a light wall") << painted(200, 200, [](double x, double y) {
            const bool isChalk = isWithin(x, y, 95, 60, 103, 140);
            return !isWithin(x, y, 20, 20, 180, 180) || isChalk ? 210.0 : 40.0;
        });
        QTest::addRow("a shadow's straight edge") << painted(200, 200, [](double x, double y) {
            return 220 * (1 - 0.45 / (1 + std::exp(-(x + y - 220) / 8)));
        });
        // What lies in the shadow is cut off by the picture's edge, so that little of it is left to judge by.
        QTest::addRow("a soft shadow along the border") << painted(150, 150, [](double x, double) {
            return 20 + 200 * std::clamp((x - 1) / 8, 0.0, 1.0);
        });
    }
    void whatIsNoSheetIsLeftAlone()
    {
        QFETCH(GrayImage, picture);
        QVERIFY(!engine::paperSheetIn(picture));
    }

    /// White print on black is ink with a hole in it, however straight its sides, and no paper with something on it.
    void aNoughtInThickWhitePrintIsInk()
    {
        const auto picture = painted(200, 240, [](double x, double y) {
            return isWithin(x, y, 50, 40, 150, 200) && !isWithin(x, y, 85, 75, 115, 165) ? 255.0 : 0.0;
        });
        const auto found = engine::inkInPicture(picture);
        QVERIFY(found && !found->sheet);
        QCOMPARE(found->ink.values[60 * 200 + 60], 255.0f);
        QCOMPARE(found->ink.values[120 * 200 + 100], 0.0f);
    }

    /// The same drawn by a program: a white canvas in a dark window.
    void aCanvasInADarkWindowIsPaper()
    {
        const auto picture = painted(300, 200, [](double x, double y) {
            if (!isWithin(x, y, 80, 30, 220, 170))
                return 30.0;
            return isWithin(x, y, 147, 60, 155, 140) ? 0.0 : 255.0;
        });
        const auto found = engine::inkInPicture(picture);
        QVERIFY(found && found->sheet);
        QCOMPARE(found->ink.values[100 * 300 + 150], 255.0f);
        QCOMPARE(found->ink.values[100 * 300 + 20], 0.0f); // the window
        QCOMPARE(found->ink.values[31 * 300 + 81], 0.0f); // the canvas's corner
    }

    void aFingerOnTheSheetIsNoInk()
    {
        const auto picture = painted(300, 300, [](double x, double y) {
            if (!isWithin(x, y, 50, 50, 250, 250))
                return 40.0;
            const bool isFinger = y > 150 && std::abs(x - 215) < 16, isPen = std::abs(x - 120) < 4 && y > 90 && y < 180;
            return isFinger ? 60.0 : isPen ? 20.0 : 220.0;
        });
        const auto ink = engine::adaptiveThreshold(picture);
        QVERIFY(ink);
        QCOMPARE(ink->values[130 * 300 + 120], 255.0f);
        QCOMPARE(ink->values[200 * 300 + 215], 0.0f);
    }

private:
    const engine::StrokeSample& digit(unsigned i) const { return m_digits[(std::size_t(i) * 977 + 13) % m_digits.size()]; }

    int rightOf(const TableScene& scene, unsigned photos) const
    {
        const auto network = std::make_shared<const engine::Sequential>(m_reader.recipe.input, m_reader.recipe.layers);
        engine::Predictor predictor(network, m_reader.recipe.loss);
        int right = 0;
        for (unsigned i = 0; i < photos; ++i) {
            const auto picture = engine::digitFromPicture(grey(photographed(digit(i).strokes, scene, i)));
            if (!picture)
                continue;
            const auto said = predictor.predict(m_reader.checkpoint.parameters, *picture);
            right += std::ranges::max_element(said) - said.begin() == digit(i).label;
        }
        return right;
    }

    std::vector<engine::StrokeSample> m_digits;
    engine::SavedModel m_reader;
};

const RegisteredTest<PaperSheetTest> registeredPaperSheetTest;
#include "tst_paper_sheet.moc"
