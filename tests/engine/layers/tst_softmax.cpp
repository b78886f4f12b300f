#include "engine/errors.h"
#include "engine/layers/softmax.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::PassMode;
using engine::Shape;
using engine::Softmax;

class SoftmaxTest : public QObject
{
    Q_OBJECT

private slots:
    void makesProbabilitiesOfEachRow()
    {
        // e^ln(n) = n, so that rows of logarithms give shares: 1 : 2 : 5 and 3 : 3 : 4.
        std::vector<float> logits;
        for (const double share : {1, 2, 5, 3, 3, 4})
            logits.push_back(float(std::log(share)));
        const auto found = LayerRun(Softmax(), {3}, 2).forward(logits);
        QCOMPARE_LT(largestDifference(found, std::vector<float>{0.125f, 0.25f, 0.625f, 0.3f, 0.3f, 0.4f}), 1e-6);
    }

    void isNotMovedByWhatAllHaveInCommon()
    {
        const auto low = LayerRun(Softmax(), {4}, 1).forward(std::vector<float>{-1, 0, 1, 2});
        const auto high = LayerRun(Softmax(), {4}, 1).forward(std::vector<float>{9'999, 10'000, 10'001, 10'002});
        QCOMPARE_LT(largestDifference(low, high), 1e-6); // e^10,002 alone would overflow
    }

    void isSureWhereOneIsFarAbove()
    {
        QCOMPARE(LayerRun(Softmax(), {3}, 1).forward(std::vector<float>{-1e30f, 1e30f, 0}), (std::vector<float>{0, 1, 0}));
    }

    void losesNoNan_data()
    {
        QTest::addColumn<std::size_t>("place");
        for (const std::size_t place : {0, 7, 12, 18})
            QTest::addRow("at place %zu", place) << place;
    }

    void losesNoNan()
    {
        QFETCH(std::size_t, place);
        auto logits = randomNumbers(19, 1);
        logits[place] = notANumber;
        const auto found = LayerRun(Softmax(), {19}, 1).forward(logits);
        QVERIFY(std::ranges::all_of(found, [](float value) { return std::isnan(value); }));
    }

    // ∂yᵢ/∂xⱼ = yᵢ ([i = j] - yⱼ), for shares of 1/8, 2/8, 5/8.
    void passesBackThroughItsJacobian()
    {
        const Softmax layer;
        LayerRun run(layer, {3}, 1);
        run.forward(std::vector<float>{0, std::log(2.0f), std::log(5.0f)}, PassMode::Training);
        const auto found = run.backward(std::vector<float>{0, 64, 0}).input;
        QCOMPARE_LT(largestDifference(found, std::vector<float>{-2, 12, -10}), 1e-5);
    }

    void takesRowsOnly()
    {
        QVERIFY(Softmax().outputShape({10}) == Shape{10});
        QVERIFY_EXCEPTION_THROWN(Softmax().outputShape({1, 28, 28}), engine::ShapeError);
    }
};

const RegisteredTest<SoftmaxTest> registeredSoftmaxTest;
#include "tst_softmax.moc"
