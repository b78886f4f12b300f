#include "engine/errors.h"
#include "engine/layers/max_pool2d.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::MaxPool2d;
using engine::Padding;
using engine::PassMode;
using engine::Shape;


class MaxPool2dTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheLargestOfEachSquare()
    {
        const std::vector<float> map{1, 5, 2, 0, 3, 4, -1, 7, -9, -8, -2, -3};
        QCOMPARE(LayerRun(MaxPool2d({}), {1, 3, 4}, 1).forward(map), (std::vector<float>{5, 7}));
        QCOMPARE(LayerRun(MaxPool2d({.padding = Padding::Same}), {1, 3, 4}, 1).forward(map),
                 (std::vector<float>{5, 7, -8, -2})); // the padding, if it were zeros, would win
    }

    void overlapsWhereItsStepIsSmaller()
    {
        const MaxPool2d layer({.poolSize = 3, .stride = 1, .padding = Padding::Same});
        LayerRun run(layer, {1, 3, 3}, 1);
        QCOMPARE(run.forward(std::vector<float>{1, 0, 0, 0, 2, 0, 0, 0, 9}, PassMode::Training),
                 (std::vector<float>{2, 2, 2, 2, 9, 9, 2, 9, 9}));
        QCOMPARE(run.backward(std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9}).input,
                 (std::vector<float>{0, 0, 0, 0, 1 + 2 + 3 + 4 + 7, 0, 0, 0, 5 + 6 + 8 + 9}));
    }

    void givesAllOfATieToTheFirst()
    {
        const MaxPool2d layer({});
        LayerRun run(layer, {1, 2, 4}, 1);
        QCOMPARE(run.forward(std::vector<float>{3, 3, 0, 1, 3, 3, 1, 1}, PassMode::Training), (std::vector<float>{3, 1}));
        QCOMPARE(run.backward(std::vector<float>{10, 20}).input, (std::vector<float>{10, 0, 0, 20, 0, 0, 0, 0}));
    }

    void losesNoNan_data()
    {
        QTest::addColumn<int>("place");
        for (int place = 0; place < 4; ++place)
            QTest::addRow("at place %d", place) << place;
    }

    void losesNoNan()
    {
        QFETCH(int, place);
        std::vector<float> map{1, 2, 3, 4};
        map[std::size_t(place)] = notANumber;
        QVERIFY(std::isnan(LayerRun(MaxPool2d({}), {1, 2, 2}, 1).forward(map)[0]));
    }

    void findsTheLargestWhereAllAreMinusInfinity()
    {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        QCOMPARE(LayerRun(MaxPool2d({}), {1, 2, 2}, 1).forward(std::vector<float>(4, -infinity)),
                 std::vector<float>{-infinity});
    }

    void agreesWithDifferences_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<MaxPool2d::Options>("options");
        QTest::addRow("squares that cover narrow maps") << Shape{3, 8, 6} << MaxPool2d::Options{};
        QTest::addRow("squares that cover wide maps") << Shape{2, 4, 74} << MaxPool2d::Options{};
        for (const Padding padding : {Padding::Same, Padding::Valid})
            for (const std::size_t size : {1, 2, 3})
                for (const std::size_t stride : {1, 2, 3})
                    QTest::addRow("%zu×%zu, stride %zu, %s", size, size, stride, engine::textOf(padding).c_str())
                        << Shape{2, 7, 5} << MaxPool2d::Options{.poolSize = size, .stride = stride, .padding = padding};
    }

    void agreesWithDifferences()
    {
        QFETCH(Shape, shape);
        QFETCH(MaxPool2d::Options, options);
        // No two numbers nearer than the differences reach: there the maximum has a kink.
        const auto input = shuffledNumbers(3 * shape.elements(), 1, float(4 * differenceStep));
        QCOMPARE_LT(layerGradientErrors(MaxPool2d(options), shape, 3, input).input, gradientTolerance);
    }

    void refusesWhatItCannotSlideOver()
    {
        const MaxPool2d layer({.poolSize = 3, .stride = 2});
        QVERIFY(layer.outputShape({8, 3, 6}) == (Shape{8, 1, 2}));
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({8, 2, 6}), engine::ShapeError);
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({784}), engine::ShapeError);
    }
};

const RegisteredTest<MaxPool2dTest> registeredMaxPool2dTest;
#include "tst_max_pool2d.moc"
