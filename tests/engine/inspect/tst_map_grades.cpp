#include "engine/inspect/map_grades.h"

#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using engine::DeletionCurve;
using engine::MapGrades;
using engine::Model;

namespace {

/// Forty pixels of ink, no two as bright as each other.
std::vector<float> inkOfManyShades()
{
    std::vector<float> input(784);
    for (std::size_t i = 0; i < 40; ++i)
        input[100 + 13 * i] = float(1 + (i * 17) % 40) / 40;
    return input;
}

/// What each pixel adds to a line's logit.
std::vector<float> sharesOf(const Model& line, std::span<const float> input, std::size_t ofClass)
{
    std::vector<float> shares(input.size());
    for (std::size_t i = 0; i < input.size(); ++i)
        shares[i] = float(double(input[i]) * weightOf(line, ofClass, i));
    return shares;
}

/// Of a line: what is left of its logit as pixels with ink go, largest value first.
std::vector<float> curveByHand(const Model& line, std::span<const float> input, std::size_t ofClass,
                               std::span<const float> values)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < input.size(); ++i)
        if (input[i] > 0)
            order.push_back(i);
    std::ranges::sort(order, std::greater{}, [&](std::size_t i) { return values[i]; });
    double left = double(line.weights->parameters[7840 + ofClass]);
    const auto shares = sharesOf(line, input, ofClass);
    left += std::accumulate(shares.begin(), shares.end(), 0.0);
    std::vector<float> curve{float(left)};
    for (const std::size_t pixel : order)
        curve.push_back(float(left -= double(shares[pixel])));
    return curve;
}

} // namespace

class MapGradesTest : public QObject
{
    Q_OBJECT

private slots:
    void theAreaIsTheMeanHeight()
    {
        QCOMPARE(engine::areaUnder({1, 0}), 0.5);
        QCOMPARE(engine::areaUnder({2, 2, 2}), 2.0);
        QCOMPARE(engine::areaUnder({4, 0, 0, 0, 0}), 0.5);
        QCOMPARE(engine::areaUnder({}), 0.0);
    }

    void curvesOfALineFollowFromItsShares()
    {
        const Model line = linearModel();
        const auto input = inkOfManyShades();
        const auto shares = sharesOf(line, input, 4);
        const MapGrades grades
            = engine::gradeMap(line, input, {4}, shares, [&](const Model& other) { return sharesOf(other, input, 4); });
        QCOMPARE(grades.deletion.size(), std::size_t(41)); // of 784 pixels, those with ink
        QVERIFY(largestDifference(grades.deletion, curveByHand(line, input, 4, shares)) < 1e-5);
        QVERIFY(largestDifference(grades.brightnessDeletion, curveByHand(line, input, 4, input)) < 1e-5);
        // All begin and end alike; of a line no order falls faster than that of its shares.
        QVERIFY(std::abs(grades.randomDeletion.front() - grades.deletion.front()) < 1e-5f);
        QVERIFY(std::abs(grades.randomDeletion.back() - grades.deletion.back()) < 1e-5f);
        QVERIFY(engine::areaUnder(grades.deletion) < engine::areaUnder(grades.randomDeletion));
        QVERIFY(engine::areaUnder(grades.deletion) < engine::areaUnder(grades.brightnessDeletion));
        // Expected of a random order: a straight line. Ten of them leave a third of one order's deviation.
        const double straight = double(grades.deletion.front() + grades.deletion.back()) / 2;
        QVERIFY(std::abs(engine::areaUnder(grades.randomDeletion) - straight)
                < 0.3 * (straight - engine::areaUnder(grades.deletion)));
        // The same grades each time.
        const MapGrades again
            = engine::gradeMap(line, input, {4}, shares, [&](const Model& other) { return sharesOf(other, input, 4); });
        QCOMPARE(again.randomDeletion, grades.randomDeletion);
    }

    void tellsAMapThatKnowsNoNetwork()
    {
        const Model line = linearModel();
        const auto input = inkOfManyShades();
        const auto shares = sharesOf(line, input, 4);
        const auto gradedBy = [&](const std::function<std::vector<float>(const Model&)>& mapOf) {
            return engine::gradeMap(line, input, {4}, shares, mapOf);
        };
        const MapGrades same = gradedBy([&](const Model&) { return shares; });
        QCOMPARE(*same.randomisedRankCorrelation, 1.0);
        QVERIFY(!same.dependsOnNetwork());
        const MapGrades turned = gradedBy([&](const Model&) {
            std::vector<float> map = shares;
            std::ranges::transform(map, map.begin(), std::negate{});
            return map;
        });
        QCOMPARE(*turned.randomisedRankCorrelation, -1.0);
        QVERIFY(!turned.dependsOnNetwork());
        const MapGrades other = gradedBy([&](const Model& anew) { return sharesOf(anew, input, 4); });
        QVERIFY2(other.dependsOnNetwork(), qPrintable(QString::number(*other.randomisedRankCorrelation)));
        QVERIFY(!gradedBy([](const Model&) { return std::vector<float>(784); }).randomisedRankCorrelation);
    }

    void hasNothingToEraseWithoutInk()
    {
        const std::vector<float> blank(784);
        const MapGrades grades
            = engine::gradeMap(linearModel(), blank, {4}, blank, [&](const Model&) { return blank; });
        QVERIFY(grades.deletion.empty() && grades.randomDeletion.empty() && grades.brightnessDeletion.empty());
        QVERIFY(!grades.randomisedRankCorrelation);
    }

    void beginsAnewAsTheRecipeSays()
    {
        engine::Recipe recipe = smallMlp();
        recipe.layers.insert(recipe.layers.begin(), {"normalization", {}});
        const Model model = randomModel(recipe);
        const Model anew = engine::initialisedAnew(model, 12);
        const auto expected = engine::initialParameters(model.network->parameters(), recipe.weightInitializer,
                                                        recipe.biasInitializer, 12);
        for (const auto& slice : model.network->parameters().slices()) {
            const bool isMeasured = slice.name.starts_with("normalization");
            for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i)
                QCOMPARE(anew.weights->parameters[i], isMeasured ? model.weights->parameters[i] : expected[i]);
        }
        // Weights that all begin at 0 would make every map blank.
        const Model zeros = engine::initialisedAnew(randomModel(softmaxRecipe()), 12);
        QVERIFY(std::ranges::count(std::span(zeros.weights->parameters).first(7840), 0.0f) < 10);
    }
};

const RegisteredTest<MapGradesTest> registeredMapGradesTest;
#include "tst_map_grades.moc"
