#include "engine/gallery/gallery.h"
#include "engine/layers/workspace.h"
#include "engine/optim/initializer.h"
#include "tests/numbers.h"

#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

using engine::Keep;
using engine::LayerRange;
using engine::PassMode;
using engine::Recipe;
using engine::Sequential;
using engine::Workspace;

namespace {

constexpr std::size_t passSamples = 5;

/// A network of the gallery, with weights and an input.
struct Stage
{
    const Recipe& recipe;
    Sequential network;
    std::vector<float> parameters;
    std::vector<float> input;
    std::vector<float> outputGradient;

    explicit Stage(const QString& name)
        : recipe(engine::findPreset(name.toStdString()))
        , network(recipe.input, std::span<const engine::Spec>(recipe.layers))
        , input(randomNumbers(passSamples * network.inputShape().elements(), 1, 0, 1))
        , outputGradient(randomNumbers(passSamples * network.outputShape().elements(), 2))
    {
        const auto initial = engine::initialParameters(network.parameters(), recipe.weightInitializer, recipe.biasInitializer, 3);
        parameters.assign(initial.begin(), initial.end());
        const auto noise = randomNumbers(parameters.size(), 4, 0, 0.1f);
        std::ranges::transform(parameters, noise, parameters.begin(), std::plus{});
    }

    void forward(Workspace& workspace, PassMode mode, LayerRange layers = {}) const
    {
        std::ranges::copy(input, workspace.input().begin());
        network.forward(parameters, workspace, passSamples, {.mode = mode, .draw = {.seed = 4}, .layers = layers});
    }

    bool hasKind(const char* kind) const
    {
        return std::ranges::any_of(recipe.layers, [&](const engine::Spec& layer) { return layer.kind == kind; });
    }
};

void addPresets()
{
    QTest::addColumn<QString>("name");
    for (const Recipe& preset : engine::presets())
        QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
}

std::vector<float> copied(std::span<const float> numbers)
{
    return {numbers.begin(), numbers.end()};
}

void fill(std::span<float> numbers, std::span<const float> with)
{
    std::ranges::copy(with, numbers.begin());
}

} // namespace

/// What holds for every network of the gallery in the modes and over the ranges that there are.
class PassModesTest : public QObject
{
    Q_OBJECT

private slots:
    void differentiableGivesTheNumbersOfInference_data() { addPresets(); }

    void differentiableGivesTheNumbersOfInference()
    {
        QFETCH(QString, name);
        const Stage stage(name);
        Workspace inference(stage.network, passSamples, PassMode::Inference, Keep::EveryLayer);
        stage.forward(inference, PassMode::Inference);
        for (const Keep keep : {Keep::Needed, Keep::EveryLayer}) {
            Workspace differentiable(stage.network, passSamples, PassMode::Differentiable, keep);
            stage.forward(differentiable, PassMode::Differentiable);
            QCOMPARE(copied(differentiable.output()), copied(inference.output()));
            for (std::size_t i = 0; keep == Keep::EveryLayer && i <= stage.network.size(); ++i)
                QCOMPARE(copied(differentiable.activation(i)), copied(inference.activation(i)));
        }
    }

    void differentiableGivesTheParameterGradientOfTraining_data() { addPresets(); }

    // Without dropout and batch statistics it is the same function.
    void differentiableGivesTheParameterGradientOfTraining()
    {
        QFETCH(QString, name);
        const Stage stage(name);
        std::vector<std::vector<float>> gradients;
        for (const PassMode mode : {PassMode::Training, PassMode::Differentiable}) {
            Workspace workspace(stage.network, passSamples, mode);
            stage.forward(workspace, mode);
            fill(workspace.outputGradient(), stage.outputGradient);
            gradients.emplace_back(stage.parameters.size(), notANumber);
            stage.network.backward(stage.parameters, workspace, passSamples, {.input = mode == PassMode::Differentiable, .parameters = gradients.back()});
            QVERIFY(std::ranges::none_of(gradients.back(), [](float g) { return std::isnan(g); }));
        }
        const bool isSameFunction = !stage.hasKind("dropout") && !stage.hasKind("batch_normalization");
        QCOMPARE(gradients[0] == gradients[1], isSameFunction);
    }

    void rangesComposeToTheWhole_data() { addPresets(); }

    // Up to a layer and on from there, in memory of two passes; and back again.
    void rangesComposeToTheWhole()
    {
        QFETCH(QString, name);
        const Stage stage(name);
        const Sequential& network = stage.network;
        Workspace whole(network, passSamples, PassMode::Differentiable, Keep::EveryLayer);
        stage.forward(whole, PassMode::Differentiable);
        fill(whole.outputGradient(), stage.outputGradient);
        std::vector<float> expected(stage.parameters.size(), notANumber);
        network.backward(stage.parameters, whole, passSamples, {.input = true, .parameters = expected});

        for (std::size_t border = 1; border < network.size(); ++border) {
            const LayerRange before{.last = border}, behind{.first = border};
            Workspace first(network, passSamples, PassMode::Differentiable, Keep::Needed, before);
            Workspace second(network, passSamples, PassMode::Differentiable, Keep::Needed, behind);
            stage.forward(first, PassMode::Differentiable, before);
            const auto passedOn = copied(std::as_const(first).activation(border));
            QCOMPARE(passedOn, copied(whole.activation(border)));
            fill(second.activation(border), passedOn);
            network.forward(stage.parameters, second, passSamples, {.mode = PassMode::Differentiable, .layers = behind});
            QCOMPARE(copied(second.output()), copied(whole.output()));

            std::vector<float> gradient(stage.parameters.size(), notANumber);
            fill(second.outputGradient(), stage.outputGradient);
            network.backward(stage.parameters, second, passSamples, {.input = true, .parameters = gradient});
            fill(first.gradient(border), second.gradient(border));
            network.backward(stage.parameters, first, passSamples, {.input = true, .parameters = gradient});
            QCOMPARE(copied(first.inputGradient()), copied(whole.inputGradient()));
            QCOMPARE(gradient, expected);
        }
    }

    void goesBackThroughSomeOfTheLayersThatRan_data() { addPresets(); }

    // From the output to a layer in between, as Grad-CAM does; and from there to the input, as the gradient of a hidden unit.
    void goesBackThroughSomeOfTheLayersThatRan()
    {
        QFETCH(QString, name);
        const Stage stage(name);
        const Sequential& network = stage.network;
        Workspace whole(network, passSamples, PassMode::Differentiable, Keep::EveryLayer);
        stage.forward(whole, PassMode::Differentiable);
        fill(whole.outputGradient(), stage.outputGradient);
        network.backward(stage.parameters, whole, passSamples, {.input = true});
        const std::size_t border = network.size() / 2;

        Workspace part(network, passSamples, PassMode::Differentiable, Keep::EveryLayer);
        stage.forward(part, PassMode::Differentiable);
        fill(part.outputGradient(), stage.outputGradient);
        network.backward(stage.parameters, part, passSamples, {.input = true}, {.first = border});
        for (std::size_t i = 0; i <= network.size(); ++i)
            QCOMPARE(copied(part.gradient(i)), i < border ? std::vector<float>(whole.gradient(i).size()) : copied(whole.gradient(i)));
        network.backward(stage.parameters, part, passSamples, {.input = true}, {.last = border});
        QCOMPARE(copied(part.inputGradient()), copied(whole.inputGradient()));
    }
};

const RegisteredTest<PassModesTest> registeredPassModesTest;
#include "tst_pass_modes.moc"
