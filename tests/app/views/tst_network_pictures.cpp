#include "app/views/network_pictures.h"
#include "engine/data/logic_tables.h"
#include "engine/gallery/gallery.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numeric>

namespace {

engine::Spec dense(std::int64_t units)
{
    return {"dense", {{"units", units}}};
}

engine::Sequential network(const engine::Shape& input, const std::vector<engine::Spec>& layers)
{
    return {input, std::span(layers)};
}

/// 1×4×5 – 3 – 2
engine::Sequential perceptron()
{
    return network({1, 4, 5}, {{"flatten", {}}, dense(3), {"relu", {}}, dense(2)});
}

/// 1×6×6 – two filters – 2×3×3 – 4
engine::Sequential convolution()
{
    return network({1, 6, 6}, {{"conv2d", {{"filters", std::int64_t{2}}}}, {"relu", {}}, {"max_pool2d", {}}, {"flatten", {}}, dense(4)});
}

} // namespace

class NetworkPicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void laysTheNetworkOutFromPixelsToSoftmax()
    {
        const auto columns = activationColumns(perceptron(), {});
        QStringList names, shapes;
        for (const LayerActivations& column : columns) {
            names << column.name;
            shapes << column.shapeText();
        }
        QCOMPARE(names, (QStringList{"input", "flatten_1", "dense_1", "relu_1", "dense_2", "softmax"}));
        QCOMPARE(shapes, (QStringList{QStringLiteral("1×4×5"), "20", "3", "3", "2", "2"}));
        QCOMPARE(columns.front().look, ActivationLook::Ink);
        QCOMPARE(columns.back().look, ActivationLook::Probabilities);
        QVERIFY(columns[1].isElementwise); // Flatten
        QVERIFY(!columns[2].isElementwise); // Dense
        QVERIFY(columns[3].isElementwise); // ReLU
    }

    void namesWhatAPointConsistsOf()
    {
        const engine::Recipe& recipe = engine::findPreset("xor");
        const auto layers = network({2}, recipe.layers);
        const auto columns = activationColumns(layers, recipe);
        QCOMPARE(columns.front().names, (QStringList{"x1", "x2"}));
        QVERIFY(columns[1].names.isEmpty());
        QCOMPARE(columns.back().channels, 2); // no, and yes
        const auto weights = weightPictures(layers);
        QCOMPARE(weights[0].pictures.inputNames, (QStringList{"x1", "x2"}));
        QVERIFY(weights[1].pictures.inputNames.isEmpty()); // it listens to neurons
        QCOMPARE(classProbabilities(std::vector{0.25f}), (std::vector{0.75f, 0.25f}));
        const engine::Dataset points = engine::logicTable("xor").train;
        QCOMPARE(pointName(points, 1), QStringLiteral("(0, 1) → 1"));
        QCOMPARE(pointName(points, 3), QStringLiteral("(1, 1) → 0"));
    }

    void showsAReconstructedPictureAsOne()
    {
        const engine::Recipe& recipe = engine::findPreset("autoencoder");
        const LayerActivations answer = activationColumns(network(recipe.input, recipe.layers), recipe).back();
        QCOMPARE(answer.shapeText(), QStringLiteral("1×28×28"));
        QCOMPARE(answer.look, ActivationLook::Ink);
    }

    void laysTimeStepsOutAsOnePicture()
    {
        const auto layers = network({1, 4, 5}, {{"lstm", {{"units", std::int64_t{3}}, {"return_sequences", "yes"}}}, {"flatten", {}}, dense(2)});
        const LayerActivations column = activationColumns(layers, {}).at(1);
        QCOMPARE(column.channels, 1);
        QCOMPARE(column.height, 4);
        QCOMPARE(column.width, 3);
        QVERIFY(column.signedValues);
    }

    void drawsNoWeightsThatAreNoPictures()
    {
        const auto layers = network({1, 4, 5}, {{"batch_normalization", {}}, {"lstm", {{"units", std::int64_t{3}}}}, dense(2)});
        const auto pictures = weightPictures(layers);
        QCOMPARE(pictures.size(), std::size_t{3}); // the LSTM's of rows and of itself; the normalisation has none
        QCOMPARE(pictures[0].layer, std::size_t{1});
        QCOMPARE(pictures[1].layer, std::size_t{1});
        QCOMPARE(pictures[2].layer, std::size_t{2});
    }

    void gathersAnLstmUnitsFourGates()
    {
        // 2 units that read rows of 3: weight [8, 3] holds its own index, gate by gate.
        const auto layers = network({1, 4, 3}, {{"lstm", {{"units", std::int64_t{2}}}}});
        const WeightPictures pictures = weightPictures(layers).front().pictures;
        QCOMPARE(pictures.count, 2);
        std::vector<float> parameters(layers.parameters().size());
        std::iota(parameters.begin(), parameters.end(), 0.0f);
        std::vector<float> memory;
        const auto second = pictures.unit(parameters, 1, memory);
        QCOMPARE(std::vector<float>(second.begin(), second.end()), (std::vector<float>{3, 4, 5, 9, 10, 11, 15, 16, 17, 21, 22, 23}));
        QCOMPARE(pictures.mosaic.size(), QSize(3, 4 + 3)); // four strips
    }

    void knowsWhatCanBeBelowZero_data()
    {
        QTest::addColumn<QStringList>("kinds");
        QTest::addColumn<bool>("isSigned");
        QTest::addRow("pixels, laid out flat") << QStringList{"flatten"} << false;
        QTest::addRow("a convolution") << QStringList{"conv2d"} << true;
        QTest::addRow("ReLU") << QStringList{"conv2d", "relu"} << false;
        QTest::addRow("sigmoid") << QStringList{"conv2d", "sigmoid"} << false;
        QTest::addRow("tanh") << QStringList{"conv2d", "tanh"} << true;
        QTest::addRow("the mean of ReLUs") << QStringList{"conv2d", "relu", "average_pool2d"} << false;
        QTest::addRow("leaky ReLU") << QStringList{"conv2d", "leaky_relu"} << true;
        QTest::addRow("ELU of ReLUs") << QStringList{"conv2d", "relu", "elu", "linear"} << false;
        QTest::addRow("probabilities") << QStringList{"flatten", "dense", "softmax"} << false;
        QTest::addRow("the largest of ReLUs") << QStringList{"conv2d", "relu", "max_pool2d"} << false;
        QTest::addRow("the largest of weighted sums") << QStringList{"conv2d", "max_pool2d", "flatten", "dropout"} << true;
    }

    void knowsWhatCanBeBelowZero()
    {
        QFETCH(QStringList, kinds);
        std::vector<engine::Spec> layers;
        for (const QString& kind : kinds)
            layers.push_back({kind.toStdString(), {}});
        const auto columns = activationColumns(network({1, 6, 6}, layers), {});
        QTEST(columns[layers.size()].signedValues, "isSigned");
    }

    void findsEachNeuronsWeights()
    {
        const auto all = weightPictures(perceptron());
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].layer, std::size_t{1});
        QCOMPARE(all[0].pictures.title, QStringLiteral("dense_1 · 20 → 3"));
        QCOMPARE(all[0].pictures.count, 3);
        QCOMPARE(all[0].pictures.offset, std::size_t{0});
        QCOMPARE(all[0].pictures.stride, std::size_t{20});
        QCOMPARE(all[0].pictures.biasOffset, std::optional<std::size_t>(60));
        QCOMPARE(all[0].pictures.mosaic.size(), QSize(5, 4)); // as the pixels lie

        QCOMPARE(all[1].layer, std::size_t{3});
        QCOMPARE(all[1].pictures.offset, std::size_t{63});
        QCOMPARE(all[1].pictures.stride, std::size_t{3});
        QCOMPARE(all[1].pictures.biasOffset, std::optional<std::size_t>(63 + 2 * 3));
    }

    void showsWhatADenseLayerLooksForInEveryMap()
    {
        const auto all = weightPictures(convolution());
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].pictures.count, 2);
        QCOMPARE(all[0].pictures.stride, std::size_t{9});
        QCOMPARE(all[0].pictures.biasOffset, std::optional<std::size_t>(18));
        const WeightPictures& last = all[1].pictures;
        QCOMPARE(last.offset, std::size_t{20});
        QCOMPARE(last.stride, std::size_t{2 * 3 * 3});
        QCOMPARE(last.mosaic.maps, 2);
        QCOMPARE(last.mosaic.rows, 3);
        QCOMPARE(last.mosaic.columns, 3);
    }
};

const RegisteredTest<NetworkPicturesTest> registeredNetworkPicturesTest;
#include "tst_network_pictures.moc"
