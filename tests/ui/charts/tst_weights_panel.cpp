#include "tests/registered_test.h"
#include "ui/charts/colour_legend.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/layer_changes.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <memory>
#include <vector>

namespace {

using Numbers = std::vector<float>;

/// 4×4 pixels → 3 units, then 3 units → 2: 48 + 3 and 6 + 2 numbers.
std::vector<WeightPictures> smallNetwork()
{
    return {densePictures(QStringLiteral("dense_1"), 1, 4, 4, 3, {.weights = 0, .biases = 48}),
            densePictures(QStringLiteral("dense_2"), 3, 1, 1, 2, {.weights = 51, .biases = 57})};
}

constexpr std::size_t smallSize = 59;

std::shared_ptr<Numbers> numbers(std::size_t count = smallSize, float value = 0)
{
    return std::make_shared<Numbers>(count, value);
}

void show(WeightsPanel& view)
{
    view.resize(620, 520);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

QRgb strongest()
{
    return Colouring(ColourMap::Signed, 1)(1);
}

/// The middle of a cell of a unit's picture, in the grid.
QPoint cell(const WeightsGrid* grid, int unit, int row, int column, QSize cells)
{
    const QRect picture = grid->pictureRect(unit);
    const int side = picture.width() / cells.width();
    return picture.topLeft() + QPoint(column * side + side / 2, row * side + side / 2);
}

void choose(WeightsPanel& view, const char* scale)
{
    auto* box = view.findChild<QComboBox*>(QStringLiteral("scale"));
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < box->findText(QString::fromLatin1(scale)); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentText(), QString::fromLatin1(scale));
}

struct PaintCounter : QObject
{
    int paints = 0;

    bool eventFilter(QObject*, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint;
        return false;
    }
};

} // namespace

class WeightsPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }

    void oneWeightColoursOnePixelOfOnePicture()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers();
        (*weights)[1 * 16 + 2 * 4 + 3] = 1; // unit 1, row 2, column 3
        view.setWeights(weights, *weights);
        const QImage shot = view.grid(0)->grab().toImage();
        for (int unit = 0; unit < 3; ++unit) {
            for (int row = 0; row < 4; ++row) {
                for (int column = 0; column < 4; ++column) {
                    const bool isIt = unit == 1 && row == 2 && column == 3;
                    QCOMPARE(shot.pixel(cell(view.grid(0), unit, row, column, {4, 4})),
                             isIt ? strongest() : theme().panel.rgb());
                }
            }
        }
    }

    void cellsWithoutAWeightStayBlank()
    {
        // 3 inputs in a 2×2 square.
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers();
        (*weights)[51 + 3 + 2] = 1; // unit 1, its last weight
        view.setWeights(weights, *weights);
        const QImage shot = view.grid(1)->grab().toImage();
        QCOMPARE(shot.pixel(cell(view.grid(1), 1, 1, 0, {2, 2})), strongest());
        QCOMPARE(shot.pixel(cell(view.grid(1), 1, 0, 0, {2, 2})), theme().panel.rgb());
        QCOMPARE(shot.pixel(cell(view.grid(1), 1, 1, 1, {2, 2})), theme().background.rgb());
    }

    void kernelsOfAFilterStandSideBySide()
    {
        // 4 channels of 3×3: a mosaic of 2 by 2 kernels with gaps, 7×7 pixels.
        WeightsPanel view;
        view.setLayers({convolutionPictures(QStringLiteral("conv_1"), 4, 3, 3, 2, {.weights = 0, .biases = {}})});
        show(view);
        const auto weights = numbers(2 * 4 * 9);
        (*weights)[1 * 36 + 3 * 9 + 0 * 3 + 2] = 1; // filter 1, channel 3, row 0, column 2
        view.setWeights(weights, *weights);
        const QImage shot = view.grid(0)->grab().toImage();
        QCOMPARE(shot.pixel(cell(view.grid(0), 1, 4, 6, {7, 7})), strongest());
        QCOMPARE(shot.pixel(cell(view.grid(0), 0, 4, 6, {7, 7})), theme().panel.rgb());
        QCOMPARE(shot.pixel(cell(view.grid(0), 1, 3, 0, {7, 7})), theme().background.rgb());
    }

    void biasesLieInAStripBeneath()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers();
        (*weights)[48 + 2] = 1; // bias of unit 2
        view.setWeights(weights, *weights);
        const QImage shot = view.grid(0)->grab().toImage();
        int strong = 0;
        for (int x = 0; x < shot.width(); ++x) {
            const QPoint inStrip(x, shot.height() - 7);
            if (shot.pixel(inStrip) != strongest())
                continue;
            ++strong;
            QCOMPARE(view.grid(0)->unitAt(inStrip), std::optional(2));
        }
        QVERIFY(strong > 4);
    }

    void clicksTellLayerAndUnit_data()
    {
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("unit");
        QTest::addRow("first of the first") << 0 << 0;
        QTest::addRow("last of the first") << 0 << 2;
        QTest::addRow("last of the second") << 1 << 1;
    }

    void clicksTellLayerAndUnit()
    {
        QFETCH(int, layer);
        QFETCH(int, unit);
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers();
        view.setWeights(weights, *weights);
        QSignalSpy clicked(&view, &WeightsPanel::unitClicked);
        auto* grid = view.grid(layer);
        QTest::mouseClick(grid, Qt::LeftButton, {}, grid->pictureRect(unit).center());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0], QVariantList({layer, unit}));
        QTest::mouseClick(grid, Qt::LeftButton, {}, grid->pictureRect(0).topRight() + QPoint(3, 3)); // between two
        QCOMPARE(clicked.size(), 1);
    }

    void scaleIsLockedUntilOutgrownByAQuarter()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto limitWith = [&](float value) {
            const auto weights = numbers(smallSize, value);
            view.setWeights(weights, *weights);
            return view.findChild<ColourLegend*>()->limit();
        };
        QCOMPARE(limitWith(1), 1.0f);
        QCOMPARE(limitWith(-1.2f), 1.0f);
        QCOMPARE(limitWith(0.1f), 1.0f);
        QCOMPARE(limitWith(1.3f), 1.3f);
        QCOMPARE(limitWith(0.5f), 1.3f);
        QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("rescale")), Qt::LeftButton);
        QCOMPARE(view.findChild<ColourLegend*>()->limit(), 0.5f);
    }

    void ownScalesMakeEachPictureFull()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers();
        for (std::size_t i = 0; i < 48; ++i)
            (*weights)[i] = i < 16 ? 0.1f : 1;
        view.setWeights(weights, *weights);
        const auto first = [&] { return view.grid(0)->grab().toImage().pixel(cell(view.grid(0), 0, 0, 0, {4, 4})); };
        QVERIFY(first() != strongest());
        choose(view, "One per picture");
        QCOMPARE(first(), strongest());
    }

    void allLayersShareOneScaleUnlessAskedOtherwise()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers(smallSize, 0.01f);
        std::fill(weights->begin() + 51, weights->end(), 1.0f); // the second layer's
        view.setWeights(weights, *weights);
        const auto legends = view.findChildren<ColourLegend*>();
        QCOMPARE(legends.size(), 2);
        QCOMPARE(legends[0]->limit(), 1.0f);
        QCOMPARE(legends[1]->limit(), 1.0f);
        const auto pixel = [&] { return view.grid(0)->grab().toImage().pixel(cell(view.grid(0), 0, 1, 1, {4, 4})); };
        QCOMPARE(pixel(), Colouring(ColourMap::Signed, 1)(0.01f));
        choose(view, "One per layer");
        QCOMPARE(legends[0]->limit(), 0.01f);
        QCOMPARE(legends[1]->limit(), 1.0f);
        QCOMPARE(pixel(), strongest());
    }

    void tellsHowFarEachLayerHasMoved()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto* changes = view.findChild<LayerChanges*>();
        QVERIFY(!changes->isVisible());
        const auto start = numbers(smallSize, 0.5f);
        const auto now = numbers(smallSize, 0.5f);
        std::fill(now->begin(), now->begin() + 48, 0.50005f); // one of 10,000 parts
        std::fill(now->begin() + 51, now->end(), 0.75f); // a half
        view.setReference(start, *start);
        view.setWeights(now, *now);
        view.findChild<QCheckBox*>(QStringLiteral("difference"))->click();
        QVERIFY(changes->isVisible());
        QTRY_VERIFY(changes->rect().contains(changes->barRect(1))); // it has been given its place
        QCOMPARE(changes->changes().size(), std::size_t(2));
        QCOMPARE(changes->changes()[1].layer, QStringLiteral("dense_2"));
        QVERIFY(qAbs(changes->changes()[0].share - 1e-4) < 1e-6);
        QCOMPARE(changes->changes()[1].share, 0.5);
        QVERIFY2(changes->accessibleDescription().startsWith(QStringLiteral("dense_1 stands still: 0.01 %; dense_2 moved: 50 %")),
                 qPrintable(changes->accessibleDescription()));
        const auto accent = [&](int layer) {
            const QImage shot = view.findChild<LayerChanges*>()->grab().toImage();
            const int y = changes->barRect(layer).center().y();
            int count = 0;
            for (int x = 0; x < shot.width(); ++x)
                count += shot.pixelColor(x, y) == theme().accent;
            return count;
        };
        QCOMPARE(accent(0), 0);
        QVERIFY(accent(1) > 50);
        QCOMPARE(accent(1), changes->barRect(1).width());
    }

    void saysHowFarInWords_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<QString>("words");
        QTest::addRow("nothing") << 0.0 << "has not moved";
        QTest::addRow("next to nothing") << 1e-6 << "stands still: under 0.001 %";
        QTest::addRow("little") << 0.004 << "hardly moved: 0.4 %";
        QTest::addRow("some") << 0.04 << "moved a little: 4 %";
        QTest::addRow("much") << 1.4 << "moved: 140 %";
    }

    void saysHowFarInWords()
    {
        QFETCH(double, share);
        QTEST(inWords(LayerChange{.layer = {}, .share = share}), "words");
    }

    void differenceShowsWhatMoved()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        auto* difference = view.findChild<QCheckBox*>(QStringLiteral("difference"));
        QVERIFY(!difference->isEnabled());
        const auto start = numbers(smallSize, 0.7f);
        const auto now = numbers(smallSize, 0.7f);
        (*now)[5] = 0.8f; // unit 0, row 1, column 1
        view.setReference(start, *start);
        view.setWeights(now, *now);
        difference->click();
        const QImage shot = view.grid(0)->grab().toImage();
        QCOMPARE(shot.pixel(cell(view.grid(0), 0, 1, 1, {4, 4})), strongest());
        QCOMPARE(shot.pixel(cell(view.grid(0), 0, 0, 0, {4, 4})), theme().panel.rgb());
        QCOMPARE(shot.pixel(cell(view.grid(0), 2, 3, 3, {4, 4})), theme().panel.rgb());
    }

    void saysWhatTheColoursMean()
    {
        WeightsPanel view;
        view.setLayers({densePictures(QStringLiteral("dense_1"), 1, 4, 4, 3, {.weights = 0, .biases = {}})});
        show(view);
        const auto start = numbers(48, 0.7f);
        view.setReference(start, *start);
        view.setWeights(start, *start);
        const auto* help = view.findChild<QLabel*>(QStringLiteral("pictureHelp"));
        QVERIFY2(help->text().contains(QStringLiteral("red where ink excites it")), qPrintable(help->text()));
        view.findChild<QCheckBox*>(QStringLiteral("difference"))->click();
        QVERIFY2(help->text().contains(QStringLiteral("red where it has grown, blue where it has shrunk")), qPrintable(help->text()));
        setTheme(ThemeMode::Dark);
        QTRY_VERIFY2(help->text().contains(positiveColour() + QStringLiteral(" where it has grown")), qPrintable(help->text()));
        QVERIFY(positiveColour() != QStringLiteral("red")); // or this shows nothing
    }

    void nothingIsPaintedWhileHidden()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        PaintCounter counter;
        view.grid(0)->installEventFilter(&counter);
        for (int i = 0; i < 20; ++i) {
            const auto weights = numbers(smallSize, 1);
            view.setWeights(weights, *weights);
            QCoreApplication::processEvents();
        }
        QCOMPARE(counter.paints, 0);
        QCOMPARE(view.findChild<ColourLegend*>()->limit(), 0.0f);
        show(view);
        QTRY_VERIFY(counter.paints > 0);
        QCOMPARE(view.findChild<ColourLegend*>()->limit(), 1.0f);
    }

    void holdsOnlyTheNewestWeights()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        auto first = numbers();
        const std::weak_ptr<Numbers> watch = first;
        view.setWeights(first, *first);
        first.reset();
        QVERIFY(!watch.expired());
        const auto second = numbers();
        view.setWeights(second, *second);
        QVERIFY(watch.expired());
    }

    void selectedUnitIsFramedAndBroughtIntoSight()
    {
        WeightsPanel view;
        view.setLayers({densePictures(QStringLiteral("dense_1"), 1, 28, 28, 128, {.weights = 0, .biases = {}})});
        show(view);
        const auto weights = numbers(128 * 784);
        view.setWeights(weights, *weights);
        QSignalSpy clicked(&view, &WeightsPanel::unitClicked);
        view.setSelectedUnit(std::pair(0, 127));
        QVERIFY(clicked.isEmpty());
        const auto* area = view.findChild<QScrollArea*>();
        QVERIFY(area->verticalScrollBar()->value() > 0);
        QVERIFY(view.grid(0)->visibleRegion().contains(view.grid(0)->pictureRect(127).center()));
        const QImage shot = view.grid(0)->grab().toImage();
        QCOMPARE(shot.pixelColor(view.grid(0)->pictureRect(127).topLeft() - QPoint(1, -5)), theme().accent);
    }

    void allPicturesFitAnyWidth()
    {
        WeightsGrid grid(densePictures(QStringLiteral("dense_1"), 1, 28, 28, 128, {.weights = 0, .biases = 100352}));
        for (const int width : {60, 300, 900}) {
            grid.resize(width, grid.heightForWidth(width));
            for (int unit = 0; unit < 128; ++unit)
                QVERIFY(grid.rect().contains(grid.pictureRect(unit)));
        }
    }

    void tooltipTellsTheWeight()
    {
        WeightsPanel view;
        view.setLayers(smallNetwork());
        show(view);
        const auto weights = numbers();
        (*weights)[1 * 16 + 2 * 4 + 3] = 0.625f;
        view.setWeights(weights, *weights);
        auto* grid = view.grid(0);
        const QPoint at = cell(grid, 1, 2, 3, {4, 4});
        QHelpEvent help(QEvent::ToolTip, at, grid->mapToGlobal(at));
        QCoreApplication::sendEvent(grid, &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("0.625")), qPrintable(QToolTip::text()));
        QVERIFY2(QToolTip::text().contains(QStringLiteral("row 2, column 3")), qPrintable(QToolTip::text()));
    }

    void sizeSliderGrowsThePictures()
    {
        WeightsPanel view;
        view.setLayers({densePictures(QStringLiteral("dense_1"), 1, 28, 28, 8, {.weights = 0, .biases = {}})});
        show(view);
        QCOMPARE(view.grid(0)->pictureRect(0).width(), 56);
        view.findChild<QSlider*>(QStringLiteral("pictureSize"))->setValue(112);
        QCOMPARE(view.grid(0)->pictureRect(0).width(), 112);
    }
};

const RegisteredTest<WeightsPanelTest, QApplication> registeredWeightsPanelTest;
#include "tst_weights_panel.moc"
