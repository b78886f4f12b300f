#include "app/views/toy/toy_plane.h"
#include "engine/data/logic_tables.h"
#include "engine/gallery/gallery.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>

namespace {

std::shared_ptr<const engine::Sequential> networkOf(const engine::Recipe& recipe)
{
    return std::make_shared<const engine::Sequential>(recipe.input, std::span<const engine::Spec>(recipe.layers));
}

ToyPlane planeOf(const char* preset)
{
    const engine::Recipe& recipe = engine::findPreset(preset);
    return {networkOf(recipe), recipe.loss, engine::logicTable("xor").train};
}

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

} // namespace

class ToyPlaneTest : public QObject
{
    Q_OBJECT

private slots:
    // OR and NAND, then AND of the two: exclusive or, worked out by hand.
    void seesThePlaneAsTheFormulaDoes()
    {
        ToyPlane plane = planeOf("xor");
        const std::vector<float> parameters{8, 8, -8, -8, /* biases */ -4, 12, /* answer */ 8, 8, -12};
        plane.predict(parameters);
        const auto answer = [](double x1, double x2) {
            return sigmoid(8 * sigmoid(8 * x1 + 8 * x2 - 4) + 8 * sigmoid(-8 * x1 - 8 * x2 + 12) - 12);
        };
        QCOMPARE(plane.surface().size(), plane.side() * plane.side());
        const auto at = [&](std::size_t i) { return -0.5 + 2 * (double(i) + 0.5) / double(plane.side()); };
        for (const std::size_t row : {std::size_t{0}, plane.side() / 3, plane.side() - 1})
            for (const std::size_t column : {std::size_t{0}, plane.side() / 2, plane.side() - 1})
                QCOMPARE_LT(std::abs(double(plane.surface()[row * plane.side() + column]) - answer(at(column), at(plane.side() - 1 - row))), 1e-5);
        QCOMPARE(plane.atPoints().size(), std::size_t{4});
        QCOMPARE_LT(std::abs(double(plane.atPoints()[1]) - answer(0, 1)), 1e-5);

        QCOMPARE(plane.layers().size(), std::size_t{1});
        const auto map = plane.unitMap(plane.layers()[0], 1);
        QCOMPARE(map.size(), plane.surface().size() / 4);
        QCOMPARE_LT(std::abs(double(map[0]) - sigmoid(-8 * at(0) - 8 * at(plane.side() - 1) + 12)), 1e-5);
    }

    void countsHiddenLayersWithTheirFunctions()
    {
        const ToyPlane deep = planeOf("xor-deep");
        QCOMPARE(deep.layers().size(), std::size_t{9});
        QCOMPARE(deep.layers()[8].first, std::size_t{16});
        QCOMPARE(deep.layers()[8].last, std::size_t{17});
        QCOMPARE(deep.layers()[8].units, std::size_t{8});
        QVERIFY(planeOf("neuron").layers().empty());
    }

    void takesTheSecondOfTwoProbabilities()
    {
        engine::Recipe recipe;
        recipe.input = {2};
        recipe.layers = {{"dense", {{"units", std::int64_t{2}}}}};
        ToyPlane plane(networkOf(recipe), recipe.loss, engine::logicTable("xor").train);
        plane.predict(std::vector<float>{0, 0, 0, 0, 0, std::log(3.0f)});
        QCOMPARE_LT(std::abs(double(plane.surface()[7]) - 0.75), 1e-6);
    }

    void knowsWhatItCanShowInAFrame()
    {
        QVERIFY(ToyPlane::canShow(*networkOf(engine::findPreset("xor-deep-relu"))));
        QVERIFY(!ToyPlane::canShow(*networkOf(engine::findPreset("softmax"))));
        engine::Recipe huge;
        huge.input = {2};
        huge.layers = {{"dense", {{"units", std::int64_t{4096}}}}, {"dense", {{"units", std::int64_t{4096}}}}};
        QVERIFY(!ToyPlane::canShow(*networkOf(huge)));
    }
};

const RegisteredTest<ToyPlaneTest> registeredToyPlaneTest;
#include "tst_toy_plane.moc"
