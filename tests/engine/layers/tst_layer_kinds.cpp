#include "engine/errors.h"
#include "engine/layers/layer_kinds.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cstdint>
#include <set>
#include <string>

using engine::layerKinds;
using engine::makeLayer;
using engine::PassMode;
using engine::Shape;
using engine::Spec;


namespace {

struct Case
{
    const char* name;
    Spec spec;
    Shape shape; ///< of one sample
};

/// Every kind of layer at least once; settings other than the defaults, so that one which is lost on the way is seen.
const std::vector<Case>& cases()
{
    constexpr std::int64_t one = 1, two = 2, three = 3, four = 4;
    const Spec reaching{"", {{"pool_size", three}, {"stride", two}, {"padding", "same"}}};
    static const std::vector<Case> all{
        {"dense", {"dense", {{"units", four}}}, {7}},
        {"one neuron", {"dense", {{"units", one}}}, {2}},
        {"convolution", {"conv2d", {{"filters", three}}}, {2, 5, 4}},
        {"convolution in steps",
         {"conv2d", {{"filters", two}, {"kernel_size", two}, {"stride", two}, {"padding", "valid"}}},
         {3, 5, 6}},
        {"max pooling", {"max_pool2d", {}}, {2, 4, 6}},
        {"max pooling over the edge", {"max_pool2d", reaching.settings}, {2, 6, 5}},
        {"average pooling", {"average_pool2d", {}}, {2, 4, 6}},
        {"average pooling over the edge", {"average_pool2d", reaching.settings}, {2, 6, 5}},
        {"LSTM", {"lstm", {{"units", three}}}, {1, 4, 5}},
        {"LSTM that tells every step", {"lstm", {{"units", four}, {"return_sequences", "yes"}}}, {5, 2}},
        {"LSTM of one step", {"lstm", {{"units", two}}}, {1, 3}},
        {"RBM", {"rbm", {{"units", four}}}, {7}},
        {"flatten", {"flatten", {}}, {2, 3, 4}},
        {"dropout", {"dropout", {{"rate", 0.4}}}, {20}},
        {"dropout of maps", {"dropout", {{"rate", 0.25}}}, {2, 3, 4}},
        {"batch normalisation", {"batch_normalization", {{"momentum", 0.9}, {"epsilon", 0.5}}}, {7}},
        {"batch normalisation of maps", {"batch_normalization", {{"epsilon", 0.25}}}, {3, 4, 5}},
        {"frozen batch normalisation", {"batch_normalization", {{"epsilon", 0.5}, {"frozen", std::string("yes")}}}, {3, 4, 5}},
        {"batch normalisation of steps", {"batch_normalization", {{"epsilon", 0.5}}}, {4, 3}},
        {"normalisation", {"normalization", {}}, {2, 3, 4}},
        {"rescaling", {"rescaling", {{"scale", -3.0}, {"offset", 2.0}}}, {2, 3, 4}},
        {"ReLU", {"relu", {}}, {21}},
        {"leaky ReLU", {"leaky_relu", {{"alpha", 0.2}}}, {2, 3, 4}},
        {"leaky ReLU that lets nothing pass", {"leaky_relu", {{"alpha", 0.0}}}, {21}},
        {"ELU", {"elu", {{"alpha", 1.5}}}, {2, 3, 4}},
        {"flat ELU", {"elu", {{"alpha", 0.0}}}, {21}},
        {"sigmoid", {"sigmoid", {}}, {21}},
        {"tanh", {"tanh", {}}, {2, 3, 4}},
        {"linear", {"linear", {}}, {21}},
        {"softmax", {"softmax", {}}, {10}},
        {"softmax of two", {"softmax", {}}, {2}},
    };
    return all;
}

} // namespace

/// What holds for every kind of layer, whatever it does.
class LayerKindsTest : public QObject
{
    Q_OBJECT

private slots:
    void triesEveryKind()
    {
        std::set<std::string> tried;
        for (const Case& each : cases())
            tried.insert(each.spec.kind);
        for (const auto& info : layerKinds())
            QVERIFY2(tried.contains(info.kind), qPrintable(QStringLiteral("no case for %1").arg(info.kind.c_str())));
    }

