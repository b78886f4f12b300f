#include "tests/registered_test.h"
#include "ui/charts/activation_canvas.h"
#include "ui/charts/activation_view.h"
#include "ui/charts/colour_map.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <vector>

namespace {

enum Index { Input, Conv, Relu, Pool, Flatten, Dense, Softmax };

std::vector<LayerActivations> smallNetwork()
{
    using Look = ActivationLook;
    const auto text = [](const char* words) { return QString::fromLatin1(words); };
    return {
        {text("input"), text("picture"), 1, 28, 28, false, false, Look::Ink},
        {text("conv_1"), text("convolution"), 4, 28, 28, true, false, Look::Values},
        {text("relu_1"), text("ReLU"), 4, 28, 28, false, true, Look::Values},
        {text("pool_1"), text("max pool"), 4, 14, 14, false, false, Look::Values},
        {text("flatten_1"), text("flatten"), 784, 1, 1, false, true, Look::Values},
        {text("dense_1"), text("dense"), 10, 1, 1, true, false, Look::Values},
        {text("softmax"), text("softmax"), 10, 1, 1, false, false, Look::Probabilities},
    };
}

struct Activations
{
    std::vector<std::vector<float>> values;

    explicit Activations(const std::vector<LayerActivations>& layers)
    {
        for (const auto& layer : layers)
            values.emplace_back(std::size_t(layer.size()), 0.0f);
    }

    void giveTo(ActivationView& view) const
    {
        const std::vector<std::span<const float>> spans(values.begin(), values.end());
        view.setActivations(spans);
    }
};

void show(ActivationView& view, QSize size = {900, 640})
{
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

const ActivationColumn& column(const ActivationView& view, int layer)
{
    return view.canvas()->layout().columns[std::size_t(layer)];
}

ActivationCanvas* canvasOf(const ActivationView& view)
{
    return view.findChild<ActivationCanvas*>();
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

class ActivationViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }

    void everyUnitIsFoundWhereItIsDrawn()
    {
        const auto layers = smallNetwork();
        const ActivationRoom room{.width = 900, .height = 500, .headHeight = 50, .textWidth = 60};
        for (const double zoom : {1.0, 2.5, 6.0}) {
            const std::vector<double> zooms(layers.size(), zoom);
            const auto layout = layOut(layers, room, zooms);
            for (std::size_t i = 0; i < layers.size(); ++i) {
                const auto& place = layout.columns[i];
                QVERIFY(place.block.bottom() < room.height);
                for (int unit = 0; unit < layers[i].channels; ++unit) {
                    QVERIFY(place.area.contains(place.unitRect(unit)));
                    QCOMPARE(place.unitAt(place.unitRect(unit).center(), layers[i].channels), std::optional(unit));
                }
            }
        }
    }

    void columnsGoFromLeftToRightWithoutTouching()
    {
        const auto layers = smallNetwork();
        const ActivationRoom room{.width = 900, .height = 500, .headHeight = 50, .textWidth = 60};
        const std::vector<double> zooms(layers.size(), 2);
        const auto layout = layOut(layers, room, zooms);
        for (std::size_t i = 1; i < layers.size(); ++i)
            QVERIFY(layout.columns[i].area.left() > layout.columns[i - 1].area.right() + 8);
    }

    void fittingFillsTheWidthAndNoMore()
    {
        const auto layers = smallNetwork();
        for (const int width : {700, 1000, 1600}) {
            const ActivationRoom room{.width = width, .height = 500, .headHeight = 50, .textWidth = 60};
            const auto zooms = fittingZooms(layers, room, 6);
            QVERIFY(layOut(layers, room, zooms).size.width() <= width);
            QVERIFY(*std::ranges::max_element(zooms) > 1);
        }
    }

    void oneActivationColoursOnePixelOfOneMap()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations activations(layers);
        activations.values[Pool].assign(4 * 14 * 14, 0.5f);
        activations.values[Pool][2 * 14 * 14 + 3 * 14 + 5] = 0; // map 2, row 3, column 5
        activations.giveTo(view);
        const QImage shot = canvasOf(view)->grab().toImage();
        const auto& pool = column(view, Pool);
        const int side = int(pool.scale);
        QVERIFY(side > 1);
        const auto at = [&](int map, int row, int x) {
            return shot.pixelColor(pool.unitRect(map).topLeft() + QPoint(x * side + side / 2, row * side + side / 2));
        };
        QCOMPARE(at(2, 3, 5), QColor(0x44, 0x01, 0x54)); // viridis' lower end
        QCOMPARE(at(1, 3, 5), QColor(0xfd, 0xe7, 0x25)); // and its upper: the limit is 0.5
        QCOMPARE(at(2, 3, 6), QColor(0xfd, 0xe7, 0x25));
        QCOMPARE(at(2, 4, 5), QColor(0xfd, 0xe7, 0x25));
    }

