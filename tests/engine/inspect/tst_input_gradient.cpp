#include "engine/gallery/gallery.h"
#include "engine/layers/packed_weights.h"
#include "engine/layers/workspace.h"
#include "engine/optim/initializer.h"
#include "engine/synthetic/synthetic_digits.h"
#include "engine/train/sparse_input.h"
#include "tests/engine/inspect/double_reference.h"
#include "tests/numbers.h"

#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

using engine::PackedWeights;
using engine::Keep;
using engine::ParameterSpec;
using engine::PassMode;
using engine::Recipe;
using engine::Sequential;
using engine::Workspace;

namespace {

/// As a run begins, and then some: no number is left where kinks lie on top of each other, as with biases of 0 they do under
/// a black background, and batch normalisation has something to do.
std::vector<float> parametersFor(const Recipe& recipe, const Sequential& network)
{
    const auto initial = engine::initialParameters(network.parameters(), recipe.weightInitializer, recipe.biasInitializer, 3);
    std::vector<float> parameters(initial.begin(), initial.end());
    const auto noise = randomNumbers(parameters.size(), 4, -0.05f, 0.05f);
    for (const auto& slice : network.parameters().slices())
        for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i)
            parameters[i] += slice.spec.role == ParameterSpec::Role::Statistic ? 5 * std::abs(noise[i]) : noise[i];
    return parameters;
}

/// A digit in noise, or a point.
std::vector<float> inputFor(const Sequential& network, unsigned seed)
{
    std::vector<float> input = randomNumbers(network.inputShape().elements(), seed, 0, 1);
    if (input.size() != 784)
        return input;
    const auto digit = engine::syntheticDigits(1, seed);
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = 0.5f * input[i] + 0.5f * float(digit.pixels[i]) / 255;
    return input;
}

Doubles doubles(std::span<const float> numbers)
{
    return {numbers.begin(), numbers.end()};
}

/// Multiplications of one pass.
double workOf(const Sequential& network)
{
    double work = 0;
    for (const auto& slice : network.parameters().slices()) {
        const engine::Shape& output = network.shapeBefore(slice.layer + 1);
        work += double(slice.size()) * (output.rank() == 3 ? double(output[1] * output[2]) : slice.name.starts_with("lstm") ? 28 : 1);
    }
    return work;
}

/// ∂ Σ c · output / ∂ input at some places, by central differences of the double-precision reference.
struct Differences
{
    std::vector<std::size_t> places;
    Doubles slopes;
    std::size_t leftOut = 0; ///< places where a ReLU or a maximum changes sides within ±h
};

Differences differencesOf(const Sequential& network, std::span<const float> parameters, std::span<const float> input,
                          std::span<const float> c)
{
    constexpr double mostWork = 6e8; // about a second
    const auto passAt = [&](const Doubles& x) { return referencePass(network, parameters, x); };
    const auto sumOf = [&](const ReferencePass& pass) {
        double sum = 0;
        for (std::size_t i = 0; i < c.size(); ++i)
            sum += double(c[i]) * pass.output()[i];
        return sum;
    };
    Doubles x = doubles(input);
    const bool isSmooth = std::isinf(passAt(x).kinks.nearest);
    const double h = isSmooth ? 1e-4 : 1e-6; // the deepest networks of sigmoids need the long one, and have no kinks
    const auto step = std::size_t(std::ceil(double(x.size()) * 2 * workOf(network) / mostWork));
    Differences found;
    for (std::size_t place = 0; place < x.size(); place += step) {
        const double kept = x[place];
        x[place] = kept + h;
        const ReferencePass above = passAt(x);
        x[place] = kept - h;
        const ReferencePass below = passAt(x);
        x[place] = kept;
        if (above.kinks.pattern != below.kinks.pattern) {
            ++found.leftOut;
            continue;
        }
        found.places.push_back(place);
        found.slopes.push_back((sumOf(above) - sumOf(below)) / (2 * h));
    }
    return found;
}