    void agreesWithDifferences_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<std::size_t>("samples");
        for (const Case& each : cases())
            for (const std::size_t samples : {1, 3})
                QTest::addRow("%s, samples: %zu", each.name, samples) << each.spec << each.shape << samples;
    }

    void agreesWithDifferences()
    {
        QFETCH(Spec, spec);
        QFETCH(Shape, shape);
        QFETCH(std::size_t, samples);
        const auto layer = makeLayer(spec);
        const auto errors = layerGradientErrors(*layer, shape, samples, numbersAwayFromKinks(samples * shape.elements(), 1),
                                                {.seed = 5});
        QCOMPARE_LT(errors.input, gradientTolerance);
        QCOMPARE_LT(errors.parameters, gradientTolerance);
    }

    // With the moving statistics, which are positive, and no dropout.
    void agreesWithDifferencesInDifferentiableMode_data() { agreesWithDifferences_data(); }

    void agreesWithDifferencesInDifferentiableMode()
    {
        QFETCH(Spec, spec);
        QFETCH(Shape, shape);
        QFETCH(std::size_t, samples);
        const auto layer = makeLayer(spec);
        const auto errors = layerGradientErrors(*layer, shape, samples, numbersAwayFromKinks(samples * shape.elements(), 1),
                                                {}, engine::PassMode::Differentiable);
        QCOMPARE_LT(errors.input, gradientTolerance);
        QCOMPARE_LT(errors.parameters, gradientTolerance);
    }

    void isMadeAgainFromItsSpec_data()
    {
        QTest::addColumn<Spec>("spec");
        for (const Case& each : cases())
            QTest::addRow("%s", each.name) << each.spec;
    }

    void isMadeAgainFromItsSpec()
    {
        QFETCH(Spec, spec);
        const Spec whole = engine::complete(spec, layerKinds(), "layer");
        QVERIFY(makeLayer(spec)->spec() == whole);
    }

    // Training asks for no gradient of the network's input, explaining for none of its parameters.
    void findsEitherGradientWithoutTheOther_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<std::size_t>("samples");
        QTest::addColumn<PassMode>("mode");
        std::vector<Case> all = cases();
        all.push_back({"convolution between many maps", {"conv2d", {{"filters", std::int64_t{18}}}}, {17, 6, 5}});
        for (const Case& each : all)
            for (const std::size_t samples : {1, 4})
                for (const PassMode mode : {PassMode::Differentiable, PassMode::Training})
                    QTest::addRow("%s, samples: %zu, mode: %d", each.name, samples, int(mode))
                        << each.spec << each.shape << samples << mode;
    }

    void findsEitherGradientWithoutTheOther()
    {
        QFETCH(PassMode, mode);
        QFETCH(Spec, spec);
        QFETCH(Shape, shape);
        QFETCH(std::size_t, samples);
        const auto layer = makeLayer(spec);
        const auto parameters = randomNumbers(parameterCount(*layer, shape), 1, 0.1f, 1); // variances are not negative
        const auto outputGradient = randomNumbers(samples * layer->outputShape(shape).elements(), 2);
        LayerRun run(*layer, shape, samples, parameters);
        run.forward(randomNumbers(samples * shape.elements(), 3), mode, {.seed = 5});
        const auto both = run.backward(outputGradient);
        QCOMPARE(run.backward(outputGradient, LayerRun::InputGradient::Unwanted).parameters, both.parameters);
        QCOMPARE(run.backward(outputGradient, LayerRun::InputGradient::Wanted, LayerRun::ParameterGradient::Unwanted).input,
                 both.input);
    }

    void refusesAnUnknownKind() { QVERIFY_EXCEPTION_THROWN(makeLayer({"attention", {}}), engine::SettingError); }
};

const RegisteredTest<LayerKindsTest> registeredLayerKindsTest;
#include "tst_layer_kinds.moc"