    void signedZeroIsThePanel()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations activations(layers);
        activations.values[Dense] = {0, 1, -1, 0, 0, 0, 0, 0, 0, 0};
        activations.giveTo(view);
        const QImage shot = canvasOf(view)->grab().toImage();
        const auto colourOf = [&](int unit) { return shot.pixelColor(column(view, Dense).unitRect(unit).center()); };
        QCOMPARE(colourOf(0), theme().panel);
        QVERIFY(colourOf(1).red() > colourOf(1).blue());
        QVERIFY(colourOf(2).blue() > colourOf(2).red());
    }

    void inputIsPaperAndInk()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations activations(layers);
        activations.values[Input][0] = 1;
        activations.giveTo(view);
        const QImage shot = canvasOf(view)->grab().toImage();
        const auto& input = column(view, Input);
        QCOMPARE(shot.pixelColor(input.block.topLeft() + QPoint(1, 1)), theme().ink);
        QCOMPARE(shot.pixelColor(input.block.center()), theme().paper);
    }

    void softmaxBarsAreAsLongAsTheirShare()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations activations(layers);
        activations.values[Softmax] = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
        activations.giveTo(view);
        const QImage shot = canvasOf(view)->grab().toImage();
        const auto edges = [&](int unit) {
            const QRect bar = column(view, Softmax).besideUnit(unit);
            return std::pair(shot.pixelColor(bar.left() + 1, bar.top() + 3), shot.pixelColor(bar.right() - 1, bar.top() + 3));
        };
        QCOMPARE(edges(3), std::pair(theme().accent, theme().accent));
        QCOMPARE(edges(4), std::pair(theme().background, theme().background));
    }

    void clicksTellLayerAndUnit_data()
    {
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("unit");
        QTest::addRow("a feature map") << int(Conv) << 3;
        QTest::addRow("a cell among many") << int(Flatten) << 400;
        QTest::addRow("a numbered cell") << int(Dense) << 9;
        QTest::addRow("a digit") << int(Softmax) << 7;
    }

    void clicksTellLayerAndUnit()
    {
        QFETCH(int, layer);
        QFETCH(int, unit);
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations(layers).giveTo(view);
        QSignalSpy clicked(&view, &ActivationView::unitClicked);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, column(view, layer).unitRect(unit).center());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0], QVariantList({layer, unit}));
    }

    void theNumberBesideACellBelongsToIt()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        QSignalSpy clicked(&view, &ActivationView::unitClicked);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, column(view, Dense).besideUnit(4).center());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0], QVariantList({int(Dense), 4}));
    }

    void selectedUnitIsFramed()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations(layers).giveTo(view);
        QSignalSpy clicked(&view, &ActivationView::unitClicked);
        view.setSelectedUnit(std::pair(int(Conv), 1));
        QVERIFY(clicked.isEmpty());
        const QImage shot = canvasOf(view)->grab().toImage();
        const QRect unit = column(view, Conv).unitRect(1);
        QCOMPARE(shot.pixelColor(unit.left() - 1, unit.center().y()), theme().accent);
    }

    void scaleOnlyGrowsAndInSteps()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        const auto limitWith = [&](float value) {
            Activations activations(layers);
            activations.values[Conv][0] = 0;
            activations.values[Conv].assign(activations.values[Conv].size(), value);
            activations.giveTo(view);
            return view.canvas()->limit(Conv);
        };
        QCOMPARE(limitWith(-2), 2.0f);
        QCOMPARE(limitWith(0.5f), 2.0f);
        QCOMPARE(limitWith(2.4f), 2.0f);
        QCOMPARE(limitWith(3), 3.0f);
        QCOMPARE(limitWith(1), 3.0f);
        QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("rescale")), Qt::LeftButton);
        QCOMPARE(view.canvas()->limit(Conv), 1.0f);
        QCOMPARE(view.canvas()->limit(Softmax), 1.0f);
    }

    void saysWhatToDoWhileNothingIsDrawn()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        const auto labels = view.findChildren<QLabel*>();
        const auto found = std::ranges::find_if(labels, [](const QLabel* label) {
            return label->text().contains(QStringLiteral("Draw a digit"));
        });
        QVERIFY(found != labels.end());
        QVERIFY((*found)->isVisible());
        Activations(layers).giveTo(view);
        QVERIFY(!(*found)->isVisible());
        view.clearActivations();
        QVERIFY((*found)->isVisible());
    }

    void saysWhereItBeginsAndEnds()
    {
        ActivationView view;
        auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        const auto* words = view.findChild<QLabel*>(QStringLiteral("words"));
        QCOMPARE(words->text(), QStringLiteral("From the pixels to the prediction"));
        layers.back().look = ActivationLook::Ink; // an auto-encoder's
        view.setLayers(layers);
        QCOMPARE(words->text(), QStringLiteral("From the pixels to the reconstruction"));
        view.setLayers({{.name = {}, .kind = {}, .channels = 2}, {.name = {}, .kind = {}, .channels = 2, .look = ActivationLook::Probabilities}});
        QCOMPARE(words->text(), QStringLiteral("From the inputs to the prediction"));
    }

    void tooltipTellsTheValue()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations activations(layers);
        activations.values[Dense][6] = -0.375f;
        activations.giveTo(view);
        const QPoint at = column(view, Dense).unitRect(6).center();
        QHelpEvent help(QEvent::ToolTip, at, canvasOf(view)->mapToGlobal(at));
        QCoreApplication::sendEvent(canvasOf(view), &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("dense_1, unit 6")), qPrintable(QToolTip::text()));
        QVERIFY2(QToolTip::text().contains(QStringLiteral("−0.375")), qPrintable(QToolTip::text()));
    }

    void headingsTellNameAndKindForTheGlossary()
    {
        const auto layers = smallNetwork();
        ActivationView view;
        view.setLayers(layers);
        show(view);
        const ActivationCanvas& canvas = *view.canvas();
        for (int i = 0; i < int(layers.size()); ++i) {
            const QPoint head(column(view, i).area.center().x(), 5);
            QCOMPARE(canvas.headingAt(head), QStringLiteral("%1, %2").arg(layers[std::size_t(i)].name, layers[std::size_t(i)].kind));
            QCOMPARE(canvas.headingAt(column(view, i).block.center()), QString());
        }
    }

    void tooltipTellsThePlaceInAMapUpToItsLastPixel()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        show(view);
        Activations activations(layers);
        activations.values[Pool][1 * 14 * 14 + 4 * 14 + 9] = 0.625f;
        activations.giveTo(view);
        const int side = int(column(view, Pool).scale);
        const QPoint at = column(view, Pool).unitRect(1).topLeft() + QPoint(10 * side - 1, 5 * side - 1);
        QHelpEvent help(QEvent::ToolTip, at, canvasOf(view)->mapToGlobal(at));
        QCoreApplication::sendEvent(canvasOf(view), &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("row 4, column 9")), qPrintable(QToolTip::text()));
        QVERIFY2(QToolTip::text().contains(QStringLiteral("0.625")), qPrintable(QToolTip::text()));
    }

    void fitsTheWindowUntilTheSizeIsChosen()
    {
        ActivationView view;
        view.setLayers(smallNetwork());
        show(view);
        const auto* area = view.findChild<QScrollArea*>();
        auto* fit = view.findChild<QToolButton*>(QStringLiteral("fit"));
        QVERIFY(view.canvas()->width() <= area->width());
        auto* zoom = view.findChild<QSlider*>(QStringLiteral("zoom"));
        zoom->setValue(zoom->maximum());
        QVERIFY(!fit->isChecked());
        QVERIFY(view.canvas()->width() > area->width());
        QTest::mouseClick(fit, Qt::LeftButton);
        QVERIFY(view.canvas()->width() <= area->width());
    }

    void fittingShowsADeepNetworkWholeWithItsNames()
    {
        std::vector<LayerActivations> layers{smallNetwork().front()};
        for (int i = 1; i <= 9; ++i) {
            layers.push_back({.name = QStringLiteral("dense_%1").arg(i), .kind = QStringLiteral("Dense"), .channels = 64, .signedValues = true});
            layers.push_back({.name = QStringLiteral("sigmoid_%1").arg(i), .kind = QStringLiteral("Sigmoid"), .channels = 64, .isElementwise = true});
        }
        layers.push_back(smallNetwork().back());
        for (const QSize size : {QSize(540, 420), QSize(680, 560), QSize(1200, 800)}) {
            ActivationView view;
            view.setLayers(layers);
            show(view, size);
            const auto* area = view.findChild<QScrollArea*>();
            QVERIFY2(view.canvas()->width() <= area->viewport()->width(), qPrintable(QString::number(view.canvas()->width())));
            QVERIFY(view.canvas()->height() <= area->viewport()->height());
            const ActivationLayout& layout = view.canvas()->layout();
            QVERIFY(layout.isTight);
            for (std::size_t i = 0; i < layers.size(); ++i) {
                QVERIFY(layout.columns[i].block.bottom() < view.canvas()->height());
                QVERIFY(layout.columns[i].block.top() >= layout.headHeight);
                QVERIFY(i == 0 || layout.columns[i].area.left() > layout.columns[i - 1].area.right());
            }
            QFont bold = view.canvas()->font();
            bold.setWeight(QFont::DemiBold);
            QVERIFY(layout.headHeight > QFontMetrics(bold).horizontalAdvance(QStringLiteral("sigmoid_9  64"))); // upright
        }
    }

    void fittingShowsManyMapsWholeEvenInLittleRoom()
    {
        std::vector<LayerActivations> layers{smallNetwork().front()};
        for (int side = 28, maps = 32; side >= 7; side /= 2, maps *= 2)
            for (const char* name : {"conv2d", "batch_normalization", "relu"})
                layers.push_back({.name = QStringLiteral("%1_%2").arg(QLatin1String(name)).arg(maps), .kind = QStringLiteral("maps"), .channels = maps,
                                  .height = side, .width = side, .isElementwise = name == QByteArray("relu")});
        layers.push_back({.name = QStringLiteral("flatten_1"), .kind = QStringLiteral("Flatten"), .channels = 2048, .isElementwise = true});
        layers.push_back(smallNetwork().back());
        for (const QSize size : {QSize(500, 420), QSize(760, 640), QSize(1300, 900)}) {
            ActivationView view;
            view.setLayers(layers);
            show(view, size);
            const auto* area = view.findChild<QScrollArea*>();
            QVERIFY2(view.canvas()->width() <= area->viewport()->width(), qPrintable(QString::number(view.canvas()->width())));
            QVERIFY2(10 * view.canvas()->width() > 8 * area->viewport()->width(), qPrintable(QString::number(view.canvas()->width())));
            const ActivationLayout& layout = view.canvas()->layout();
            for (std::size_t i = 0; i < layers.size(); ++i) {
                QVERIFY(layout.columns[i].block.bottom() < view.canvas()->height());
                QVERIFY(i == 0 || layout.columns[i].area.left() > layout.columns[i - 1].area.right());
                QVERIFY(layout.columns[i].area.width() >= view.canvas()->fontMetrics().height()); // its name stands upright
            }
        }
    }

    /// So that the eye goes straight across from a unit's sum to what its activation function makes of it.
    void anActivationFunctionIsFoldedAsItsLayer_data()
    {
        QTest::addColumn<int>("units");
        for (const int units : {10, 16, 64, 128, 512})
            QTest::addRow("%d", units) << units;
    }

    void anActivationFunctionIsFoldedAsItsLayer()
    {
        QFETCH(int, units);
        const auto layers = [units] {
            auto all = smallNetwork();
            all.insert(all.begin() + Dense, {{QStringLiteral("dense_0"), QStringLiteral("dense"), units, 1, 1, true, false, ActivationLook::Values},
                                             {QStringLiteral("relu_0"), QStringLiteral("ReLU"), units, 1, 1, false, true, ActivationLook::Values}});
            return all;
        }();
        for (const QSize size : {QSize(620, 480), QSize(900, 640), QSize(1700, 1000)}) {
            ActivationView view;
            view.setLayers(layers);
            show(view, size);
            for (const int layer : {int(Conv), int(Dense)}) {
                QCOMPARE(column(view, layer + 1).mosaic.across, column(view, layer).mosaic.across);
                QCOMPARE(column(view, layer + 1).mosaic.columns, column(view, layer).mosaic.columns);
            }
        }
    }

    void aFlattenedPictureIsSeenAsOne()
    {
        ActivationView view;
        view.setLayers({{.name = QStringLiteral("input"), .kind = QStringLiteral("picture"), .height = 28, .width = 28, .look = ActivationLook::Ink},
                        {.name = QStringLiteral("flatten_1"), .kind = QStringLiteral("Flatten"), .channels = 784, .isElementwise = true},
                        smallNetwork().back()});
        show(view);
        QCOMPARE(column(view, 1).mosaic.columns, 28);
        QCOMPARE(column(view, 1).unitRect(28 * 3 + 5).left() - column(view, 1).unitRect(5).left(), 0);
    }

    void aHandfulOfUnitsAreNodesWithTheirWeightsOnLines()
    {
        const std::vector<LayerActivations> layers{
            {.name = QStringLiteral("input"), .kind = QStringLiteral("numbers"), .channels = 2, .look = ActivationLook::Ink, .names = {QStringLiteral("x1"), QStringLiteral("x2")}},
            {.name = QStringLiteral("dense_1"), .kind = QStringLiteral("Dense"), .channels = 2, .signedValues = true},
            {.name = QStringLiteral("answer"), .kind = QStringLiteral("probabilities"), .channels = 2, .look = ActivationLook::Probabilities}};
        QVERIFY(canBeGraph(layers));
        QVERIFY(!canBeGraph(smallNetwork()));
        ActivationView view;
        view.setLayers(layers);
        show(view, {700, 400});
        QVERIFY(view.canvas()->layout().isGraph);
        Activations(layers).giveTo(view);
        const auto colourOnLine = [&](int from, int to) {
            const QPointF a = column(view, 0).unitRect(from).center(), b = column(view, 1).unitRect(to).center();
            return canvasOf(view)->grab().toImage().pixelColor((a + (b - a) * 0.62).toPoint()); // beyond the number
        };
        const QColor without = colourOnLine(0, 0);
        view.setConnections({{}, {.weights = {2, -2, 0.5f, 0}, .biases = {0, 1}}, {}});
        QVERIFY(colourOnLine(0, 0) != without);
        QVERIFY(colourOnLine(0, 0).red() > colourOnLine(0, 0).blue()); // 2
        QVERIFY(colourOnLine(1, 0).blue() > colourOnLine(1, 0).red()); // −2
        QSignalSpy clicked(&view, &ActivationView::unitClicked);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, column(view, 1).unitRect(1).center());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0], QVariantList({1, 1}));
    }

    void givesNamedClassesTheRoomThatTheyNeed()
    {
        std::vector<LayerActivations> layers = smallNetwork();
        layers.back() = {.name = QStringLiteral("softmax"),
                         .kind = QStringLiteral("probabilities"),
                         .channels = 3,
                         .look = ActivationLook::Probabilities,
                         .names = {QStringLiteral("Ankle boot"), QStringLiteral("Bag"), QStringLiteral("Coat")}};
        const ActivationRoom room{.width = 900, .height = 300, .headHeight = 40, .textWidth = 60, .nameWidth = 70};
        const std::vector<double> zooms(layers.size(), 1);
        const ActivationColumn column = layOut(layers, room, zooms).columns.back();
        QCOMPARE(column.unitRect(1).width(), 70);
        QVERIFY(column.area.width() >= 70);
        QCOMPARE(column.besideUnit(2).left(), column.unitRect(2).right() + 5);
        QCOMPARE(column.unitAt(column.unitRect(2).center(), 3), std::optional(2));
        QCOMPARE(column.unitAt(column.besideUnit(1).center(), 3), std::optional(1));
        QCOMPARE(column.valueAt(column.unitRect(0).center() + QPoint(30, 0), 3), std::optional(0));
    }

    void nothingIsPaintedWhileHidden()
    {
        ActivationView view;
        const auto layers = smallNetwork();
        view.setLayers(layers);
        PaintCounter counter;
        canvasOf(view)->installEventFilter(&counter);
        for (int i = 0; i < 20; ++i) {
            Activations(layers).giveTo(view);
            QCoreApplication::processEvents();
        }
        QCOMPARE(counter.paints, 0);
        show(view);
        QTRY_VERIFY(counter.paints > 0);
    }
};

const RegisteredTest<ActivationViewTest, QApplication> registeredActivationViewTest;
#include "tst_activation_view.moc"
