#include "tests/registered_test.h"
#include "ui/charts/activation_canvas.h"
#include "ui/charts/activation_view.h"
#include "ui/charts/colour_legend.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/number_picture.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"
#include "ui/style/theme.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

namespace {

void show(QWidget& view, QSize size)
{
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

/// Of the pixels of this colour, the longest run down any column.
int thickness(const QImage& image, const QColor& colour)
{
    int longest = 0;
    for (int x = 0; x < image.width(); ++x)
        for (int y = 0, run = 0; y < image.height(); ++y) {
            run = image.pixelColor(x, y) == colour ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    return longest;
}

} // namespace

/// For people at the back of a room charts grow with everything else, while they are shown, and shrink again.
class ChartScaleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }
    void cleanup() { setUiScale(1); }

    void curvesAndTheirAxes()
    {
        CurveView view;
        show(view, {900, 700});
        for (const std::uint64_t step : {std::uint64_t(0), std::uint64_t(1000)}) { // two points, and a line between them that is level
            engine::EvaluationRecord record;
            record.step = step;
            record.testLoss = 1;
            record.testAccuracy = 0.5f;
            view.append(std::span(&record, 1));
        }
        const auto shot = [&view] {
            QSignalSpy drawn(view.plot(), &CurvePlot::drawn);
            view.plot()->refresh();
            [&] { QTRY_VERIFY(!drawn.isEmpty()); }();
            return view.plot()->grab().toImage();
        };
        const auto lineOf = [](const QImage& image) { return thickness(image.copy(image.width() / 3, 0, image.width() / 3, image.height() / 2), theme().test); };
        const auto axisOf = [](const QImage& image) { // how far from the edge: the numbers' room
            int x = 0;
            while (x < image.width() && image.pixelColor(x, image.height() / 4) != theme().border)
                ++x;
            return x;
        };
        const QImage before = shot();
        QCOMPARE(lineOf(before), 2);
        const int axis = axisOf(before);
        setUiScale(1.5);
        const QImage large = shot();
        QCOMPARE(lineOf(large), 3);
        QVERIFY2(axisOf(large) > 1.3 * axis && axisOf(large) < 1.7 * axis, qPrintable(QStringLiteral("%1 → %2").arg(axis).arg(axisOf(large))));
        setUiScale(1);
        QCOMPARE(lineOf(shot()), 2);
        QCOMPARE(axisOf(shot()), axis);
    }

    void activationsAndTheirNames()
    {
        ActivationView view;
        view.setLayers({{.name = QStringLiteral("input"), .kind = QStringLiteral("picture"), .height = 28, .width = 28, .look = ActivationLook::Ink},
                        {.name = QStringLiteral("dense_1"), .kind = QStringLiteral("dense"), .channels = 10, .signedValues = true}});
        show(view, {1400, 900});
        const double type = view.canvas()->font().pointSizeF();
        const int head = view.canvas()->layout().headHeight;
        setUiScale(1.5);
        QTRY_COMPARE(view.canvas()->font().pointSizeF(), 1.5 * type);
        const double grown = double(view.canvas()->layout().headHeight) / head;
        QVERIFY2(grown > 1.35 && grown < 1.65, qPrintable(QString::number(grown)));
        setUiScale(1);
        QTRY_COMPARE(view.canvas()->layout().headHeight, head);
    }

    void weightsAndTheirLegend()
    {
        WeightsPanel view;
        view.setLayers({densePictures(QStringLiteral("dense_1"), 1, 4, 4, 3, {.weights = 0, .biases = 48})});
        show(view, {900, 700});
        const auto weights = std::make_shared<std::vector<float>>(51, 0.5f);
        view.setWeights(weights, *weights);
        const int side = view.grid(0)->pictureRect(0).width();
        const auto* legend = view.findChild<ColourLegend*>();
        const int wide = legend->sizeHint().width();
        setUiScale(1.5);
        QCOMPARE(2 * view.grid(0)->pictureRect(0).width(), 3 * side);
        QVERIFY(10 * legend->sizeHint().width() > 14 * wide);
        QTRY_COMPARE(legend->width(), legend->sizeHint().width());
        setUiScale(1);
        QCOMPARE(view.grid(0)->pictureRect(0).width(), side);
        QTRY_COMPARE(legend->width(), wide);
    }

    void aUnitsPictures()
    {
        NumberPicture view;
        show(view, {100, 120});
        const int wide = view.sizeHint().width(), most = view.maximumWidth();
        setUiScale(1.5);
        QCOMPARE(2 * view.sizeHint().width(), 3 * wide);
        QCOMPARE(2 * view.maximumWidth(), 3 * most);
    }

    void whatWasMadeBeforeAndIsShownAfterwards()
    {
        NumberPicture view;
        const int most = view.maximumWidth();
        setUiScale(1.5);
        show(view, {100, 120});
        QCOMPARE(2 * view.maximumWidth(), 3 * most);
    }
};

const RegisteredTest<ChartScaleTest, QApplication> registeredChartScaleTest;
#include "tst_chart_scale.moc"