/// ‖g − d‖ / ‖g‖ over the places of d.
double relativeError(std::span<const float> gradient, const Differences& differences)
{
    double error = 0, size = 0;
    for (std::size_t i = 0; i < differences.places.size(); ++i) {
        const auto g = double(gradient[differences.places[i]]);
        error += (g - differences.slopes[i]) * (g - differences.slopes[i]);
        size += g * g;
    }
    return std::sqrt(error / size);
}

/// One of several ways to the same gradient.
struct Way
{
    const char* name;
    std::size_t samples;
    Keep keep;
    std::optional<engine::PackingUse> packed; ///< for what the weights are
};

const std::array<Way, 5> ways{{{"alone", 1, Keep::Needed, {}},
                               {"alone, every layer kept", 1, Keep::EveryLayer, {}},
                               {"among others", 5, Keep::Needed, {}},
                               {"packed for single pictures", 1, Keep::EveryLayer, engine::PackingUse::OnePicture},
                               {"packed for training", 5, Keep::Needed, engine::PackingUse::Training}}};

} // namespace

class InputGradientTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithDifferencesOfTheReference_data()
    {
        QTest::addColumn<QString>("name");
        for (const Recipe& preset : engine::presets())
            QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
    }

    void agreesWithDifferencesOfTheReference()
    {
        QFETCH(QString, name);
        const Recipe& recipe = engine::findPreset(name.toStdString());
        const Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
        const auto parameters = parametersFor(recipe, network);
        const std::size_t inputs = network.inputShape().elements(), outputs = network.outputShape().elements();
        // Float and double must be on the same side of every kink: a sample that is close to none.
        unsigned seed = 1;
        while (referencePass(network, parameters, doubles(inputFor(network, seed))).kinks.nearest < 1e-6)
            QVERIFY(++seed < 100);
        const auto input = inputFor(network, seed);
        const auto c = randomNumbers(outputs, 5);
        const Doubles expectedOutput = referencePass(network, parameters, doubles(input)).output();
        const Differences expected = differencesOf(network, parameters, input, c);
        QCOMPARE_GE(expected.places.size(), 9 * expected.leftOut);

        for (const Way& way : ways) {
            std::optional<PackedWeights> packed;
            if (way.packed) {
                packed.emplace(network, std::vector(network.size(), *way.packed));
                for (std::size_t part = 0; part < packed->parts(); ++part)
                    packed->makePart(part, parameters);
            }
            Workspace workspace(network, way.samples, PassMode::Differentiable, way.keep);
            workspace.setPackedWeights(packed ? &*packed : nullptr);
            for (std::size_t i = 0; i < way.samples; ++i) {
                std::ranges::copy(i == 1 || way.samples == 1 ? input : randomNumbers(inputs, unsigned(50 + i), 0, 1),
                                  workspace.input().subspan(i * inputs).begin());
                std::ranges::copy(c, workspace.outputGradient().subspan(i * outputs).begin());
            }
            network.forward(parameters, workspace, way.samples, {.mode = PassMode::Differentiable});
            network.backward(parameters, workspace, way.samples, {.input = true});
            const std::size_t own = way.samples == 1 ? 0 : 1;
            const auto output = workspace.output().subspan(own * outputs, outputs);
            const double size = std::max(1.0, std::abs(std::ranges::max(expectedOutput, {}, [](double y) { return std::abs(y); })));
            QCOMPARE_LT(largestDifference(output, std::vector<float>(expectedOutput.begin(), expectedOutput.end())), 1e-5 * size);
            const double error = relativeError(workspace.inputGradient().subspan(own * inputs, inputs), expected);
            QVERIFY2(error <= 1e-3, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(way.name)).arg(error)));
        }
    }
};

const RegisteredTest<InputGradientTest> registeredInputGradientTest;
#include "tst_input_gradient.moc"
