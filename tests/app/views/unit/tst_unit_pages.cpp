#include "app/views/unit/unit_pages.h"
#include "engine/inspect/predictor.h"
#include "engine/model/model.h"
#include "tests/registered_test.h"

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

/// A network whose weights are told, and what it makes of a picture.
class Subject
{
public:
    Subject(const engine::Shape& input, const std::vector<engine::Spec>& layers, const std::vector<float>& weights,
            const std::optional<Picture>& picture)
    {
        m_model.network = std::make_shared<const engine::Sequential>(input, std::span(layers));
        if (m_model.network->parameters().size() != weights.size())
            qFatal("the network has %zu parameters", m_model.network->parameters().size());
        m_model.weights
            = std::make_shared<const engine::Snapshot>(engine::Snapshot{0, engine::Buffer(weights.begin(), weights.end())});
        if (picture)
            show(*picture);
    }

    void show(const Picture& picture)
    {
        m_prediction.emplace(m_model.network);
        m_prediction->predict(m_model.weights->parameters, picture);
    }

    std::optional<UnitPage> pageOf(const Selection::Unit& unit) const
    {
        return unitPage(m_model, m_prediction ? &*m_prediction : nullptr, unit);
    }

private:
    engine::Model m_model;
    std::optional<engine::Predictor> m_prediction;
};

/// 1×2×2 – 2 – ReLU – 1, reading 0, 0.2, 0.4, 1: z = (6.1, −0.75).
Subject perceptron(const std::optional<Picture>& picture = Picture{0, 51, 102, 255})
{
    return {{1, 2, 2}, {{"flatten", {}}, dense(2), {"relu", {}}, dense(1)},
            {1, 2, 3, 4, 0, 0, 0, -1, 0.5f, 0.25f, 10, 20, -1}, picture};
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
        const auto page = perceptron().pageOf({1, 0});
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
        const auto page = perceptron().pageOf({3, 0});
        QVERIFY(page);
        QCOMPARE(page->rows, 1);
        QCOMPARE(page->columns, 2);
        QVERIFY(areClose(page->input, {6.1f, 0})); // ReLU(−0.75) = 0
        QVERIFY(page->activationName.isEmpty());
        QVERIFY(!page->activation);
    }

    void letsAnActivationStandForItsNeuron()
    {
        const auto page = perceptron().pageOf({2, 1});
        QVERIFY(page);
        QCOMPARE(page->layerName, QStringLiteral("dense_1"));
        QCOMPARE(page->unit, 1);
        QCOMPARE(*page->activation, 0.0f);
    }

    void hasNothingToSayOfPixels()
    {
        QVERIFY(!perceptron().pageOf({0, 3})); // Flatten of the input
        QVERIFY(!perceptron().pageOf({4, 0})); // beyond the last layer
        QVERIFY(!perceptron().pageOf({1, 2})); // beyond the last neuron
    }

    void showsTheWeightsWhileNothingIsDrawn()
    {
        const auto page = perceptron(std::nullopt).pageOf({1, 0});
        QVERIFY(page);
        QVERIFY(areClose(page->weights, {1, 2, 3, 4}));
        QVERIFY(page->input.empty());
        QVERIFY(!page->activation);
    }

    // Answers: 1 0 / 0 2.
    void findsThePatchThatAFilterLikesBest()
    {
        const Picture diagonal{0, 0, 0, 0, 255, 0, 0, 0, 255};
        const Subject subject({1, 3, 3}, {conv(1, 2, "valid"), {"relu", {}}}, {1, 0, 0, 1, -0.5f}, diagonal);
        const auto page = subject.pageOf({0, 0});
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
        const Subject subject({1, 3, 3}, {conv(1, 3, "same")}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, corner);
        const auto page = subject.pageOf({0, 0});
        QVERIFY(page);
        QVERIFY2(page->place.contains(QStringLiteral("row 1, column 1")), qPrintable(page->place));
        QVERIFY(areClose(page->input, {0, 0, 0, 0, 1, 0.2f, 0, 0.4f, 0}));
    }

    void leadsFromPoolingAndFlattenBackToTheFilter()
    {
        std::vector<float> weights(2 * 1 + 2, 1.0f); // two filters of 1×1
        weights.insert(weights.end(), 2 * 4 + 1, 0.0f);
        const Subject subject({1, 4, 4}, {conv(2, 1, "same"), {"max_pool2d", {}}, {"flatten", {}}, dense(1)}, weights,
                                     Picture(16, 0));
        QCOMPARE(subject.pageOf({1, 1})->layerName, QStringLiteral("conv2d_1"));
        QCOMPARE(subject.pageOf({1, 1})->unit, 1);
        QCOMPARE(subject.pageOf({2, 3})->unit, 0); // 2×2 cells a map
        QCOMPARE(subject.pageOf({2, 5})->unit, 1);
    }

    void leadsThroughBatchNormalizationToTheFilter()
    {
        std::vector<float> weights{1, 1, 0.5f, -0.5f}; // two filters of 1×1 and their biases
        weights.insert(weights.end(), 4 * 2, 1.0f);
        const Subject subject({1, 2, 2}, {conv(2, 1, "same"), {"batch_normalization", {}}}, weights, Picture(4, 0));
        const auto page = subject.pageOf({1, 1});
        QVERIFY(page);
        QCOMPARE(page->layerName, QStringLiteral("conv2d_1"));
        QCOMPARE(page->bias, -0.5f);
    }

    void hasNothingToSayOfAnLstm()
    {
        const std::vector<engine::Spec> layers{{"lstm", {{"units", std::int64_t{3}}}}, {"tanh", {}}};
        const Subject subject({1, 4, 5}, layers, std::vector<float>(4 * 3 * (5 + 3 + 1)), Picture(20, 0));
        QVERIFY(!subject.pageOf({0, 0}));
        QVERIFY(!subject.pageOf({1, 2}));
    }

    // Whatever leaves the numbers in their places between the maps and the neuron.
    void keepsThePictureBehindDropout()
    {
        const Subject subject({1, 2, 2}, {{"flatten", {}}, {"dropout", {}}, dense(1)}, {1, 2, 3, 4, 0}, Picture{0, 51, 102, 255});
        const auto page = subject.pageOf({2, 0});
        QVERIFY(page);
        QCOMPARE(page->rows, 2);
        QVERIFY(areClose(page->input, {0, 0.2f, 0.4f, 1}));
    }

    void followsThePicture()
    {
        Subject subject = perceptron();
        QCOMPARE(*subject.pageOf({1, 0})->activation, 6.1f);
        subject.show(Picture(4, 255));
        QCOMPARE(*subject.pageOf({1, 0})->activation, 10.5f);
    }
};

const RegisteredTest<UnitPagesTest> registeredUnitPagesTest;
#include "tst_unit_pages.moc"
