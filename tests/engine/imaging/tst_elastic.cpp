#include "engine/imaging/elastic.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numbers>

using engine::ElasticField;
using engine::Purpose;
using engine::Random;
using Numbers = std::vector<float>;

namespace {

Numbers drawn(ElasticField& field, std::uint64_t key, std::size_t size)
{
    Random random(Purpose::Augmentation, {key});
    Numbers numbers(size, notANumber);
    field.draw(random, numbers);
    return numbers;
}

} // namespace

class ElasticTest : public QObject
{
    Q_OBJECT

private slots:
    void drawsTheSameForTheSameKeyWhateverWasDrawnBefore()
    {
        ElasticField one(28, 20, 4, 34);
        ElasticField other(28, 20, 4, 34);
        const Numbers first = drawn(one, 1, 560);
        QVERIFY(drawn(one, 2, 560) != first);
        QCOMPARE(drawn(other, 1, 560), first);
    }

    // Uniform in [-alpha, alpha] has variance alpha² / 3, and neighbours are independent; a Gaussian of weights that add up
    // to 1 leaves 1 / (4 π sigma²) of it, and neighbours d apart correlate with exp(-d² / (4 sigma²)).
    void isAsRoughAsAGaussianLeavesIt()
    {
        constexpr double sigma = 2, alpha = 10;
        constexpr int draws = 4'000;
        constexpr std::size_t centre = 14 * 28 + 14;
        ElasticField field(28, 28, sigma, alpha);
        double sum = 0, squares = 0, products = 0;
        for (int i = 0; i < draws; ++i) {
            const Numbers numbers = drawn(field, std::uint64_t(i), 784);
            sum += double(numbers[centre]);
            squares += double(numbers[centre]) * double(numbers[centre]);
            products += double(numbers[centre]) * double(numbers[centre + 3]);
        }
        const double variance = alpha * alpha / 3 / (4 * std::numbers::pi * sigma * sigma);
        // Five standard errors.
        QCOMPARE_LT(std::abs(sum / draws), 5 * std::sqrt(variance / draws));
        QCOMPARE_LT(std::abs(squares / draws / variance - 1), 5 * std::sqrt(2.0 / draws));
        QCOMPARE_LT(std::abs(products / draws / variance - std::exp(-9 / (4 * sigma * sigma))),
                    5 * std::sqrt(2.0 / draws));
    }

    void staysWithinAlpha()
    {
        ElasticField field(9, 9, 0.5, 3);
        for (std::uint64_t key = 0; key < 100; ++key)
            for (const float number : drawn(field, key, 81))
                QCOMPARE_LT(std::abs(number), 3.0f);
    }
};

const RegisteredTest<ElasticTest> registeredElasticTest;
#include "tst_elastic.moc"
