#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <numeric>

namespace {

using Rows = std::vector<std::uint32_t>;

std::shared_ptr<const engine::Dataset> setOf(std::size_t count)
{
    auto data = std::make_shared<engine::Dataset>();
    data->sampleShape = {1, 1, 2};
    for (std::size_t i = 0; i < count; ++i) {
        data->labels.push_back(std::uint8_t(i % 10));
        data->pixels.push_back(std::uint8_t(i));
        data->pixels.push_back(std::uint8_t(255 - i));
    }
    return data;
}

Rows rowsOf(engine::DataLoader& loader, std::uint64_t step)
{
    const auto rows = loader.rows(step);
    return {rows.begin(), rows.end()};
}

Rows epochOf(engine::DataLoader& loader, std::uint64_t epoch)
{
    Rows all;
    for (std::uint64_t i = 0; i < loader.batchesPerEpoch(); ++i) {
        const Rows rows = rowsOf(loader, epoch * loader.batchesPerEpoch() + i);
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

} // namespace

class DataLoaderTest : public QObject
{
    Q_OBJECT

private slots:
    void dealsEveryRowOnceAnEpoch()
    {
        engine::DataLoader loader(setOf(103), 10, 1);
        QCOMPARE(loader.batchesPerEpoch(), std::size_t{11});
        QCOMPARE(loader.rows(9).size(), std::size_t{10});
        QCOMPARE(loader.rows(10).size(), std::size_t{3});
        Rows expected(103);
        std::iota(expected.begin(), expected.end(), 0u);
        for (const std::uint64_t epoch : {0, 1, 7}) {
            Rows rows = epochOf(loader, epoch);
            QVERIFY2(!std::ranges::is_sorted(rows), "the rows are not shuffled");
            std::ranges::sort(rows);
            QCOMPARE(rows, expected);
        }
    }

    void shufflesAnewEachEpochAndForEachSeed()
    {
        engine::DataLoader loader(setOf(100), 7, 1);
        engine::DataLoader other(setOf(100), 7, 2);
        QVERIFY(epochOf(loader, 0) != epochOf(loader, 1));
        QVERIFY(epochOf(loader, 0) != epochOf(other, 0));
    }

    void dealsTheSameBatchWhateverWasAskedBefore()
    {
        engine::DataLoader forwards(setOf(50), 8, 5);
        std::vector<Rows> expected;
        for (std::uint64_t step = 0; step < 40; ++step)
            expected.push_back(rowsOf(forwards, step));
        engine::DataLoader backwards(setOf(50), 8, 5);
        for (std::uint64_t step = 40; step-- > 0;)
            QCOMPARE(rowsOf(backwards, step), expected[step]);
    }

    void reachesAnyStep()
    {
        engine::DataLoader loader(setOf(50), 8, 5);
        const Rows far = rowsOf(loader, std::uint64_t{1} << 60);
        QCOMPARE(rowsOf(loader, 0), rowsOf(loader, 0));
        QCOMPARE(rowsOf(loader, std::uint64_t{1} << 60), far);
    }

    void dealsAllAtOnceWhenTheBatchIsLarger()
    {
        engine::DataLoader loader(setOf(5), std::size_t(-1), 1);
        QCOMPARE(loader.batchesPerEpoch(), std::size_t{1});
        QCOMPARE(loader.rows(3).size(), std::size_t{5});
    }

    void refusesAnEmptySet() { QVERIFY_EXCEPTION_THROWN(engine::DataLoader(setOf(0), 1, 1), engine::Error); }

    void gathersRowsSideBySide()
    {
        const auto data = setOf(256);
        std::vector<float> input(6);
        engine::gather(*data, Rows{255, 0, 51}, input);
        const std::vector<float> expected{1, 0, 0, 1, 0.2f, 0.8f};
        for (std::size_t i = 0; i < input.size(); ++i)
            QVERIFY(std::abs(input[i] - expected[i]) < 1e-7f);
    }

    void scalesBytesToTheUnitRange()
    {
        const std::vector<std::uint8_t> bytes{0, 1, 128, 255};
        std::vector<float> input(4);
        engine::scale(bytes, input);
        QCOMPARE(input, (std::vector<float>{0, 1 / 255.0f, 128 * (1 / 255.0f), 1}));
    }

    void keepsTheFirstSamples()
    {
        const auto data = setOf(5);
        const engine::Dataset two = data->first(2);
        QCOMPARE(two.size(), std::size_t{2});
        QCOMPARE(two.pixels, (std::vector<std::uint8_t>{0, 255, 1, 254}));
        QCOMPARE(two.sampleShape, data->sampleShape);
        QCOMPARE(data->first(99).size(), std::size_t{5});
    }
};

const RegisteredTest<DataLoaderTest> registeredDataLoaderTest;
#include "tst_data_loader.moc"
