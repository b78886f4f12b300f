#include "engine/errors.h"
#include "engine/layers/dense.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Dense;
using engine::PassMode;

class DenseTest : public QObject
{
    Q_OBJECT

private slots:
    void addsUpItsInputsAsByHand()
    {
        const Dense layer({.units = 2});
        LayerRun run(layer, {3}, 2, {1, 2, 3, 10, 20, 30, /* biases */ 0.5f, -1});
        QCOMPARE(run.forward(std::vector<float>{1, 0, 2, /* second sample */ 0, 1, 0}),
                 (std::vector<float>{7.5f, 69, 2.5f, 19}));
    }

    void passesGradientsBackAsByHand()
    {
        const Dense layer({.units = 2});
        LayerRun run(layer, {3}, 2, {1, 2, 3, 10, 20, 30, 0.5f, -1});
        run.forward(std::vector<float>{1, 0, 2, 0, 1, 0}, PassMode::Training);
        const auto gradients = run.backward(std::vector<float>{1, 2, /* second sample */ -1, 3});
        QCOMPARE(gradients.input, (std::vector<float>{21, 42, 63, 29, 58, 87}));
        // dy[0] · x[0] + dy[1] · x[1] for each unit, then the sums of dy.
        QCOMPARE(gradients.parameters, (std::vector<float>{1, -1, 2, 2, 3, 4, /* biases */ 0, 5}));
    }

    void agreesWithDifferences()
    {
        const Dense layer({.units = 5});
        const auto errors = layerGradientErrors(layer, {7}, 3, randomNumbers(21, 3));
        QCOMPARE_LT(errors.input, gradientTolerance);
        QCOMPARE_LT(errors.parameters, gradientTolerance);
    }

    void asksForOneRowAndOneBiasAUnit()
    {
        const auto arrays = Dense({.units = 5}).parameterSpecs({7});
        QCOMPARE(arrays.size(), std::size_t{2});
        QVERIFY(arrays[0].shape == (engine::Shape{5, 7}));
        QVERIFY(arrays[1].shape == (engine::Shape{5}));
        QVERIFY(arrays[1].role == engine::ParameterSpec::Role::Bias);
        QCOMPARE(arrays[0].fanIn, std::size_t{7});
        QCOMPARE(arrays[0].fanOut, std::size_t{5});
    }

    void wantsOneRowOfFeatures()
    {
        const Dense layer({.units = 5});
        QVERIFY(layer.outputShape({7}) == (engine::Shape{5}));
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({1, 28, 28}), engine::ShapeError);
    }
};

const RegisteredTest<DenseTest> registeredDenseTest;
#include "tst_dense.moc"
