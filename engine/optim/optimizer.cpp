#include "engine/optim/optimizer.h"

#include "engine/optim/adam.h"
#include "engine/optim/rmsprop.h"
#include "engine/optim/sgd.h"

#include <array>

namespace engine {

std::span<const KindInfo> optimizerKinds()
{
    static const std::array<KindInfo, 3> kinds{Sgd::info(), RmsProp::info(), Adam::info()};
    return kinds;
}

std::unique_ptr<Optimizer> makeOptimizer(const Spec& spec)
{
    const Spec whole = complete(spec, optimizerKinds(), "optimizer");
    const double learningRate = whole.real("learning_rate");
    if (whole.kind == Sgd::info().kind)
        return std::make_unique<Sgd>(Sgd::Options{.learningRate = learningRate, .momentum = whole.real("momentum")});
    if (whole.kind == RmsProp::info().kind)
        return std::make_unique<RmsProp>(RmsProp::Options{
            .learningRate = learningRate, .rho = whole.real("rho"), .epsilon = whole.real("epsilon")});
    return std::make_unique<Adam>(Adam::Options{.learningRate = learningRate,
                                                .beta1 = whole.real("beta_1"),
                                                .beta2 = whole.real("beta_2"),
                                                .epsilon = whole.real("epsilon")});
}

} // namespace engine
