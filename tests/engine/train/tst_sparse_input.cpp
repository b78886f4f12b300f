#include "engine/train/sparse_input.h"
#include "tests/registered_test.h"

#include <QTest>

#include <string>
#include <vector>

using engine::PackingUse;
using engine::Sequential;
using engine::Spec;

namespace {

const Spec flatten{"flatten", {}};

Spec dense(std::int64_t units)
{
    return {"dense", {{"units", units}}};
}

Sequential network(const std::vector<Spec>& layers)
{
    return {engine::Shape{1, 28, 28}, layers};
}

/// 20 pictures, every so many-th pixel of which is ink.
engine::Dataset pictures(std::size_t every)
{
    engine::Dataset data;
    data.labels.resize(20);
    data.pixels.resize(20 * 784);
    for (std::size_t i = 0; i < data.pixels.size(); i += every)
        data.pixels[i] = 200;
    return data;
}

} // namespace

class SparseInputTest : public QObject
{
    Q_OBJECT

private slots:
    void isForALargeDenseLayerThatReadsThePixels()
    {
        const auto sparse = pictures(5);
        QCOMPARE(engine::sparselyFedLayer(network({flatten, dense(128), dense(10)}), sparse).value(),
                 std::size_t{1});
        QVERIFY(!engine::sparselyFedLayer(network({flatten, dense(10)}), sparse)); // too small
        QVERIFY(
            !engine::sparselyFedLayer(network({flatten, {"dropout", {{"rate", 0.1}}}, dense(128)}), sparse));
        QVERIFY(!engine::sparselyFedLayer(network({{"conv2d", {}}, flatten, dense(128)}), sparse));
    }

    void isForPicturesThatAreMostlyPaper()
    {
        const Sequential net = network({flatten, dense(128), dense(10)});
        QVERIFY(engine::sparselyFedLayer(net, pictures(4)));
        QVERIFY(!engine::sparselyFedLayer(net, pictures(2)));
        QVERIFY(!engine::sparselyFedLayer(net, engine::Dataset{}));
    }

    void tellsEachLayerHowItIsRead()
    {
        const Sequential net = network({flatten, dense(128), dense(10)});
        QVERIFY(engine::packingUsesOf(net, 1)
                == (std::vector<PackingUse>{PackingUse::Training, PackingUse::SparseTraining, PackingUse::Training}));
        QVERIFY(engine::packingUsesOf(net, {}) == std::vector<PackingUse>(3, PackingUse::Training));
    }
};

const RegisteredTest<SparseInputTest> registeredSparseInputTest;
#include "tst_sparse_input.moc"
