#include "engine/errors.h"
#include "engine/layers/average_pool2d.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::AveragePool2d;
using engine::Padding;
using engine::PassMode;
using engine::Shape;


class AveragePool2dTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheMeanOfEachSquare()
    {
        const std::vector<float> map{1, 5, 2, 0, 3, 4, -1, 7, -9, -8, -2, -3};
        QCOMPARE(LayerRun(AveragePool2d({}), {1, 3, 4}, 1).forward(map), (std::vector<float>{3.25f, 2}));
    }

    // Were the padding counted as zeros, the lower row would be half as far from 0.
    void countsOnlyWhatLiesInside()
    {
        const std::vector<float> map{1, 5, 2, 0, 3, 4, -1, 7, -9, -8, -2, -3};
        QCOMPARE(LayerRun(AveragePool2d({.padding = Padding::Same}), {1, 3, 4}, 1).forward(map),
                 (std::vector<float>{3.25f, 2, -8.5f, -2.5f}));
    }

    // A window of 3 over 3×3, step 1: corners have 4 numbers, edges 6, the middle 9.
    void overlapsWhereItsStepIsSmaller()
    {
        const AveragePool2d layer({.poolSize = 3, .stride = 1, .padding = Padding::Same});
        LayerRun run(layer, {1, 3, 3}, 1);
        QCOMPARE(run.forward(std::vector<float>{0, 36, 0, 0, 0, 0, 0, 0, 72}, PassMode::Training),
                 (std::vector<float>{9, 6, 9, 6, 12, 18, 0, 12, 18}));
        // Of 36 at each place, a corner's share reaches itself from 36/4 + 36/6 + 36/6 + 36/9.
        QCOMPARE(run.backward(std::vector<float>(9, 36.0f)).input,
                 (std::vector<float>{25, 40, 25, 40, 64, 40, 25, 40, 25}));
    }

    // TensorFlow pads the odd row and column below and to the right.
    void reachesOverTheFarEdgeFirst()
    {
        const AveragePool2d layer({.poolSize = 2, .stride = 1, .padding = Padding::Same});
        QCOMPARE(LayerRun(layer, {1, 2, 3}, 1).forward(std::vector<float>{0, 4, 8, 12, 16, 20}),
                 (std::vector<float>{8, 12, 14, 14, 18, 20}));
    }

    void poolsEachMapOfEachSampleAlone()
    {
        const std::vector<float> maps{1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};
        QCOMPARE(LayerRun(AveragePool2d({}), {2, 2, 2}, 2).forward(maps), (std::vector<float>{1, 2, 3, 4}));
    }

    void losesNoNan()
    {
        const std::vector<float> map{1, 2, 3, notANumber};
        QVERIFY(std::isnan(LayerRun(AveragePool2d({}), {1, 2, 2}, 1).forward(map)[0]));
    }

    void agreesWithDifferences_data()
    {
        QTest::addColumn<AveragePool2d::Options>("options");
        for (const Padding padding : {Padding::Same, Padding::Valid})
            for (const std::size_t size : {1, 2, 3, 4})
                for (const std::size_t stride : {1, 2, 3})
                    QTest::addRow("%zu×%zu, stride %zu, %s", size, size, stride, engine::textOf(padding).c_str())
                        << AveragePool2d::Options{.poolSize = size, .stride = stride, .padding = padding};
    }

    void agreesWithDifferences()
    {
        QFETCH(AveragePool2d::Options, options);
        const Shape shape{2, 7, 5};
        const auto input = randomNumbers(3 * shape.elements(), 1);
        QCOMPARE_LT(layerGradientErrors(AveragePool2d(options), shape, 3, input).input, gradientTolerance);
    }

    void refusesWhatItCannotSlideOver()
    {
        const AveragePool2d layer({.poolSize = 3, .stride = 2});
        QVERIFY(layer.outputShape({8, 3, 6}) == (Shape{8, 1, 2}));
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({8, 2, 6}), engine::ShapeError);
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({784}), engine::ShapeError);
    }
};

const RegisteredTest<AveragePool2dTest> registeredAveragePool2dTest;
#include "tst_average_pool2d.moc"
