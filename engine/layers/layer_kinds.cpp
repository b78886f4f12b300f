#include "engine/layers/layer_kinds.h"

#include "engine/layers/activation.h"
#include "engine/layers/average_pool2d.h"
#include "engine/layers/batch_normalization.h"
#include "engine/layers/conv2d.h"
#include "engine/layers/dense.h"
#include "engine/layers/dropout.h"
#include "engine/layers/flatten.h"
#include "engine/layers/lstm.h"
#include "engine/layers/max_pool2d.h"
#include "engine/layers/normalization.h"
#include "engine/layers/rbm.h"
#include "engine/layers/rescaling.h"
#include "engine/layers/softmax.h"
#include "engine/recipe/switch_setting.h"

#include <functional>
#include <stdexcept>

namespace engine {
namespace {

struct Kind
{
    KindInfo info;
    std::function<std::unique_ptr<Layer>(const Spec&)> make;
};

std::size_t count(const Spec& spec, const std::string& name)
{
    return std::size_t(spec.integer(name));
}

Kind activation(Activation::Function function)
{
    return {Activation::info(function), [function](const Spec& s) {
                return std::make_unique<Activation>(function, s.settings.contains("alpha") ? s.real("alpha") : 0);
            }};
}

template<typename Pool>
Kind pooling()
{
    return {Pool::info(), [](const Spec& s) {
                return std::make_unique<Pool>(Pool2d::Options{.poolSize = count(s, "pool_size"),
                                                              .stride = count(s, "stride"),
                                                              .padding = paddingFrom(s.text("padding"))});
            }};
}

/// The one list of layers: what is here can be built, trained, saved, edited in the Model panel and printed.
const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all{
        {Dense::info(), [](const Spec& s) { return std::make_unique<Dense>(Dense::Options{.units = count(s, "units")}); }},
        {Conv2d::info(),
         [](const Spec& s) {
             return std::make_unique<Conv2d>(Conv2d::Options{.filters = count(s, "filters"),
                                                             .kernelSize = count(s, "kernel_size"),
                                                             .stride = count(s, "stride"),
                                                             .padding = paddingFrom(s.text("padding"))});
         }},
        pooling<MaxPool2d>(),
        pooling<AveragePool2d>(),
        {Lstm::info(),
         [](const Spec& s) {
             return std::make_unique<Lstm>(
                 Lstm::Options{.units = count(s, "units"), .returnSequences = isOn(s, "return_sequences")});
         }},
        {Rbm::info(), [](const Spec& s) { return std::make_unique<Rbm>(Rbm::Options{.units = count(s, "units")}); }},
        {Flatten::info(), [](const Spec&) { return std::make_unique<Flatten>(); }},
        {Dropout::info(), [](const Spec& s) { return std::make_unique<Dropout>(Dropout::Options{.rate = s.real("rate")}); }},
        {BatchNormalization::info(),
         [](const Spec& s) {
             return std::make_unique<BatchNormalization>(BatchNormalization::Options{
                 .momentum = s.real("momentum"), .epsilon = s.real("epsilon"), .frozen = isOn(s, "frozen")});
         }},
        {Normalization::info(), [](const Spec&) { return std::make_unique<Normalization>(); }},
        {Rescaling::info(),
         [](const Spec& s) {
             return std::make_unique<Rescaling>(Rescaling::Options{.scale = s.real("scale"), .offset = s.real("offset")});
         }},
        activation(Activation::Function::Relu),
        activation(Activation::Function::LeakyRelu),
        activation(Activation::Function::Elu),
        activation(Activation::Function::Sigmoid),
        activation(Activation::Function::Tanh),
        activation(Activation::Function::Linear),
        {Softmax::info(), [](const Spec&) { return std::make_unique<Softmax>(); }},
    };
    return all;
}

} // namespace

std::span<const KindInfo> layerKinds()
{
    static const std::vector<KindInfo> infos = [] {
        std::vector<KindInfo> list;
        for (const Kind& kind : kinds())
            list.push_back(kind.info);
        return list;
    }();
    return infos;
}

std::unique_ptr<Layer> makeLayer(const Spec& spec)
{
    const Spec whole = complete(spec, layerKinds(), "layer");
    for (const Kind& kind : kinds())
        if (kind.info.kind == whole.kind)
            return kind.make(whole);
    throw std::logic_error("complete() let an unknown layer pass");
}

} // namespace engine
