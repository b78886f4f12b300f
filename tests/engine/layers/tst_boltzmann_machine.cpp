#include "engine/errors.h"
#include "engine/layers/boltzmann_machine.h"
#include "engine/layers/dense.h"
#include "engine/layers/rbm.h"
#include "tests/engine/layers/layer_run.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>

using engine::BoltzmannMachine;
using Numbers = std::vector<float>;

namespace {

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// E(v, h) = -a·v - b·h - h·W·v, h as the bits of a number.
double energyOf(const BoltzmannMachine& machine, std::span<const float> v, unsigned h)
{
    double energy = 0;
    for (std::size_t i = 0; i < v.size(); ++i)
        energy -= double(machine.visibleBias[i]) * double(v[i]);
    for (std::size_t j = 0; j < machine.hiddenUnits(); ++j) {
        if ((h >> j & 1) == 0)
            continue;
        energy -= double(machine.hiddenBias[j]);
        for (std::size_t i = 0; i < v.size(); ++i)
            energy -= double(machine.weight[j * v.size() + i]) * double(v[i]);
    }
    return energy;
}

} // namespace

class BoltzmannMachineTest : public QObject
{
    Q_OBJECT

private slots:
    // Two visible units, one hidden: W = (1, -2), b = 0.5, a = (0.25, -1).
    void propagatesUpAndDownByHand()
    {
        const Numbers parameters{1, -2, 0.5f, 0.25f, -1};
        const BoltzmannMachine machine(parameters, 2, 1);
        Numbers hidden(2), visible(4);
        machine.propagateUp(Numbers{1, 0, 0.5f, 1}, hidden);
        QCOMPARE_LT(largestDifference(hidden, Numbers{float(sigmoid(1.5)), float(sigmoid(-1))}), 1e-6);
        machine.propagateDown(Numbers{1, 0}, visible);
        QCOMPARE_LT(largestDifference(visible, Numbers{float(sigmoid(1.25)), float(sigmoid(-3)), float(sigmoid(0.25)),
                                                       float(sigmoid(-1))}),
                    1e-6);
    }

    // F(v) = -log Σₕ exp(-E(v, h)), summed over all 64 states of the hidden units.
    void freeEnergyIsThatOfAllHiddenStatesTogether()
    {
        constexpr std::size_t visible = 5, hidden = 6, rows = 3;
        const auto parameters = randomNumbers(hidden * visible + hidden + visible, 1, -2, 2);
        const auto data = randomNumbers(rows * visible, 2, 0, 1);
        const BoltzmannMachine machine(parameters, visible, hidden);
        double expected = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            double sum = 0;
            for (unsigned h = 0; h < 1u << hidden; ++h)
                sum += std::exp(-energyOf(machine, std::span(data).subspan(row * visible, visible), h));
            expected -= std::log(sum);
        }
        Numbers scratch(rows * hidden);
        QCOMPARE_LT(std::abs(machine.freeEnergy(data, scratch) - expected), 1e-5);
    }

    void freeEnergyStaysFiniteWhereItsExponentialsDoNot()
    {
        const Numbers parameters{1000, -1000, 0, 0, 2};
        const BoltzmannMachine machine(parameters, 1, 2);
        Numbers scratch(2);
        QCOMPARE(machine.freeEnergy(Numbers{1}, scratch), -1002.0); // -2 - log(1 + e¹⁰⁰⁰) - log(1 + e⁻¹⁰⁰⁰)
    }

    void layerReadsAsADenseLayerWithASigmoid()
    {
        const auto parameters = randomNumbers(4 * 7 + 4 + 7, 1);
        const auto input = randomNumbers(3 * 7, 2);
        const engine::Rbm rbm({.units = 4});
        const engine::Dense dense({.units = 4});
        auto expected = LayerRun(dense, {7}, 3, Numbers(parameters.begin(), parameters.begin() + 32)).forward(input);
        for (float& number : expected)
            number = float(sigmoid(double(number)));
        QCOMPARE_LT(largestDifference(LayerRun(rbm, {7}, 3, parameters).forward(input), expected), 1e-6);
    }

    void layerWantsARow()
    {
        QVERIFY_EXCEPTION_THROWN(engine::Rbm({.units = 4}).outputShape({1, 28, 28}), engine::ShapeError);
    }
};

const RegisteredTest<BoltzmannMachineTest> registeredBoltzmannMachineTest;
#include "tst_boltzmann_machine.moc"
