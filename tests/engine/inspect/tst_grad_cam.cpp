#include "engine/inspect/grad_cam.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

using engine::Attribution;
using engine::Model;

namespace {

/// Ends in global average pooling over U×V places and a dense layer.
engine::Recipe averagingRecipe(bool isPooledBefore)
{
    engine::Recipe recipe = recipeOf({{"conv2d", {{"filters", std::int64_t{5}}}}, {"relu", {}}});
    if (isPooledBefore)
        recipe.layers.insert(recipe.layers.end(),
                             {{"max_pool2d", {}}, {"conv2d", {{"filters", std::int64_t{6}}}}, {"relu", {}}});
    const std::int64_t places = isPooledBefore ? 14 : 28;
    recipe.layers.insert(recipe.layers.end(),
                         {{"average_pool2d", {{"pool_size", places}, {"stride", places}}},
                          {"flatten", {}},
                          {"dense", {{"units", std::int64_t{10}}}}});
    return recipe;
}

} // namespace

class GradCamTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheClassActivationMapBehindGlobalAveragePooling_data()
    {
        QTest::addColumn<bool>("isPooledBefore");
        QTest::addColumn<std::size_t>("side");
        QTest::newRow("28×28 places") << false << std::size_t(28);
        QTest::newRow("14×14 places") << true << std::size_t(14);
    }

    // Zhou et al. 2016: CAM = Σ_c w_c A_c, w_c the dense layer's weight of the map's mean.
    void equalsTheClassActivationMapBehindGlobalAveragePooling()
    {
        QFETCH(bool, isPooledBefore);
        QFETCH(std::size_t, side);
        const Model model = randomModel(averagingRecipe(isPooledBefore));
        const auto input = randomNumbers(784, 9, 0, 1);
        for (const engine::AskedLogit& asked : {engine::AskedLogit{3, {}}, engine::AskedLogit{3, 6}}) {
            const Attribution found = engine::gradCam(model, input, asked);
            const auto pass
                = referencePass(*model.network, model.weights->parameters, Doubles(input.begin(), input.end()));
            const std::size_t layers = model.network->size(), maps = model.network->shapeBefore(layers - 1).elements();
            const Doubles& activations = pass.activations[layers - 3];
            const auto dense
                = model.network->parameters().ofLayer(std::span<const float>(model.weights->parameters), layers - 1);
            std::vector<float> expected(side * side);
            for (std::size_t place = 0; place < expected.size(); ++place) {
                double sum = 0;
                for (std::size_t map = 0; map < maps; ++map) {
                    const auto weight = double(dense[asked.ofClass * maps + map])
                        - (asked.against ? double(dense[*asked.against * maps + map]) : 0);
                    sum += weight * activations[map * side * side + place];
                }
                expected[place] = float(std::max(sum, 0.0) / double(side * side));
            }
            QVERIFY(std::ranges::max(expected) > 0);
            const auto drawnOut = side == 28 ? expected : engine::resized(expected, {side, side}, {28, 28});
            QVERIFY(largestDifference(found.map, drawnOut) < 1e-4 * double(std::ranges::max(expected)));
        }
    }

    void drawsOutBilinearly()
    {
        // Middles of four places at -0.25, 0.25, 0.75, 1.25 of the two: the outer ones are held at the edge.
        QCOMPARE(engine::resized(std::vector<float>{0, 4}, {1, 2}, {1, 4}), (std::vector<float>{0, 1, 3, 4}));
        QCOMPARE(engine::resized(std::vector<float>{0, 4, 8, 12}, {2, 2}, {4, 4}),
                 (std::vector<float>{0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12}));
        QCOMPARE(engine::resized(std::vector<float>{1, 2, 3}, {1, 3}, {1, 3}), (std::vector<float>{1, 2, 3}));
    }

    void looksAtTheLastMapsOfMoreThanOnePlace()
    {
        const auto layerOf = [](const engine::Recipe& recipe) {
            const engine::Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
            const auto layer = engine::gradCamLayer(network);
            return layer ? network.name(*layer) : std::string();
        };
        QCOMPARE(layerOf(smallCnn()), std::string("dropout_1"));
        QCOMPARE(layerOf(averagingRecipe(false)), std::string("relu_1"));
        QCOMPARE(layerOf(engine::findPreset("reader")), std::string("relu_5"));
        QCOMPARE(layerOf(smallMlp()), std::string());
        engine::Recipe scaled = smallMlp(); // its input is a map, too, but none that it has made
        scaled.layers.insert(scaled.layers.begin(), {"rescaling", {}});
        QCOMPARE(layerOf(scaled), std::string());
        QVERIFY_EXCEPTION_THROWN(engine::gradCam(randomModel(smallMlp()), std::vector<float>(784), {1}), engine::Error);
    }
};

const RegisteredTest<GradCamTest> registeredGradCamTest;
#include "tst_grad_cam.moc"
