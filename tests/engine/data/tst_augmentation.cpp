#include "engine/data/augmentation.h"
#include "engine/errors.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <numbers>
#include <numeric>

using engine::Augmenter;
using engine::Purpose;
using engine::Random;
using engine::Shape;
using engine::Spec;
using Numbers = std::vector<float>;

namespace {

constexpr std::size_t side = 29; ///< its centre is a pixel, 14 from each edge
const Shape picture{1, side, side};

/// All strengths 0 but those.
Spec distort(const std::map<std::string, double>& strengths)
{
    Spec spec = complete({"distort", {}}, engine::augmentationKinds(), "augmentation");
    for (auto& [name, value] : spec.settings)
        if (name != "elastic_sigma" && name != "clean_epochs")
            value = 0.0;
    for (const auto& [name, value] : strengths)
        spec.settings[name] = value;
    return spec;
}

Random key(std::uint64_t number)
{
    return {Purpose::Augmentation, {1, number}};
}

Numbers applied(const Spec& spec, Numbers numbers, std::uint64_t number = 0)
{
    Augmenter(spec, picture).apply(numbers, key(number));
    return numbers;
}

/// One pixel of ink, that far from the centre.
Numbers dot(std::size_t right, std::size_t down)
{
    Numbers numbers(side * side);
    numbers[(14 + down) * side + 14 + right] = 1;
    return numbers;
}

struct Place
{
    double right = 0;
    double down = 0;
};

/// The centre of all ink, seen from the picture's centre. Bilinear weights keep a dot's that is moved.
Place inkCentre(const Numbers& numbers)
{
    double ink = 0;
    Place sum;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        ink += double(numbers[i]);
        sum.right += double(numbers[i]) * (double(i % side) - 14);
        sum.down += double(numbers[i]) * (double(i / side) - 14);
    }
    return {sum.right / ink, sum.down / ink};
}

} // namespace


class AugmentationTest : public QObject
{
    Q_OBJECT

private slots:
    void everyStrengthHasItsUnit()
    {
        for (const engine::KindInfo& kind : engine::augmentationKinds())
            for (const engine::SettingInfo& setting : kind.settings)
                QVERIFY2(!setting.unit.empty(), setting.name.c_str());
    }

