#include "engine/errors.h"
#include "engine/layers/deferred_weight_gradients.h"
#include "engine/layers/packed_weights.h"
#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/loss/loss.h"
#include "engine/train/sparse_input.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numeric>
#include <ranges>
#include <utility>

using engine::RandomKey;
using engine::Keep;
using engine::PassMode;
using engine::Sequential;
using engine::Shape;
using engine::Spec;
using engine::Workspace;

namespace {

using Specs = std::vector<Spec>;

Spec dense(std::int64_t units)
{
    return {"dense", {{"units", units}}};
}

Spec conv2d(std::int64_t filters)
{
    return {"conv2d", {{"filters", filters}}};
}

Spec stridingConv2d(std::int64_t filters, std::int64_t kernel)
{
    return {"conv2d", {{"filters", filters}, {"kernel_size", kernel}, {"stride", std::int64_t{2}}}};
}

const Spec dropout{"dropout", {{"rate", 0.4}}};
const Spec flatten{"flatten", {}}, relu{"relu", {}}, sigmoid{"sigmoid", {}}, tanhLayer{"tanh", {}}, pool{"max_pool2d", {}};
const Spec averagePool{"average_pool2d", {}}, leakyRelu{"leaky_relu", {}}, elu{"elu", {}}, linear{"linear", {}};
const Spec softmax{"softmax", {}};

Sequential network(const Shape& input, const Specs& layers)
{
    return Sequential(input, std::span<const Spec>(layers));
}

QString refusal(const Shape& input, const Specs& layers)
{
    try {
        network(input, layers);
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

std::vector<float> copyOf(std::span<const float> numbers)
{
    return {numbers.begin(), numbers.end()};
}

constexpr std::size_t samples = 5;
constexpr std::array<std::pair<PassMode, Keep>, 6> allWorkspaces{{{PassMode::Inference, Keep::Needed},
                                                                  {PassMode::Inference, Keep::EveryLayer},
                                                                  {PassMode::Differentiable, Keep::Needed},
                                                                  {PassMode::Differentiable, Keep::EveryLayer},
                                                                  {PassMode::Training, Keep::Needed},
                                                                  {PassMode::Training, Keep::EveryLayer}}};
const RandomKey key{.seed = 4, .step = 3, .layer = 0, .firstSample = 32};

/// The same network layer by layer, each in memory of its own.
struct Alone
{
    std::vector<std::vector<float>> activations; ///< what enters layer i; the last is the output
    std::vector<std::vector<float>> gradients; ///< of the same
    std::vector<float> gradient; ///< of the parameters
};

Alone runAlone(const Sequential& net, std::span<const float> parameters, const std::vector<float>& input,
               const std::vector<float>& outputGradient, PassMode mode)
{
    Alone result{{input}, {}, std::vector<float>(net.parameters().size(), notANumber)};
    std::vector<LayerRun> runs;
    for (std::size_t i = 0; i < net.size(); ++i) {
        runs.emplace_back(net.layer(i), net.shapeBefore(i), samples, copyOf(net.parameters().ofLayer(parameters, i)));
        RandomKey own = key;
        own.layer = i;
        result.activations.push_back(runs.back().forward(result.activations.back(), mode, own));
    }
    if (mode == PassMode::Inference)
        return result;
    result.gradients.assign(net.size() + 1, outputGradient);
    for (std::size_t i = net.size(); i-- > 0;) {
        auto gradients = runs[i].backward(result.gradients[i + 1]);
        std::ranges::copy(gradients.parameters, net.parameters().ofLayer(std::span(result.gradient), i).begin());
        result.gradients[i] = std::move(gradients.input);
    }
    return result;
}

} // namespace

class SequentialTest : public QObject
{
    Q_OBJECT

private slots:
    // 784–512–512–10: Keras' mnist_mlp example; 784–16–16–10: 3Blue1Brown's network, "almost exactly 13,000".
    void countsParametersAsTheLiterature_data()
    {
        QTest::addColumn<Specs>("layers");
        QTest::addColumn<std::size_t>("parameters");
        QTest::addRow("softmax") << Specs{flatten, dense(10)} << std::size_t{7'850};
        QTest::addRow("784-16-16-10") << Specs{flatten, dense(16), sigmoid, dense(16), sigmoid, dense(10)}
                                      << std::size_t{13'002};
        QTest::addRow("784-128-64-10") << Specs{flatten, dense(128), relu, dense(64), relu, dense(10)}
                                       << std::size_t{109'386};
        QTest::addRow("784-512-512-10")
            << Specs{flatten, dense(512), relu, dropout, dense(512), relu, dropout, dense(10)} << std::size_t{669'706};
        // 9·32 + 32, 9·32·64 + 64, 3,136·10 + 10
        QTest::addRow("two convolutions") << Specs{conv2d(32), relu, pool, conv2d(64), relu, pool, flatten, dense(10)}
                                          << std::size_t{320 + 18'496 + 31'370};
    }

    void countsParametersAsTheLiterature()
    {
        QFETCH(Specs, layers);
        const Sequential net = network({1, 28, 28}, layers);
        QTEST(net.parameters().size(), "parameters");
        QVERIFY(net.outputShape() == Shape{10});
    }

    void laysItsParametersOutSideBySide()
    {
        const Sequential net = network({1, 4, 4}, {conv2d(2), flatten, dense(3), relu, dense(2)});
        const char* names[] = {"conv2d_1.weight", "conv2d_1.bias", "dense_1.weight", "dense_1.bias", "dense_2.weight",
                               "dense_2.bias"};
        const std::size_t sizes[] = {18, 2, 96, 3, 6, 2};
        std::size_t offset = 0;
        for (std::size_t i = 0; i < 6; ++i) {
            const auto& slice = net.parameters().slices()[i];
            QCOMPARE(slice.name, std::string(names[i]));
            QCOMPARE(slice.size(), sizes[i]);
            QCOMPARE(slice.offset, offset);
            offset += sizes[i];
        }
        QCOMPARE(net.parameters().size(), offset);
        const std::vector<float> parameters(offset);
        QCOMPARE(net.parameters().ofLayer(std::span(parameters), 2).size(), std::size_t{99});
        QCOMPARE(net.parameters().ofLayer(std::span(parameters), 1).size(), std::size_t{0});
        QCOMPARE(net.name(3), std::string("relu_1"));
        QVERIFY(net.shapeBefore(1) == (Shape{2, 4, 4}));
    }

    void namesTheLayerThatDoesNotFitAndBothShapes_data()
    {
        QTest::addColumn<Specs>("layers");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const Specs& layers, const char* sentence) {
            QTest::newRow(name) << layers << QString::fromUtf8(sentence);
        };
        row("dense on a picture", {relu, dense(10)},
            "layer 2, dense_1: expected one row of features, got 1×28×28; put a Flatten layer before it");
        row("convolution after flatten", {flatten, conv2d(3)},
            "layer 2, conv2d_1: expected maps (channels×height×width), got 784; convolutions come before Flatten and Dense");
        row("one pool too many", {pool, pool, pool, pool, pool},
            "layer 5, max_pool2d_5: a window of 2×2 does not fit into maps of 1×1");
        row("far too many weights", {flatten, dense(1'000'000)},
            "layer 2, dense_1: too large: 785000000 parameters so far, expected at most 67108864");
        row("far too many patches", {conv2d(3), stridingConv2d(4096, 3), stridingConv2d(22, 9)},
            // 784 + 3·784 + 4096·196 + 22·49 activations, and 4096·81 rows of 49 patches
            "layer 3, conv2d_3: too large: 17064054 numbers to be kept for one picture, expected at most 8388608");
        row("a setting out of range", {flatten, dense(0)}, "layer 2, dense: units is 0, expected 1 to 1000000");
        row("no layers", {}, "the network has no layers, expected at least one");
    }

    void namesTheLayerThatDoesNotFitAndBothShapes()
    {
        QFETCH(Specs, layers);
        QTEST(refusal({1, 28, 28}, layers), "sentence");
    }

    // Layers may work in one another's memory; nobody may be able to tell from the numbers.
    void givesTheSameNumbersAsItsLayersAlone_data()
    {
        QTest::addColumn<Specs>("layers");
        QTest::addRow("sigmoid, then dropout") << Specs{flatten, dense(6), sigmoid, dropout, dense(3)};
        QTest::addRow("dropout, then sigmoid") << Specs{flatten, dense(6), dropout, sigmoid, dense(3)};
        QTest::addRow("relu, flatten, dropout") << Specs{conv2d(2), relu, flatten, dropout, dense(3)};
        QTest::addRow("dropout, flatten, tanh") << Specs{conv2d(2), dropout, flatten, tanhLayer, dense(3)};
        QTest::addRow("three activations in a row") << Specs{flatten, dense(6), sigmoid, tanhLayer, relu, dense(3)};
        QTest::addRow("two dropouts in a row") << Specs{flatten, dense(6), relu, dropout, dropout, dense(3)};
        QTest::addRow("dropout before any weight") << Specs{dropout, flatten, dropout, dense(3)};
        QTest::addRow("activation before any weight") << Specs{tanhLayer, flatten, dense(3)};
        QTest::addRow("activation last") << Specs{flatten, dense(6), sigmoid};
        QTest::addRow("flatten and dropout last") << Specs{conv2d(2), sigmoid, flatten, dropout};
        QTest::addRow("convolution, activation, pool") << Specs{conv2d(3), relu, pool, conv2d(2), tanhLayer, flatten, dense(3)};
        QTest::addRow("convolution, pool, activation") << Specs{conv2d(3), pool, relu, dropout, conv2d(2), flatten, sigmoid};
        QTest::addRow("flatten twice") << Specs{conv2d(3), sigmoid, flatten, flatten, dropout, dense(3)};
        QTest::addRow("pool last") << Specs{conv2d(3), sigmoid, pool};
        QTest::addRow("convolution, leaky ReLU, average pool")
            << Specs{conv2d(3), leakyRelu, averagePool, conv2d(2), elu, flatten, dense(3)};
        QTest::addRow("softmax among layers that work in place")
            << Specs{flatten, dense(6), elu, softmax, dropout, dense(3)};
        QTest::addRow("linear in a row") << Specs{flatten, dense(6), sigmoid, linear, linear, softmax};
        QTest::addRow("no weights at all") << Specs{flatten, sigmoid, dropout};
    }

    void givesTheSameNumbersAsItsLayersAlone()
    {
        QFETCH(Specs, layers);
        const Sequential net = network({1, 6, 4}, layers);
        const auto parameters = randomNumbers(net.parameters().size(), 1);
        const auto input = randomNumbers(samples * 24, 2);
        const std::size_t outputs = samples * net.outputShape().elements();
        const auto outputGradient = randomNumbers(outputs, 3);

        for (const PassMode mode : {PassMode::Training, PassMode::Differentiable}) {
            const Alone alone = runAlone(net, parameters, input, outputGradient, mode);
            for (const Keep keep : {Keep::Needed, Keep::EveryLayer}) {
                Workspace workspace(net, samples + 2, PassMode::Training, keep);
                std::ranges::copy(input, workspace.input().begin());
                net.forward(parameters, workspace, samples, {.mode = mode, .draw = key});
                QCOMPARE(copyOf(workspace.output().first(outputs)), alone.activations.back());
                std::vector<float> gradient(parameters.size(), notANumber);
                for (const bool wantsInput : {false, true}) {
                    std::ranges::copy(outputGradient, workspace.outputGradient().begin());
                    net.backward(parameters, workspace, samples, {.input = wantsInput, .parameters = gradient});
                    QCOMPARE(gradient, alone.gradient);
                }
                QCOMPARE(copyOf(workspace.inputGradient().first(input.size())), alone.gradients.front());
                std::ranges::copy(outputGradient, workspace.outputGradient().begin());
                std::ranges::fill(workspace.gradient(0), notANumber);
                net.backward(parameters, workspace, samples, {.input = true});
                QCOMPARE(copyOf(workspace.inputGradient().first(input.size())), alone.gradients.front());
                QCOMPARE(copyOf(workspace.input().first(input.size())), input); // the caller's own numbers stay
                for (std::size_t i = 0; keep == Keep::EveryLayer && i <= net.size(); ++i)
                    QCOMPARE(copyOf(std::as_const(workspace).gradient(i).first(alone.gradients[i].size())), alone.gradients[i]);
            }
        }

        const Alone used = runAlone(net, parameters, input, outputGradient, PassMode::Inference);
        for (const auto& [mode, keep] : allWorkspaces) {
            Workspace workspace(net, samples, mode, keep);
            std::ranges::copy(input, workspace.input().begin());
            net.forward(parameters, workspace, samples);
            QCOMPARE(copyOf(workspace.output().first(outputs)), used.activations.back());
            if (keep == Keep::Needed)
                continue;
            for (std::size_t i = 0; i <= net.size(); ++i)
                QCOMPARE(copyOf(workspace.activation(i).first(used.activations[i].size())), used.activations[i]);
        }
    }

    // Large maps pass in blocks of few samples: the sums of the blocks are added up.
    void givesTheSameInBlocks()
    {
        const Shape input{1, 64, 64};
        const Sequential net = network(input, {conv2d(32), sigmoid, dropout, pool, conv2d(2), tanhLayer, flatten, dense(3)});
        QCOMPARE_LT(net.stages().front().samplesAtOnce, samples);
        const auto parameters = randomNumbers(net.parameters().size(), 1);
        const auto pictures = randomNumbers(samples * input.elements(), 2);
        const auto outputGradient = randomNumbers(samples * 3, 3);
        const Alone expected = runAlone(net, parameters, pictures, outputGradient, PassMode::Training);

        Workspace workspace(net, samples, PassMode::Training);
        std::ranges::copy(pictures, workspace.input().begin());
        net.forward(parameters, workspace, samples, {.mode = PassMode::Training, .draw = key});
        QCOMPARE(copyOf(workspace.output()), expected.activations.back());
        std::ranges::copy(outputGradient, workspace.outputGradient().begin());
        std::vector<float> gradient(parameters.size(), notANumber);
        net.backward(parameters, workspace, samples, {.parameters = gradient});
        const float largest = std::ranges::max(expected.gradient | std::views::transform([](float g) { return std::abs(g); }));
        QCOMPARE_LT(largestDifference(gradient, expected.gradient), 1e-5 * double(largest));
    }

    // Two shards leave the large matrix to the batch.
    void givesTheSameFromAWholeBatch()
    {
        const Shape input{1, 16, 16};
        const Sequential net = network(input, {flatten, dense(200), sigmoid, dense(3)});
        const auto parameters = randomNumbers(net.parameters().size(), 1, -0.1f, 0.1f);
        const auto pictures = randomNumbers(samples * input.elements(), 2);
        const auto outputGradient = randomNumbers(samples * 3, 3);
        const Alone expected = runAlone(net, parameters, pictures, outputGradient, PassMode::Training);

        engine::DeferredWeightGradients rows(net, samples);
        QVERIFY(rows.keeps(1));
        QVERIFY(!rows.keeps(3));
        std::vector<float> gradient(parameters.size(), notANumber);
        std::vector<float> ofShards(parameters.size(), 0.0f);
        for (const std::size_t first : {std::size_t{0}, std::size_t{3}}) {
            const std::size_t count = first == 0 ? 3 : samples - 3;
            Workspace workspace(net, 3, PassMode::Training);
            std::ranges::copy(std::span(pictures).subspan(first * 256, count * 256), workspace.input().begin());
            net.forward(parameters, workspace, count, {.mode = PassMode::Training, .draw = key});
            std::ranges::copy(std::span(outputGradient).subspan(first * 3, count * 3), workspace.outputGradient().begin());
            net.backward(parameters, workspace, count, gradient, rows, first);
            const auto own = net.parameters().ofLayer(std::span(gradient), 3);
            std::ranges::transform(own, net.parameters().ofLayer(std::span(ofShards), 3),
                                   net.parameters().ofLayer(std::span(ofShards), 3).begin(), std::plus{});
        }
        QVERIFY(std::isnan(gradient.front())); // not yet
        std::size_t written = 0;
        for (const auto& part : rows.parts())
            for (const auto numbers : rows.computeGradient(part, samples, ofShards))
                written += numbers.size();
        QCOMPARE(written, std::size_t{256 * 200 + 200});
        QCOMPARE_LT(largestDifference(ofShards, expected.gradient), 1e-5);
    }

    // Pictures that are mostly zeros, with the weights packed for that, give what they give otherwise.
    void givesTheSameFromSparsePictures()
    {
        constexpr std::size_t many = 40;
        const Shape input{1, 16, 16};
        const Sequential net = network(input, {flatten, dense(200), sigmoid, dense(3)});
        const auto parameters = randomNumbers(net.parameters().size(), 1, -0.1f, 0.1f);
        auto pictures = randomNumbers(many * input.elements(), 2);
        for (std::size_t i = 0; i < pictures.size(); ++i)
            if (i % 5 != 0)
                pictures[i] = 0;
        const auto outputGradient = randomNumbers(many * 3, 3);
        std::vector<float> expected(parameters.size());
        Workspace dense(net, many, PassMode::Training);
        std::ranges::copy(pictures, dense.input().begin());
        net.forward(parameters, dense, many, {.mode = PassMode::Training, .draw = key});
        std::ranges::copy(outputGradient, dense.outputGradient().begin());
        net.backward(parameters, dense, many, {.parameters = expected});

        constexpr std::size_t sparseLayer = 1;
        engine::PackedWeights packed(net, engine::packingUsesOf(net, sparseLayer));
        for (std::size_t part = packed.parts(); part-- > 0;)
            packed.makePart(part, parameters);
        engine::DeferredWeightGradients rows(net, many, sparseLayer);
        QVERIFY(rows.keeps(sparseLayer));
        std::vector<float> gradient(parameters.size(), notANumber);
        constexpr std::size_t shard = engine::SparseColumns::rowsOfPiece;
        for (const std::size_t first : {std::size_t{0}, shard}) {
            const std::size_t count = std::min(shard, many - first);
            Workspace workspace(net, shard, PassMode::Training);
            workspace.setPackedWeights(&packed);
            std::ranges::copy(std::span(pictures).subspan(first * 256, count * 256), workspace.input().begin());
            net.forward(parameters, workspace, count, {.mode = PassMode::Training, .draw = key});
            QCOMPARE_LT(largestDifference(workspace.output().first(count * 3), dense.output().subspan(first * 3, count * 3)),
                        1e-5);
            std::ranges::copy(std::span(outputGradient).subspan(first * 3, count * 3), workspace.outputGradient().begin());
            std::vector<float> ofShard(parameters.size(), notANumber);
            net.backward(parameters, workspace, count, ofShard, rows, first);
        }
        for (const auto& part : rows.parts())
            rows.computeGradient(part, many, gradient);
        const auto own = net.parameters().rangeOfLayer(sparseLayer);
        QCOMPARE_LT(largestDifference(std::span(gradient).subspan(own.begin, own.size),
                                      std::span(expected).subspan(own.begin, own.size)),
                    1e-5);
    }

    void agreesWithDifferences_data()
    {
        QTest::addColumn<Specs>("layers");
        QTest::addRow("dense and sigmoid") << Specs{flatten, dense(5), sigmoid, dense(4), tanhLayer, dense(3)};
        QTest::addRow("convolution and tanh") << Specs{conv2d(2), tanhLayer, conv2d(2), sigmoid, flatten, dense(3)};
        QTest::addRow("average pool and softmax")
            << Specs{conv2d(2), tanhLayer, averagePool, flatten, dense(4), softmax, dense(3)};
        QTest::addRow("with dropout") << Specs{flatten, dropout, dense(8), tanhLayer, dropout, dense(3)};
    }

    // The whole way, from the loss to every weight; smooth layers only, so that there is no kink to meet.
    void agreesWithDifferences()
    {
        QFETCH(Specs, layers);
        const Sequential net = network({1, 4, 3}, layers);
        auto parameters = randomNumbers(net.parameters().size(), 1);
        const auto input = randomNumbers(samples * 12, 2);
        const std::vector<float> targets{1, 0, 0, /**/ 0, 0, 1, /**/ 0, 1, 0, /**/ 0, 1, 0, /**/ 1, 0, 0};
        const auto loss = engine::makeLoss({"softmax_cross_entropy", {}});
        Workspace workspace(net, samples, PassMode::Training);
        const auto f = [&] {
            std::ranges::copy(input, workspace.input().begin());
            net.forward(parameters, workspace, samples, {.mode = PassMode::Training, .draw = key});
            return loss->evaluate(workspace.output(), targets, 3, 1, workspace.outputGradient());
        };
        f();
        std::vector<float> gradient(parameters.size(), notANumber);
        net.backward(parameters, workspace, samples, {.parameters = gradient});
        QCOMPARE_LT(largestGradientError(parameters, gradient, f), gradientTolerance);
    }

    void readsEachSampleAlone()
    {
        const Sequential net = network({1, 6, 4}, {conv2d(2), relu, pool, flatten, dense(3)});
        const auto parameters = randomNumbers(net.parameters().size(), 1);
        const auto input = randomNumbers(3 * 24, 2);
        Workspace together(net, 3, PassMode::Inference);
        std::ranges::copy(input, together.input().begin());
        net.forward(parameters, together, 3);
        for (std::size_t i = 0; i < 3; ++i) {
            Workspace alone(net, 1, PassMode::Inference);
            std::ranges::copy(std::span(input).subspan(i * 24, 24), alone.input().begin());
            net.forward(parameters, alone, 1);
            // Another number of rows may add up in another order.
            QCOMPARE_LT(largestDifference(alone.output(), together.output().subspan(i * 3, 3)), 1e-5);
        }
    }
};

const RegisteredTest<SequentialTest> registeredSequentialTest;
#include "tst_sequential.moc"
