#include "engine/tensor/random.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <vector>

using engine::Purpose;
using engine::Random;

namespace {

/// How far counts are from all alike: has mean bins - 1 and variance 2 (bins - 1) when they are drawn evenly.
double chiSquare(const std::vector<std::size_t>& counts)
{
    const auto total = double(std::accumulate(counts.begin(), counts.end(), std::size_t{0}));
    const double expected = total / double(counts.size());
    double sum = 0;
    for (const std::size_t count : counts)
        sum += (double(count) - expected) * (double(count) - expected) / expected;
    return sum;
}

/// Within five standard deviations, below as well: counts that are too even are not random either.
bool looksEven(const std::vector<std::size_t>& counts)
{
    const auto freedom = double(counts.size() - 1);
    return std::abs(chiSquare(counts) - freedom) < 5 * std::sqrt(2 * freedom);
}

std::uint64_t inverseOfScrambler(std::uint64_t output)
{
    const auto inverse = [](std::uint64_t odd) { // modulo 2^64, by Newton's iteration
        std::uint64_t x = odd;
        for (int i = 0; i < 6; ++i)
            x *= 2 - odd * x;
        return x;
    };
    return std::rotr(output * inverse(9), 7) * inverse(5);
}

} // namespace

class RandomTest : public QObject
{
    Q_OBJECT

private slots:
    // Four outputs betray the whole state of xoshiro256**; from there on the published code must say what comes.
    void followsThePublishedRecurrence()
    {
        Random random(Purpose::Synthesis, {42});
        std::uint64_t seen[4];
        for (std::uint64_t& word : seen)
            word = inverseOfScrambler(random.bits()); // s[1] of four successive states
        const std::uint64_t s2 = seen[0] ^ seen[1] ^ (seen[0] << 17);
        const std::uint64_t s0 = s2 ^ seen[1] ^ seen[2];
        const std::uint64_t nextS2 = seen[1] ^ seen[2] ^ (seen[1] << 17);
        const std::uint64_t nextS0 = nextS2 ^ seen[2] ^ seen[3];
        std::uint64_t s[4] = {s0, seen[1], s2, nextS0 ^ s0 ^ seen[1]};
        const auto next = [&s] { // https://prng.di.unimi.it/xoshiro256starstar.c
            const std::uint64_t result = std::rotl(s[1] * 5, 7) * 9;
            const std::uint64_t t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = std::rotl(s[3], 45);
            return result;
        };
        for (int i = 1; i < 4; ++i)
            next(); // what has been seen already
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(random.bits(), next());
    }

    void repeatsASequenceFromItsKey()
    {
        Random one(Purpose::Dropout, {1, 2, 3});
        Random other(Purpose::Dropout, {1, 2, 3});
        for (int i = 0; i < 100; ++i)
            QCOMPARE(one.bits(), other.bits());
    }

    void givesEveryKeyItsOwnSequence()
    {
        std::map<std::uint64_t, int> firsts;
        for (const Purpose purpose : {Purpose::Initialization, Purpose::Shuffling, Purpose::Dropout})
            for (std::uint64_t a = 0; a < 20; ++a) {
                ++firsts[Random(purpose, {a}).bits()];
                for (std::uint64_t b = 0; b < 20; ++b)
                    ++firsts[Random(purpose, {a, b}).bits()];
            }
        QCOMPARE(firsts.size(), std::size_t(3 * 20 * 21));
    }

    void isUniform_data()
    {
        QTest::addColumn<bool>("newKeyForEach");
        QTest::addRow("along one sequence") << false;
        QTest::addRow("across the first numbers of neighbouring keys") << true;
    }

    void isUniform()
    {
        QFETCH(bool, newKeyForEach);
        constexpr std::size_t draws = 1 << 16;
        Random one(Purpose::Shuffling, {7});
        std::vector<std::size_t> bins(64);
        std::vector<std::size_t> pairs(16 * 16);
        float last = 0;
        double sum = 0;
        for (std::uint64_t i = 0; i < draws; ++i) {
            const float u = newKeyForEach ? Random(Purpose::Shuffling, {7, i}).uniform() : one.uniform();
            QVERIFY(u >= 0 && u < 1);
            ++bins[std::size_t(u * 64)];
            if (i % 2 == 1)
                ++pairs[std::size_t(last * 16) * 16 + std::size_t(u * 16)];
            last = u;
            sum += double(u);
        }
        QVERIFY2(looksEven(bins), qPrintable(QString::number(chiSquare(bins))));
        QVERIFY2(looksEven(pairs), qPrintable(QString::number(chiSquare(pairs))));
        QCOMPARE_LT(std::abs(sum / draws - 0.5), 5 * std::sqrt(1.0 / 12 / draws));
    }

