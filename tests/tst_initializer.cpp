#include "engine/errors.h"
#include "engine/optim/initializer.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using engine::Buffer;
using engine::initialParameters;
using engine::ParameterLayout;
using engine::ParameterSpec;
using engine::Spec;

namespace {

constexpr std::size_t fanIn = 300;
constexpr std::size_t fanOut = 500;
constexpr std::size_t weights = fanIn * fanOut;

/// Two dense layers of the same size.
ParameterLayout twins()
{
    const std::vector<ParameterSpec> arrays{
        {"weight", {fanOut, fanIn}, ParameterSpec::Role::Weight, fanIn, fanOut},
        {"bias", {fanOut}, ParameterSpec::Role::Bias, fanIn, fanOut},
    };
    ParameterLayout layout;
    layout.add("dense_1", 0, arrays);
    layout.add("dense_2", 1, arrays);
    return layout;
}

Buffer drawn(const Spec& spec, std::uint64_t seed = 1)
{
    Buffer all = initialParameters(twins(), spec, {"zeros", {}}, seed);
    return {all.begin(), all.begin() + weights};
}

struct Moments
{
    double mean = 0;
    double deviation = 0;
    double largest = 0;
};

Moments momentsOf(const Buffer& numbers)
{
    Moments result;
    double squares = 0;
    for (const float x : numbers) {
        result.mean += double(x) / double(numbers.size());
        squares += double(x) * double(x) / double(numbers.size());
        result.largest = std::max(result.largest, std::abs(double(x)));
    }
    result.deviation = std::sqrt(squares - result.mean * result.mean);
    return result;
}

} // namespace

Q_DECLARE_METATYPE(engine::Spec)

class InitializerTest : public QObject
{
    Q_OBJECT

private slots:
    // Deviations and limits as keras.io/api/layers/initializers documents them.
    void drawsWithTheDocumentedSpread_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<double>("deviation");
        QTest::addColumn<double>("limit");
        const double glorot = std::sqrt(2.0 / (fanIn + fanOut)), he = std::sqrt(2.0 / fanIn);
        const double uniform = std::sqrt(3.0); // limit over deviation
        const double cut = 2 / 0.87962566103423978; // deviation of a normal cut at two of its own
        QTest::addRow("Glorot uniform") << Spec{"glorot_uniform", {}} << glorot << uniform * glorot;
        QTest::addRow("Glorot normal") << Spec{"glorot_normal", {}} << glorot << cut * glorot;
        QTest::addRow("He uniform") << Spec{"he_uniform", {}} << he << uniform * he;
        QTest::addRow("He normal") << Spec{"he_normal", {}} << he << cut * he;
        QTest::addRow("normal") << Spec{"normal", {}} << 0.05 << 0.0;
        QTest::addRow("wide normal") << Spec{"normal", {{"stddev", 1.0}}} << 1.0 << 0.0;
    }

    void drawsWithTheDocumentedSpread()
    {
        QFETCH(Spec, spec);
        QFETCH(double, deviation);
        QFETCH(double, limit);
        const Moments moments = momentsOf(drawn(spec));
        // Five standard errors; that of a deviation is at most 1/√(2n), a normal's.
        const double unit = 5 / std::sqrt(double(weights));
        QCOMPARE_LT(std::abs(moments.mean), unit * deviation);
        QCOMPARE_LT(std::abs(moments.deviation / deviation - 1), unit / std::sqrt(2.0));
        if (limit > 0) {
            QCOMPARE_LE(moments.largest, limit * (1 + 1e-6));
            QCOMPARE_GT(moments.largest, limit * 0.999);
        } else {
            QCOMPARE_GT(moments.largest, 4 * deviation); // not cut off: 1 in 16,000 lies beyond four
        }
    }

    void fillsWeightsAndBiasesEachInItsWay()
    {
        const ParameterLayout layout = twins();
        const Buffer all = initialParameters(layout, {"zeros", {}}, {"normal", {{"stddev", 0.1}}}, 1);
        for (const auto& slice : layout.slices()) {
            const bool allZero = std::all_of(all.begin() + long(slice.offset), all.begin() + long(slice.offset + slice.size()),
                                             [](float x) { return x == 0; });
            QCOMPARE(allZero, slice.spec.role == ParameterSpec::Role::Weight);
        }
    }

    void repeatsASeedAndHearsAnother()
    {
        QVERIFY(drawn({"he_normal", {}}, 7) == drawn({"he_normal", {}}, 7));
        QVERIFY(drawn({"he_normal", {}}, 7) != drawn({"he_normal", {}}, 8));
    }

    // Layers of one shape that began alike would still each be useful, but every array is promised its own sequence.
    void drawsEachArrayFromASequenceOfItsOwn()
    {
        const ParameterLayout layout = twins();
        const Buffer all = initialParameters(layout, {"he_normal", {}}, {"zeros", {}}, 1);
        QVERIFY(!std::equal(all.begin(), all.begin() + weights, all.begin() + long(layout.slices()[2].offset)));
    }

    void refusesWhatItDoesNotKnow()
    {
        QVERIFY_EXCEPTION_THROWN(initialParameters(twins(), {"ones", {}}, {"zeros", {}}, 1), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(initialParameters(twins(), {"zeros", {}}, {"normal", {{"stddev", -1.0}}}, 1),
                                 engine::SettingError);
    }
};

QTEST_GUILESS_MAIN(InitializerTest)
#include "tst_initializer.moc"
