#include "engine/data/idx.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

namespace {

using Picture = std::vector<double>;

std::string textOf(std::span<const std::uint8_t> sample)
{
    return {sample.begin(), sample.end()};
}

/// The mean picture of each class.
std::array<Picture, 10> meansOf(const engine::Dataset& data)
{
    std::array<Picture, 10> means;
    std::array<double, 10> counts{};
    means.fill(Picture(784));
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto sample = data.sample(i);
        counts[data.labels[i]] += 1;
        for (std::size_t k = 0; k < sample.size(); ++k)
            means[data.labels[i]][k] += sample[k];
    }
    for (std::size_t digit = 0; digit < 10; ++digit) {
        for (double& value : means[digit])
            value /= counts[digit];
    }
    return means;
}

/// How many pictures lie nearest to the mean of their own class, as a share.
double nearestMeanAccuracy(const std::array<Picture, 10>& means, const engine::Dataset& data)
{
    std::size_t right = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto sample = data.sample(i);
        std::array<double, 10> distances{};
        for (std::size_t digit = 0; digit < 10; ++digit) {
            for (std::size_t k = 0; k < sample.size(); ++k)
                distances[digit] += (sample[k] - means[digit][k]) * (sample[k] - means[digit][k]);
        }
        right += std::ranges::min_element(distances) - distances.begin() == data.labels[i] ? 1 : 0;
    }
    return double(right) / double(data.size());
}

} // namespace

class SyntheticDigitsTest : public QObject
{
    Q_OBJECT

private slots:
    void repeatsItselfForTheSameSeed()
    {
        const auto once = engine::syntheticDigits(50, 3);
        const auto again = engine::syntheticDigits(50, 3);
        QCOMPARE(once.pixels, again.pixels);
        QCOMPARE(once.labels, again.labels);
        QVERIFY(once.pixels != engine::syntheticDigits(50, 4).pixels);
        QCOMPARE(engine::syntheticStrokes(5, 1, 2), engine::syntheticStrokes(5, 1, 2));
        QVERIFY(engine::syntheticStrokes(5, 1, 2) != engine::syntheticStrokes(5, 1, 3));
        QVERIFY(engine::syntheticStrokes(5, 1, 2) != engine::syntheticStrokes(5, 2, 2));
    }

    void isTheSameOnAnyNumberOfThreads()
    {
        // Large sets are shared out among threads, small ones are not.
        const auto many = engine::syntheticDigits(5'000, 3);
        for (std::size_t i = 0; i < many.size(); ++i)
            QVERIFY(std::ranges::equal(many.sample(i), engine::syntheticDigit(many.labels[i], 3, i)));
    }

    void hasAsManyOfEachDigit()
    {
        const auto digits = engine::syntheticDigits(1'000, 1);
        QCOMPARE(digits.size(), std::size_t{1'000});
        QCOMPARE(digits.pixels.size(), std::size_t{784'000});
        for (int digit = 0; digit < 10; ++digit)
            QCOMPARE(std::ranges::count(digits.labels, digit), std::ptrdiff_t{100});
        QVERIFY(!std::ranges::is_sorted(std::span(digits.labels).first(10)));
        QCOMPARE(engine::syntheticDigits(0, 1).size(), std::size_t{0});
    }

    void staysNearItsBox()
    {
        for (int digit = 0; digit < 10; ++digit) {
            for (std::uint64_t i = 0; i < 500; ++i) {
                const auto strokes = engine::syntheticStrokes(digit, 9, i);
                QVERIFY(!strokes.empty());
                for (const auto& stroke : strokes) {
                    for (const auto& point : stroke)
                        QVERIFY(point.x > -120 && point.x < 220 && point.y > -80 && point.y < 180); // no NaN either
                }
            }
        }
    }

    void followsMnistsRecipe()
    {
        const auto digits = engine::syntheticDigits(2'000, 7);
        int offCentre = 0;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            const auto sample = digits.sample(i);
            double mass = 0, x = 0, y = 0;
            std::set<std::size_t> columns, rows;
            for (std::size_t k = 0; k < sample.size(); ++k) {
                mass += sample[k];
                x += sample[k] * (double(k % 28) + 0.5);
                y += sample[k] * (double(k / 28) + 0.5);
                if (sample[k] > 0) {
                    columns.insert(k % 28);
                    rows.insert(k / 28);
                }
            }
            // The centre of mass is brought there, unless ink would go over the edge.
            const auto isCentred = [](double centre, const std::set<std::size_t>& inked) {
                return centre > 14 ? centre <= 15 || inked.contains(0) : inked.contains(27);
            };
            QVERIFY(isCentred(x / mass, columns));
            QVERIFY(isCentred(y / mass, rows));
            const auto isWithin = [](double centre) { return centre > 14 && centre <= 15; };
            offCentre += isWithin(x / mass) && isWithin(y / mass) ? 0 : 1;
            QVERIFY(std::ranges::max(sample) >= 254);
            const std::size_t side
                = std::max(*columns.rbegin() - *columns.begin(), *rows.rbegin() - *rows.begin()) + 1;
            QVERIFY(side == 20 || side == 19);
        }
        QVERIFY2(offCentre < 40, qPrintable(QString::number(offCentre)));
    }

    void dealsDifferentDigitsToLearnFromAndToBeJudgedBy()
    {
        const engine::DataSplits splits = engine::syntheticSplits();
        QCOMPARE(splits.train.size(), std::size_t{60'000});
        QCOMPARE(splits.test.size(), std::size_t{10'000});
        std::set<std::string> seen;
        for (std::size_t i = 0; i < splits.train.size(); ++i)
            seen.insert(textOf(splits.train.sample(i)));
        QCOMPARE(seen.size(), splits.train.size());
        for (std::size_t i = 0; i < splits.test.size(); ++i)
            QVERIFY(!seen.contains(textOf(splits.test.sample(i))));
    }

    void resemblesRealDigits()
    {
        const auto folder = mnistFolder();
        if (!folder)
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST.");
        // The plainest of classifiers: MNIST's own means read 82 % of MNIST's test set. Means of synthetic
        // digits read it far better than chance only when they lie in the same place with the same strokes.
        const auto real = engine::readIdxFolder(*folder).test;
        const double share = nearestMeanAccuracy(meansOf(engine::syntheticDigits(5'000, 1)), real);
        QVERIFY2(share > 0.7, qPrintable(QString::number(share)));
    }
};

const RegisteredTest<SyntheticDigitsTest> registeredSyntheticDigitsTest;
#include "tst_synthetic_digits.moc"