    void staysBetweenLowAndHigh()
    {
        Random random(Purpose::Synthesis, {1});
        for (int i = 0; i < 10'000; ++i) {
            const float x = random.uniform(-3, 5);
            QVERIFY(x >= -3 && x <= 5);
        }
    }

    void drawsNormalsWithTheirMoments()
    {
        constexpr int draws = 200'000;
        Random random(Purpose::Initialization, {3});
        double sum = 0, squares = 0, fourths = 0;
        int beyondTwo = 0;
        for (int i = 0; i < draws; ++i) {
            const auto x = double(random.normal());
            QVERIFY(std::isfinite(x));
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
            beyondTwo += std::abs(x) > 2;
        }
        // Standard errors: of the mean 1/√n, of x² √2/√n, of x⁴ √96/√n, of a share √(p(1 - p)/n).
        const double unit = 5 / std::sqrt(double(draws));
        QCOMPARE_LT(std::abs(sum / draws), unit);
        QCOMPARE_LT(std::abs(squares / draws - 1), unit * std::sqrt(2.0));
        QCOMPARE_LT(std::abs(fourths / draws - 3), unit * std::sqrt(96.0));
        const double share = 0.0455002639;
        QCOMPARE_LT(std::abs(double(beyondTwo) / draws - share), unit * std::sqrt(share * (1 - share)));
    }

    void drawsBelowABoundEvenly_data()
    {
        QTest::addColumn<std::uint64_t>("bound");
        for (const std::uint64_t bound : {1, 2, 3, 10, 1'000})
            QTest::addRow("%d", int(bound)) << bound;
    }

    void drawsBelowABoundEvenly()
    {
        QFETCH(std::uint64_t, bound);
        Random random(Purpose::Shuffling, {5, bound});
        std::vector<std::size_t> counts(bound);
        for (std::uint64_t i = 0; i < 100 * bound + 10'000; ++i) {
            const std::uint64_t value = random.below(bound);
            QCOMPARE_LT(value, bound);
            ++counts[value];
        }
        QVERIFY(bound == 1 || looksEven(counts));
    }

    // Of 2^64 numbers each below 3 · 2^62 gets one or two. The remainder would give two to the lowest third, a product
    // without rejection to every third one.
    void hasNoBias()
    {
        constexpr std::uint64_t third = std::uint64_t{1} << 62;
        Random random(Purpose::Shuffling, {6});
        std::vector<std::size_t> ranges(3), remainders(3);
        for (int i = 0; i < 30'000; ++i) {
            const std::uint64_t value = random.below(3 * third);
            ++ranges[value / third];
            ++remainders[value % 3];
        }
        QVERIFY(looksEven(ranges));
        QVERIFY(looksEven(remainders));
    }

    void shufflesIntoEveryOrderAlike()
    {
        Random random(Purpose::Shuffling, {8});
        std::map<std::vector<int>, std::size_t> seen;
        for (int i = 0; i < 24'000; ++i) {
            std::vector<int> items{0, 1, 2, 3};
            engine::shuffle(std::span(items), random);
            ++seen[items];
        }
        std::vector<std::size_t> counts;
        for (const auto& [order, count] : seen)
            counts.push_back(count);
        QCOMPARE(counts.size(), std::size_t(24)); // every permutation, and nothing but permutations
        QVERIFY(std::ranges::all_of(seen, [](const auto& entry) {
            auto sorted = entry.first;
            std::ranges::sort(sorted);
            return sorted == std::vector<int>{0, 1, 2, 3};
        }));
        QVERIFY(looksEven(counts));
    }
};

const RegisteredTest<RandomTest> registeredRandomTest;
#include "tst_random.moc"