    void leavesAPictureAloneBitForBit_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addRow("none") << Spec{"none", {}};
        QTest::addRow("all strengths 0") << distort({});
    }

    void leavesAPictureAloneBitForBit()
    {
        QFETCH(Spec, spec);
        const Numbers numbers = randomNumbers(side * side, 1, 0, 1);
        for (std::uint64_t number = 0; number < 20; ++number)
            QCOMPARE(applied(spec, numbers, number), numbers);
    }

    // Uniform between -3 and 3 in both directions, apart from each other.
    void movesUniformly()
    {
        constexpr int draws = 3'000;
        Place sum, squares;
        double products = 0;
        for (int i = 0; i < draws; ++i) {
            const Place moved = inkCentre(applied(distort({{"shift", 3}}), dot(0, 0), std::uint64_t(i)));
            QCOMPARE_LE(std::max(std::abs(moved.right), std::abs(moved.down)), 3.0001);
            sum = {sum.right + moved.right, sum.down + moved.down};
            squares = {squares.right + moved.right * moved.right, squares.down + moved.down * moved.down};
            products += moved.right * moved.down;
        }
        // Variance 3, fourth moment 81 / 5; five standard errors.
        for (const double mean : {sum.right / draws, sum.down / draws})
            QCOMPARE_LT(std::abs(mean), 5 * std::sqrt(3.0 / draws));
        for (const double variance : {squares.right / draws, squares.down / draws})
            QCOMPARE_LT(std::abs(variance - 3), 5 * std::sqrt((16.2 - 9) / draws));
        QCOMPARE_LT(std::abs(products / draws), 5 * 3 / std::sqrt(draws));
    }

    // What happens to a dot 10 to the right and 10 down says by how much it was drawn.
    void keepsWithinEachStrength_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<double (*)(Place)>("drawn"); // relative to the strength
        using Drawn = double (*)(Place);
        const auto angle = [](Place place) { return (45 - std::atan2(place.down, place.right) * 180 / std::numbers::pi) / 20; };
        QTest::addRow("rotation") << distort({{"rotation", 20}}) << Drawn(angle);
        QTest::addRow("width") << distort({{"scale", 0.2}}) << Drawn([](Place place) { return (place.right / 10 - 1) / 0.2; });
        QTest::addRow("height") << distort({{"scale", 0.2}}) << Drawn([](Place place) { return (place.down / 10 - 1) / 0.2; });
        QTest::addRow("shear") << distort({{"shear", 0.3}}) << Drawn([](Place place) { return (10 - place.right) / 10 / 0.3; });
    }

    void keepsWithinEachStrength()
    {
        QFETCH(Spec, spec);
        using Drawn = double (*)(Place);
        QFETCH(Drawn, drawn);
        constexpr int draws = 1'000;
        double sum = 0, squares = 0;
        for (int i = 0; i < draws; ++i) {
            const double share = drawn(inkCentre(applied(spec, dot(10, 10), std::uint64_t(i))));
            QCOMPARE_LT(std::abs(share), 1.2); // a dot's centre is off by up to a third of a pixel
            sum += share;
            squares += share * share;
        }
        QCOMPARE_LT(std::abs(sum / draws), 0.1);
        QCOMPARE_LT(std::abs(squares / draws - 1.0 / 3), 0.1); // variance of the uniform distribution
    }

    void makesStrokesThickerAndThinner()
    {
        Numbers bar(side * side);
        std::fill_n(bar.begin() + 10 * side, 5 * side, 1.0f);
        int thicker = 0;
        for (std::uint64_t number = 0; number < 100; ++number) {
            const Numbers found = applied(distort({{"stroke_width", 0.5}}), bar, number);
            const double width = std::accumulate(found.begin(), found.end(), 0.0) / side;
            QVERIFY(width > 4 - 1e-4 && width < 6 + 1e-4);
            thicker += width > 5;
        }
        QVERIFY(thicker > 25 && thicker < 75); // binomial, five standard errors
    }

    void wavesSmoothly()
    {
        const Numbers numbers = randomNumbers(side * side, 1, 0, 1);
        const Spec waves = distort({{"elastic", 34}});
        QVERIFY(applied(waves, numbers, 1) != numbers);
        QVERIFY(applied(waves, numbers, 1) != applied(waves, numbers, 2));
        QCOMPARE(applied(waves, numbers, 1), applied(waves, numbers, 1));
    }

    void leavesOtherDrawsAloneWhenOneStrengthChanges()
    {
        for (std::uint64_t number = 0; number < 20; ++number) {
            const Place one = inkCentre(applied(distort({{"shift", 5}}), dot(0, 0), number));
            const Place other = inkCentre(applied(distort({{"shift", 5}, {"rotation", 90}, {"scale", 0.2}}), dot(0, 0), number));
            // Read between the pixels at an angle, a dot's centre is off by up to a third of a pixel.
            QCOMPARE_LT(std::hypot(one.right - other.right, one.down - other.down), 0.5);
        }
    }

    void changesAllMapsOfAPictureAlike()
    {
        const Numbers map = randomNumbers(side * side, 1, 0, 1);
        Numbers two = map;
        two.insert(two.end(), map.begin(), map.end());
        const Spec spec = distort({{"shift", 2}, {"rotation", 20}, {"elastic", 34}, {"stroke_width", 1}});
        Augmenter(spec, {2, side, side}).apply(two, key(3));
        QCOMPARE(Numbers(two.begin(), two.begin() + side * side), applied(spec, map, 3));
        QCOMPARE(Numbers(two.begin() + side * side, two.end()), applied(spec, map, 3));
    }

    // The same grey everywhere but for a frame that no shift carries to the middle: what is read there is known.
    void aWholeSetIsDistortedPictureByPicture()
    {
        engine::Dataset set;
        for (const int grey : {51, 102, 102}) {
            set.pixels.insert(set.pixels.end(), 784, std::uint8_t(grey));
            set.pixels[set.pixels.size() - 784] = 255; // in a corner, which moves
            set.labels.push_back(std::uint8_t(grey / 51));
        }
        const engine::Dataset still = engine::augmented(distort({}), set, 5);
        QCOMPARE(still.pixels, set.pixels);
        const engine::Dataset seen = engine::augmented(distort({{"shift", 2}}), set, 5);
        QCOMPARE(seen.labels, set.labels);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(seen.sample(i)[14 * 28 + 14], set.sample(i)[14 * 28 + 14]);
        QVERIFY(!std::ranges::equal(seen.sample(1), seen.sample(2))); // each in a way of its own
        QCOMPARE(engine::augmented(distort({{"shift", 2}}), set, 5).pixels, seen.pixels);
        QVERIFY(engine::augmented(distort({{"shift", 2}}), set, 6).pixels != seen.pixels);
    }

    void tellsHowManyEpochsAreDistorted()
    {
        Spec spec = distort({});
        QCOMPARE(engine::distortedEpochs(spec, 10), std::int64_t{10});
        spec.settings["clean_epochs"] = std::int64_t{3};
        QCOMPARE(engine::distortedEpochs(spec, 10), std::int64_t{7});
        QCOMPARE(engine::distortedEpochs(spec, 2), std::int64_t{0});
        QCOMPARE(engine::distortedEpochs({"none", {}}, 10), std::int64_t{0});
    }

    void refusesWhatIsNoPicture()
    {
        QVERIFY_EXCEPTION_THROWN(Augmenter(distort({}), {784}), engine::ShapeError);
        Augmenter({"none", {}}, {784});
    }
};

const RegisteredTest<AugmentationTest> registeredAugmentationTest;
#include "tst_augmentation.moc"
