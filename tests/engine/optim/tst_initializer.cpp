#include "engine/errors.h"
#include "engine/optim/initializer.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using engine::Buffer;
using engine::initialParameters;
using engine::ParameterLayout;
using engine::ParameterSpec;
using engine::Shape;
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

using Vector = std::vector<double>;
using Vectors = std::vector<Vector>;

/// One array of that shape alone.
Buffer drawnInto(const Shape& shape, const Spec& spec)
{
    ParameterLayout layout;
    layout.add("layer_1", 0, {{"weight", shape, ParameterSpec::Role::Weight, 1, 1}});
    return initialParameters(layout, spec, {"zeros", {}}, 1);
}

/// The rows of [outputs, all else], or its columns where those are fewer.
Vectors shortSideVectors(const Buffer& numbers, const Shape& shape)
{
    const std::size_t rows = shape[0], columns = numbers.size() / rows;
    const bool isWide = rows <= columns;
    Vectors vectors(isWide ? rows : columns, Vector(isWide ? columns : rows));
    for (std::size_t i = 0; i < numbers.size(); ++i)
        (isWide ? vectors[i / columns][i % columns] : vectors[i % columns][i / columns]) = double(numbers[i]);
    return vectors;
}

double dot(const Vector& a, const Vector& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void add(Vector& sum, double factor, const Vector& other)
{
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += factor * other[i];
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
        const double lecun = std::sqrt(1.0 / fanIn);
        QTest::addRow("LeCun normal") << Spec{"lecun_normal", {}} << lecun << cut * lecun;
        QTest::addRow("truncated normal") << Spec{"truncated_normal", {}} << 0.05 / cut * 2 << 0.1;
        QTest::addRow("uniform") << Spec{"uniform", {}} << 0.05 / uniform << 0.05;
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

    void drawsUniformBetweenItsOwnLimits()
    {
        Buffer numbers = drawn({"uniform", {{"minval", 1.0}, {"maxval", 3.0}}});
        const auto [least, largest] = std::ranges::minmax(numbers);
        QVERIFY(least >= 1 && least < 1.001f && largest > 2.999f && largest <= 3);
        for (float& number : numbers)
            number -= 2;
        const Moments moments = momentsOf(numbers);
        const double deviation = 1 / std::sqrt(3.0);
        QCOMPARE_LT(std::abs(moments.mean), 5 * deviation / std::sqrt(double(weights)));
        QCOMPARE_LT(std::abs(moments.deviation / deviation - 1), 5 / std::sqrt(2 * double(weights)));
    }

    void makesAllTheSame()
    {
        QVERIFY(std::ranges::all_of(drawn({"constant", {{"value", -1.5}}}), [](float x) { return x == -1.5f; }));
        QVERIFY(std::ranges::all_of(drawn({"constant", {}}), [](float x) { return x == 0; }));
        QVERIFY(std::ranges::all_of(drawn({"zeros", {}}), [](float x) { return x == 0; }));
    }

    void makesOrthogonalRowsOrColumns_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addRow("wide") << Shape{30, 70};
        QTest::addRow("tall") << Shape{70, 30};
        QTest::addRow("square") << Shape{40, 40};
        QTest::addRow("filters") << Shape{8, 3, 5, 5};
        QTest::addRow("many small filters") << Shape{32, 1, 3, 3};
        QTest::addRow("a bias, one column") << Shape{16};
        QTest::addRow("one neuron") << Shape{1, 20};
    }

    void makesOrthogonalRowsOrColumns()
    {
        QFETCH(Shape, shape);
        const Vectors vectors = shortSideVectors(drawnInto(shape, {"orthogonal", {}}), shape);
        for (std::size_t i = 0; i < vectors.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j)
                QCOMPARE_LT(std::abs(dot(vectors[i], vectors[j]) - (i == j ? 1 : 0)), 1e-6);
    }

    // QR with a positive diagonal of R is unique, and is what Gram and Schmidt's procedure gives.
    void isGramSchmidtOfNormalNumbers_data() { makesOrthogonalRowsOrColumns_data(); }

    void isGramSchmidtOfNormalNumbers()
    {
        QFETCH(Shape, shape);
        const Vectors found = shortSideVectors(drawnInto(shape, {"orthogonal", {}}), shape);
        Vectors expected = shortSideVectors(drawnInto(shape, {"normal", {{"stddev", 1.0}}}), shape);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                add(expected[i], -dot(expected[i], expected[j]), expected[j]);
            add(expected[i], 1 / std::sqrt(dot(expected[i], expected[i])) - 1, Vector(expected[i]));
            for (std::size_t k = 0; k < found[i].size(); ++k)
                QCOMPARE_LT(std::abs(found[i][k] - expected[i][k]), 1e-5);
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

    void repeatsASeedAndHearsAnother_data()
    {
        QTest::addColumn<Spec>("spec");
        for (const auto& info : engine::initializerKinds())
            if (info.kind != "zeros" && info.kind != "constant")
                QTest::addRow("%s", info.kind.c_str()) << Spec{info.kind, {}};
    }

    void repeatsASeedAndHearsAnother()
    {
        QFETCH(Spec, spec);
        QVERIFY(drawn(spec, 7) == drawn(spec, 7));
        QVERIFY(drawn(spec, 7) != drawn(spec, 8));
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

const RegisteredTest<InitializerTest> registeredInitializerTest;
#include "tst_initializer.moc"
