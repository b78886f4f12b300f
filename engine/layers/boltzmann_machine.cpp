#include "engine/layers/boltzmann_machine.h"

#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

void squash(std::span<float> values)
{
    Eigen::Map<Eigen::ArrayXf> array(values.data(), Eigen::Index(values.size()));
    array = array.logistic();
}

/// log(1 + eˣ), which does not overflow.
double softplus(double x)
{
    return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}

/// W·v + b for every row.
void addUp(const BoltzmannMachine& machine, std::span<const float> visible, std::span<float> hidden)
{
    fillRows(hidden, machine.hiddenBias);
    multiplyTransposed(visible, machine.weight, hidden, visible.size() / machine.visibleUnits(), machine.visibleUnits(),
                       machine.hiddenUnits(), Into::Add);
}

} // namespace

void BoltzmannMachine::propagateUp(std::span<const float> visible, std::span<float> hidden) const
{
    addUp(*this, visible, hidden);
    squash(hidden);
}

void BoltzmannMachine::propagateDown(std::span<const float> hidden, std::span<float> visible) const
{
    fillRows(visible, visibleBias);
    multiply(hidden, weight, visible, hidden.size() / hiddenUnits(), hiddenUnits(), visibleUnits(), Into::Add);
    squash(visible);
}

double BoltzmannMachine::freeEnergy(std::span<const float> visible, std::span<float> scratch) const
{
    addUp(*this, visible, scratch);
    double energy = 0;
    for (std::size_t i = 0; i < visible.size(); ++i)
        energy -= double(visibleBias[i % visibleUnits()]) * double(visible[i]);
    for (const float sum : scratch)
        energy -= softplus(double(sum));
    return energy;
}

double squaredDistance(std::span<const float> a, std::span<const float> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i] - b[i]) * double(a[i] - b[i]);
    return sum;
}

} // namespace engine
