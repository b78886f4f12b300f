#include "engine/optim/optimizer.h"

#include "engine/optim/adadelta.h"
#include "engine/optim/adagrad.h"
#include "engine/optim/adam.h"
#include "engine/optim/adamax.h"
#include "engine/optim/adamw.h"
#include "engine/optim/nadam.h"
#include "engine/optim/rmsprop.h"
#include "engine/optim/sgd.h"
#include "engine/recipe/switch_setting.h"

#include <array>

namespace engine {

std::span<const KindInfo> optimizerKinds()
{
    static const std::array<KindInfo, 8> kinds{Sgd::info(),  Adagrad::info(), Adadelta::info(), RmsProp::info(),
                                               Adam::info(), AdamW::info(),   Adamax::info(),   Nadam::info()};
    return kinds;
}

std::unique_ptr<Optimizer> makeOptimizer(const Spec& spec)
{
    const Spec whole = complete(spec, optimizerKinds(), "optimizer");
    const double learningRate = whole.real("learning_rate");
    if (whole.kind == Sgd::info().kind)
        return std::make_unique<Sgd>(Sgd::Options{
            .learningRate = learningRate, .momentum = whole.real("momentum"), .nesterov = isOn(whole, "nesterov")});
    if (whole.kind == Adagrad::info().kind)
        return std::make_unique<Adagrad>(Adagrad::Options{.learningRate = learningRate,
                                                          .initialAccumulator = whole.real("initial_accumulator_value"),
                                                          .epsilon = whole.real("epsilon")});
    if (whole.kind == Adadelta::info().kind)
        return std::make_unique<Adadelta>(Adadelta::Options{
            .learningRate = learningRate, .rho = whole.real("rho"), .epsilon = whole.real("epsilon")});
    if (whole.kind == RmsProp::info().kind)
        return std::make_unique<RmsProp>(RmsProp::Options{.learningRate = learningRate,
                                                          .rho = whole.real("rho"),
                                                          .momentum = whole.real("momentum"),
                                                          .epsilon = whole.real("epsilon"),
                                                          .centered = isOn(whole, "centered")});
    if (whole.kind == AdamW::info().kind)
        return std::make_unique<AdamW>(
            AdamW::Options{.adam = adamOptions(whole), .weightDecay = whole.real("weight_decay")});
    if (whole.kind == Adamax::info().kind)
        return std::make_unique<Adamax>(adamOptions(whole));
    if (whole.kind == Nadam::info().kind)
        return std::make_unique<Nadam>(adamOptions(whole));
    return std::make_unique<Adam>(adamOptions(whole));
}

} // namespace engine
