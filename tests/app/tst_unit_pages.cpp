#include "app/sample_reader.h"
#include "app/unit_pages.h"
#include "tests/registered_test.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using Picture = std::vector<std::uint8_t>;

namespace {

engine::Spec dense(std::int64_t units)
{
    return {"dense", {{"units", units}}};
}

engine::Spec conv(std::int64_t filters, std::int64_t side, const std::string& padding)
{
    return {"conv2d", {{"filters", filters}, {"kernel_size", side}, {"padding", padding}}};
}

/// Reads a picture with a network whose weights are told.
std::unique_ptr<SampleReader> readerOf(const engine::Shape& input, const std::vector<engine::Spec>& layers,
                                       const std::vector<float>& weights, std::optional<Picture> picture)
{
    auto network = std::make_shared<const engine::Sequential>(input, std::span(layers));
    if (network->parameters().size() != weights.size())
        qFatal("the network has %zu parameters", network->parameters().size());
    auto snapshot = std::make_shared<const engine::Snapshot>(
        engine::Snapshot{0, engine::Buffer(weights.begin(), weights.end())});
    auto reader = std::make_unique<SampleReader>(network, snapshot, engine::Spec{"softmax_cross_entropy", {}});
    reader->setPicture(std::move(picture));
    return reader;
}

/// 1×2×2 – 2 – ReLU – 1, reading 0, 0.2, 0.4, 1: z = (6.1, −0.75).
std::unique_ptr<SampleReader> perceptron(std::optional<Picture> picture = Picture{0, 51, 102, 255})
{
    return readerOf({1, 2, 2}, {{"flatten", {}}, dense(2), {"relu", {}}, dense(1)},
                    {1, 2, 3, 4, 0, 0, 0, -1, 0.5f, 0.25f, 10, 20, -1}, std::move(picture));
}

bool areClose(const std::vector<float>& found, const std::vector<float>& expected)
{
    return std::ranges::equal(found, expected, [](float a, float b) { return std::abs(a - b) < 1e-5f; });
}

} // namespace

class UnitPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void writesANeuronsSumOut()
    {
        const auto page = unitPage(*perceptron(), {1, 0});
        QVERIFY(page);
        QCOMPARE(page->layerName, QStringLiteral("dense_1"));
        QCOMPARE(page->kind, QStringLiteral("dense"));
        QCOMPARE(page->channels, 1);
        QCOMPARE(page->rows, 2); // as the pixels lie
        QCOMPARE(page->columns, 2);
        QVERIFY(areClose(page->weights, {1, 2, 3, 4}));
        QVERIFY(areClose(page->input, {0, 0.2f, 0.4f, 1}));
        QCOMPARE(page->bias, 0.5f);
        QCOMPARE(page->activationName, QStringLiteral("ReLU"));
        QCOMPARE(*page->activation, 6.1f); // 0·1 + 0.2·2 + 0.4·3 + 1·4 + 0.5
    }

    void followsNeuronsThatReadNeurons()
    {
        const auto page = unitPage(*perceptron(), {3, 0});
        QVERIFY(page);
        QCOMPARE(page->rows, 1);
        QCOMPARE(page->columns, 2);
        QVERIFY(areClose(page->input, {6.1f, 0})); // ReLU(−0.75) = 0
        QVERIFY(page->activationName.isEmpty());
        QVERIFY(!page->activation);
    }

    void letsAnActivationStandForItsNeuron()
    {
        const auto page = unitPage(*perceptron(), {2, 1});
        QVERIFY(page);
        QCOMPARE(page->layerName, QStringLiteral("dense_1"));
        QCOMPARE(page->unit, 1);
        QCOMPARE(*page->activation, 0.0f);
    }

    void hasNothingToSayOfPixels()
    {
        QVERIFY(!unitPage(*perceptron(), {0, 3})); // Flatten of the input
        QVERIFY(!unitPage(*perceptron(), {4, 0})); // beyond the last layer
        QVERIFY(!unitPage(*perceptron(), {1, 2})); // beyond the last neuron
    }

    void showsTheWeightsWhileNothingIsDrawn()
    {
        const auto page = unitPage(*perceptron(std::nullopt), {1, 0});
        QVERIFY(page);
        QVERIFY(areClose(page->weights, {1, 2, 3, 4}));
        QVERIFY(page->input.empty());
        QVERIFY(!page->activation);
    }

    // Answers: 1 0 / 0 2.
    void findsThePatchThatAFilterLikesBest()
    {
        const Picture diagonal{0, 0, 0, 0, 255, 0, 0, 0, 255};
        const auto reader = readerOf({1, 3, 3}, {conv(1, 2, "valid"), {"relu", {}}}, {1, 0, 0, 1, -0.5f}, diagonal);
        const auto page = unitPage(*reader, {0, 0});
        QVERIFY(page);
        QCOMPARE(page->rows, 2);
        QCOMPARE(page->columns, 2);
        QVERIFY2(page->place.contains(QStringLiteral("row 2, column 2")), qPrintable(page->place));
        QVERIFY(areClose(page->weights, {1, 0, 0, 1}));
        QVERIFY(areClose(page->input, {1, 0, 0, 1}));
        QCOMPARE(*page->activation, 1.5f); // 1 + 1 − 0.5
    }

    void readsZerosBeyondTheBorder()
    {
        const Picture corner{255, 51, 0, 102, 0, 0, 0, 0, 0};
        const auto reader = readerOf({1, 3, 3}, {conv(1, 3, "same")}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, corner);
        const auto page = unitPage(*reader, {0, 0});
        QVERIFY(page);
        QVERIFY2(page->place.contains(QStringLiteral("row 1, column 1")), qPrintable(page->place));
        QVERIFY(areClose(page->input, {0, 0, 0, 0, 1, 0.2f, 0, 0.4f, 0}));
    }

    void leadsFromPoolingAndFlattenBackToTheFilter()
    {
        std::vector<float> weights(2 * 1 + 2, 1.0f); // two filters of 1×1
        weights.insert(weights.end(), 2 * 4 + 1, 0.0f);
        const auto reader = readerOf({1, 4, 4}, {conv(2, 1, "same"), {"max_pool2d", {}}, {"flatten", {}}, dense(1)}, weights,
                                     Picture(16, 0));
        QCOMPARE(unitPage(*reader, {1, 1})->layerName, QStringLiteral("conv2d_1"));
        QCOMPARE(unitPage(*reader, {1, 1})->unit, 1);
        QCOMPARE(unitPage(*reader, {2, 3})->unit, 0); // 2×2 cells a map
        QCOMPARE(unitPage(*reader, {2, 5})->unit, 1);
    }

    void leadsThroughBatchNormalizationToTheFilter()
    {
        std::vector<float> weights{1, 1, 0.5f, -0.5f}; // two filters of 1×1 and their biases
        weights.insert(weights.end(), 4 * 2, 1.0f);
        const auto reader
            = readerOf({1, 2, 2}, {conv(2, 1, "same"), {"batch_normalization", {}}}, weights, Picture(4, 0));
        const auto page = unitPage(*reader, {1, 1});
        QVERIFY(page);
        QCOMPARE(page->layerName, QStringLiteral("conv2d_1"));
        QCOMPARE(page->bias, -0.5f);
    }

    void hasNothingToSayOfAnLstm()
    {
        const std::vector<engine::Spec> layers{{"lstm", {{"units", std::int64_t{3}}}}, {"tanh", {}}};
        const auto reader = readerOf({1, 4, 5}, layers, std::vector<float>(4 * 3 * (5 + 3 + 1)), Picture(20, 0));
        QVERIFY(!unitPage(*reader, {0, 0}));
        QVERIFY(!unitPage(*reader, {1, 2}));
    }

    // Whatever leaves the numbers in their places between the maps and the neuron.
    void keepsThePictureBehindDropout()
    {
        const auto reader = readerOf({1, 2, 2}, {{"flatten", {}}, {"dropout", {}}, dense(1)}, {1, 2, 3, 4, 0}, Picture{0, 51, 102, 255});
        const auto page = unitPage(*reader, {2, 0});
        QVERIFY(page);
        QCOMPARE(page->rows, 2);
        QVERIFY(areClose(page->input, {0, 0.2f, 0.4f, 1}));
    }

    void tellsOfEachReading()
    {
        const auto reader = perceptron();
        QSignalSpy readings(reader.get(), &SampleReader::readingChanged);
        QVERIFY(reader->hasReading());
        reader->setPicture(Picture(9, 0)); // not of the network's size
        QVERIFY(!reader->hasReading());
        QVERIFY(!unitPage(*reader, {1, 0})->activation);
        reader->setPicture(Picture(4, 255));
        QVERIFY(reader->hasReading());
        QCOMPARE(*unitPage(*reader, {1, 0})->activation, 10.5f);
        QCOMPARE(readings.count(), 2);
    }
};

const RegisteredTest<UnitPagesTest> registered;
#include "tst_unit_pages.moc"
