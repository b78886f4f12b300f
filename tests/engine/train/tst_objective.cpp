#include "engine/train/objective.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numbers>

using engine::Objective;
using engine::Recipe;

namespace {

Objective objectiveWith(const char* loss, engine::Target target = engine::Target::Label)
{
    Recipe recipe;
    recipe.loss = {loss, {}};
    recipe.target = target;
    return Objective(recipe);
}

} // namespace

class ObjectiveTest : public QObject
{
    Q_OBJECT

private slots:
    // Two classes, labels 1 and 0. Squares: ((0.5)² + (0.5)²) / 2 and ((0.25)² + 0) / 2.
    void expectsAOneAmongZeros()
    {
        const std::vector<std::uint8_t> labels{1, 0};
        const std::vector<float> outputs{0.5f, 0.5f, /**/ 0.75f, 0};
        std::vector<float> scratch(4, notANumber);
        std::vector<float> gradient(4, notANumber);
        const auto objective = objectiveWith("mean_squared_error");
        const auto sum
            = objective.evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 0.5f, gradient);
        QCOMPARE(sum.loss, 0.25 + 0.03125);
        QCOMPARE(gradient, (std::vector<float>{0.25f, -0.25f, -0.125f, 0}));
        QCOMPARE(sum.samples, std::size_t{2});
        QCOMPARE(sum.correct, std::size_t{1}); // of equal outputs the first wins
        QCOMPARE(objective.accuracy(sum), 0.5);
    }

    // -ln(3/4) each, as far as they are right; the third says exactly a half, which is not above it.
    void expectsZeroOrOneOfASingleOutput()
    {
        const std::vector<std::uint8_t> labels{1, 0, 1};
        const std::vector<float> outputs{0.75f, 0.25f, 0.5f};
        std::vector<float> scratch(3, notANumber);
        const auto objective = objectiveWith("binary_cross_entropy");
        const auto sum = objective.evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 1, {});
        QVERIFY(std::abs(sum.loss - (2 * std::log(4.0 / 3) + std::numbers::ln2)) < 1e-12);
        QCOMPARE(sum.correct, std::size_t{2});
    }

    void expectsAnAutoEncodersInput()
    {
        const std::vector<std::uint8_t> labels{1, 1};
        const std::vector<float> inputs{0, 1, /**/ 0.5f, 0.5f};
        const std::vector<float> outputs{0.5f, 1, /**/ 0.5f, 0.25f};
        const auto objective = objectiveWith("mean_squared_error", engine::Target::Input);
        const auto sum = objective.evaluate({.inputs = inputs, .labels = labels, .scratch = {}}, outputs, 1, {});
        QCOMPARE(sum.loss, 0.125 + 0.03125);
        QCOMPARE(sum.samples, std::size_t{2});
        QVERIFY(!objective.namesClasses());
        QVERIFY(std::isnan(objective.accuracy(sum)));
    }

    void namesAClass()
    {
        QCOMPARE(engine::classNamedBy(std::vector<float>{-3, 2, 2}), std::uint8_t{1});
        QCOMPARE(engine::classNamedBy(std::vector<float>{0.51f}), std::uint8_t{1});
        QCOMPARE(engine::classNamedBy(std::vector<float>{0.5f}), std::uint8_t{0});
        QCOMPARE(engine::classNamedBy(std::vector<float>{-7}), std::uint8_t{0});
    }

    void addsUpParts()
    {
        engine::LossSum sum{.loss = 1, .samples = 2, .correct = 1};
        sum.add({.loss = 0.5, .samples = 3, .correct = 3});
        QCOMPARE(sum.loss, 1.5);
        QCOMPARE(sum.samples, std::size_t{5});
        QCOMPARE(sum.correct, std::size_t{4});
    }
};

const RegisteredTest<ObjectiveTest> registeredObjectiveTest;
#include "tst_objective.moc"
